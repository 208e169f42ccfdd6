import Fleet
import Testing
import Vocabulary
import Wording

@Suite("A host that answers as a web page does")
struct PageInPlaceOfAnAPITests {
    private func explained(_ reason: String, _ call: CallName, _ texts: Texts = .english) -> String {
        texts.explain(.malformed(reason: reason, call: call, host: "cameras.example.org"), retries: false)
    }

    @Test(
        "is asked about, with its name, in both languages",
        arguments: ["HTTP 404", "HTTP 302", "HTTP 403", "HTTP 501", "the reply is no JSON object"])
    func page(reason: String) {
        for call in [CallName.token, .hostedToken, .deviceList, .hostedList] {
            #expect(explained(reason, call).contains("is cameras.example.org the address of an API? Compare base_url"))
            #expect(explained(reason, call, .chinese).contains("cameras.example.org 是 API 的地址吗？请核对 base_url"))
        }
    }

    @Test("a cloud that stumbles, a picture or a playlist is no page")
    func stumbling() {
        let others: [(String, CallName)] = [
            ("HTTP 500", .token), ("the reply has no code", .deviceList), ("HTTP 404", .picture), ("HTTP 403", .playlist),
        ]
        for (reason, call) in others {
            #expect(explained(reason, call).contains("check the network"), "\(reason) \(call)")
        }
    }
}
