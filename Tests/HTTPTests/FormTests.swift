import FoundationEssentials
import HTTP
import Testing

@Suite("Form")
struct FormTests {
    private func form(_ type: String, _ body: String) -> [Parameter] {
        Incoming(method: "POST", path: "/", headers: [Header("content-type", type)], body: Data(body.utf8)).form
    }

    @Test("what is encoded is decoded again")
    func roundTrip() {
        let parameters = [
            Parameter("a", ""), Parameter("", "b"), Parameter("客厅", "摄 像+头&=%00\0\r\n"), Parameter("a", "~-._"),
        ]
        #expect(Form.decode(Form.encode(parameters)) == parameters)
        #expect(
            form("application/x-www-form-urlencoded; charset=utf-8", "a=1&b=2") == [Parameter("a", "1"), Parameter("b", "2")])
    }

    @Test("broken escapes stand for themselves", arguments: ["%", "%4", "%zz", "%4%", "%%41"])
    func broken(_ text: String) {
        let expected = text == "%%41" ? "%A" : text
        #expect(Form.decode(Data("a=\(text)".utf8)) == [Parameter("a", expected)])
    }

    @Test("what is no whole escape ends nothing, and of several signs of equality the first one counts")
    func kept() {
        #expect(Form.decode(Data("a=%4&b=2".utf8)) == [Parameter("a", "%4"), Parameter("b", "2")])
        #expect(Form.decode(Data("accessToken=at.x==&b".utf8)) == [Parameter("accessToken", "at.x=="), Parameter("b", "")])
    }

    @Test("parameters without end are cut off")
    func many() {
        #expect(Form.decode(Data(String(repeating: "a&", count: 400_000).utf8)).count == 1000)
    }

    @Test("multipart gives its named parts, quoted or not, with line breaks in the value")
    func multipart() {
        let body = """
            preamble\r
            --b 1\r
            Content-Disposition: form-data; name="accessToken"\r
            \r
            at.1\r
            --b 1\r
            content-disposition: form-data; filename="x"; name=两行\r
            Content-Type: text/plain\r
            \r
            one\r
            two\r
            --b 1\r
            X: no name\r
            \r
            lost\r
            --b 1--\r
            """
        #expect(
            form("multipart/form-data; boundary=\"b1\"", body.replacing("b 1", with: "b1"))
                == [Parameter("accessToken", "at.1"), Parameter("两行", "one\r\ntwo")])
    }

    @Test(
        "hostile multipart gives nothing",
        arguments: [
            "", "--b", "--b\r\n", "--b\r\n\r\n", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
            String(repeating: "\r\n--", count: 5),
        ])
    func hostile(_ body: String) {
        #expect(form("multipart/form-data; boundary=b", body).isEmpty)
        #expect(form("multipart/form-data; boundary=", body).isEmpty)
        #expect(form("multipart/form-data", body).isEmpty)
        #expect(form("text/plain", body).isEmpty)
    }
}
