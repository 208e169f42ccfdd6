import FoundationEssentials
import Testing
import Wording

@Suite("The platform's codes in words")
struct CodeTests {
    /// Every code that the platform's pages print, by table.
    static let documented: [String] = [
        "404", "1001", "4057", "4058", "9048", "9049", "9053", "9057", "9060", "9061", "9062",
        "10001", "10002", "10004", "10005", "10006", "10007", "10008", "10009", "10010", "10013", "10014", "10015", "10017",
        "10018", "10026", "10027", "10028", "10029", "10030", "10031", "10032", "10034", "10035", "10036", "10051", "10052",
        "20001", "20002", "20006", "20007", "20008", "20010", "20013", "20014", "20015", "20017", "20018", "20032",
        "30001", "49999", "50000", "60000", "60001", "60002", "60003", "60004", "60005", "60006", "60009", "60012", "60016",
        "60017", "60019", "60020", "60022", "60026", "60058", "60060", "60061", "60062", "60063", "60083", "60084",
        "70003", "70004", "70005", "70006", "70007", "80000", "80002", "90601", "90606",
        "95402", "95404", "95405", "95406", "95409", "95411", "95415", "95416", "95417", "95544", "95546", "95547",
    ]

    @Test("our own words for what a playlist is are said by what they mean", arguments: ["none", "empty", "stalled"])
    func own(word: String) {
        for texts in [Texts.english, .chinese] {
            let text = texts.explain(code: word)
            #expect(
                text.contains(texts.punctuation.semicolon) && !text.contains(word + " ")
                    && !text.contains(texts.errors.unpublished))
        }
    }

    @Test("the code on the label may have been changed, a personal plan ends at ten devices, and nobody says when a quota ends")
    func hints() throws {
        #expect(Texts.english.explain(code: "20010").contains("unless it was changed in the app"))
        #expect(Texts.chinese.explain(code: "20010").contains("除非在 App 中改过"))
        #expect(Texts.english.explain(code: "10026").contains("ten") && Texts.chinese.explain(code: "10026").contains("10 台"))
        for code in ["10007", "10028"] { #expect(Texts.english.explain(code: code).contains("nobody says until when")) }
    }

    @Test("each has its meaning and the next step in both languages", arguments: documented)
    func complete(code: String) throws {
        let english = try #require(Texts.english.meaning(of: code))
        let chinese = try #require(Texts.chinese.meaning(of: code))
        for part in [english.meaning, english.next] {
            #expect(!part.isEmpty && part.unicodeScalars.allSatisfy(\.isASCII))
        }
        for part in [chinese.meaning, chinese.next] {
            #expect(part.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        }
        #expect(Texts.english.explain(code: code).hasPrefix(code))
    }

    @Test("each code that a recorded reply carries is among them")
    func recorded() throws {
        let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/OpenPlatformTests/Fixtures"
        struct Reply: Decodable { var code: String? }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count > 80)
        for name in names {
            let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
            guard let code = (try? JSONDecoder().decode(Reply.self, from: data))?.code, code != "200" else { continue }
            #expect(Self.documented.contains(code), "\(name)")
        }
    }

    @Test("one that nobody documented shows its number and the platform's own words, that they are all there is, and what helps")
    func unknown() {
        #expect(
            Texts.english.explain(code: "77777", message: "设备忙")
                == "77777 设备忙; no public page says what that means; try again, or ask the platform's support with the code")
        #expect(Texts.chinese.explain(code: "77777") == "77777；公开文档中没有此返回码的说明；请重试，或凭返回码咨询平台客服")
    }
}
