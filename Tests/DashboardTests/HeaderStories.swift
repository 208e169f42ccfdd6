import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import Testing
import Vocabulary
import Wording

@Suite("The lines on top")
struct HeaderStories {
    private func top(_ story: Story, row: Int = 0) -> String { story.state.view().text(row: row) }

    @Test("a camera of unknown status is counted")
    func unknown() {
        var story = Story()
        #expect(!top(story).contains("unknown"))
        story.cloud { $0.cameras[2].status?.value = .unknown(code: 7) }
        #expect(top(story).contains("1 unknown") && top(story).contains("6 online"))
    }

    @Test("where there is no room for every count, problems go last", arguments: [30, 40, 50, 60, 70])
    func worth(columns: Int) {
        var story = Story(size: Size(columns: columns, rows: 24))
        story.cloud { $0.cameras[4].live?.value = .limited(code: "9049", message: "") }
        let line = top(story)
        let problems = ["1 offline", "1 broken", "1 not granted", "1 limited"]
        #expect(line.contains("1 offline"))
        if ["ready", "playing", "online"].contains(where: line.contains) {
            #expect(problems.allSatisfy(line.contains), "\(line)")
        }
        if problems.contains(where: { !line.contains($0) }) { #expect(line.contains("…"), "\(line)") }
        if columns >= 70 { #expect(problems.allSatisfy(line.contains), "\(line)") }
    }

    @Test(
        "in a terminal of a usual width the verdict has offline, encrypted and ready, whatever else there is",
        arguments: [80, 90, 120])
    func verdict(columns: Int) {
        var story = Story(size: Size(columns: columns, rows: 24))
        story.cloud { $0.cameras[4].live?.value = .limited(code: "9049", message: "") }
        let line = top(story)
        for word in ["8", "1 offline", "1 encrypted", "ready", "1 broken", "1 not granted"] {
            #expect(line.contains(word), "\(line)")
        }
        #expect(line.contains("1 limited") || line.contains("…"), "\(line)")
    }

    /// Two accounts: `home` with all cameras, and `shop` with one.
    private func two(_ language: Language = .english) -> Story {
        var story = Story(language: language)
        story.cloud { snapshot in
            var shop = snapshot.accounts[0]
            shop.id = "shop"
            shop.host = "shop.example"
            var camera = snapshot.cameras[0]
            camera.id = CameraID(account: "shop", serial: "S1", channel: 1)
            camera.name = "Till"
            snapshot.accounts = [snapshot.accounts[0], shop]
            snapshot.cameras.append(camera)
        }
        return story
    }

    private func choose(_ row: Int, _ story: inout Story) {
        story.press(.character("a"), .character("g"))
        for _ in 0..<row { story.press(.down) }
        story.press(.enter)
    }

    @Test("of several accounts one that was chosen is named, and what is counted is its own")
    func chosen() {
        var story = two()
        #expect(top(story).contains("9 cameras"))
        choose(2, &story)
        #expect(top(story).contains("1 camera,") && top(story, row: 1).contains("shop alone (a: all accounts)"))
        story.press(.character("/"))
        story.type("Garden")
        story.press(.enter)
        #expect(story.screen.contains("/Garden   0 of 1"))
        #expect(story.flat.contains("shop alone (a: all accounts): No camera matches the filter. Esc clears it."))
        story.press(.character("n"))
        #expect(story.flat.contains("None of the cameras on the list needs attention."))
    }

    @Test("an account without rows says why, and how one comes back; nothing is said of a filter that is not there")
    func chosenEmpty() {
        var story = two()
        story.cloud { snapshot in
            snapshot.cameras.removeAll { $0.id.account == "shop" }
            snapshot.accounts[1].trouble = .refused(code: "10030", message: "", call: .deviceList, host: "shop.example")
        }
        choose(2, &story)
        #expect(story.flat.contains("shop alone (a: all accounts): 10030"))
        #expect(!story.screen.contains("filter. Esc"))
        story.cloud { $0.accounts[1].trouble = nil }
        #expect(story.flat.contains("shop alone (a: all accounts): The cloud answers: this account has no cameras."))
        choose(1, &story)
        story.press(.character(" "))
        choose(2, &story)
        story.press(.character("e"))
        #expect(story.flat.contains("1 of them is not on the list") && !story.flat.contains("the filter hides"))
    }

    @Test("of several accounts with faults the line says how many more there are, and what shows them")
    func severalTroubles() {
        var story = two()
        story.cloud { snapshot in
            for place in snapshot.accounts.indices {
                snapshot.accounts[place].trouble = .refused(code: "10030", message: "", call: .deviceList, host: "h")
            }
        }
        #expect(top(story, row: 1).contains("(+1 more: a)"))
        choose(2, &story)
        #expect(!top(story, row: 1).contains("more:") && top(story, row: 1).contains("shop alone"))
    }

    @Test("that addresses rest is said beside the interval, however narrow", arguments: Language.allCases)
    func rest(language: Language) {
        for columns in [80, 120] {
            var story = Story(size: Size(columns: columns, rows: 24), language: language)
            let words = language.texts.header.addressesRest("10007")
            #expect(!top(story, row: 1).contains(words))
            story.cloud { $0.poll.addressesRest = true }
            #expect(top(story, row: 1).contains(words), "\(top(story, row: 1))")
        }
    }

    @Test("rows that make no sense are counted, by their list", arguments: Language.allCases)
    func senseless(language: Language) {
        var story = Story(size: Size(columns: 160, rows: 24), language: language)
        story.cloud { snapshot in
            snapshot.accounts = [snapshot.accounts[0]]
            snapshot.accounts[0].trouble = nil
            snapshot.accounts[0].complete = false
            snapshot.accounts[0].unreadable = ["device/list": 3]
        }
        #expect(top(story, row: 1).contains(language.texts.inputs.senseless(3, "device/list")), "\(top(story, row: 1))")
    }

    @Test("counts of stale facts alone are dim; the first fresh one makes them bright again")
    func stale() {
        var story = Story(Scene.named("silent").snapshot)
        for text in ["7 online", "1 offline", "1 encrypted", "3 ready", "1 broken"] {
            #expect(story.style(of: text, inRowWith: "8 cameras")?.role == .dim, "\(text)")
        }
        story.cloud { snapshot in
            snapshot.cameras[2].status?.checked = SampleFleet.now
            snapshot.cameras[2].encryption?.checked = SampleFleet.now
        }
        #expect(story.style(of: "7 online", inRowWith: "8 cameras")?.role == .text)
        #expect(story.style(of: "3 ready", inRowWith: "8 cameras")?.role == .good)
        #expect(story.style(of: "1 offline", inRowWith: "8 cameras")?.role == .dim)
    }

    private static let refusal = ServiceError.refused(
        code: "10017", message: "appKey不存在", call: "token/get", host: "open.ys7.com")

    private func troubled(_ trouble: ServiceError, size: Size = Size(columns: 120, rows: 40), _ language: Language = .english)
        -> Story
    {
        var story = Story(size: size, language: language)
        story.cloud { snapshot in
            snapshot.accounts[0].trouble = trouble
            snapshot.accounts[0].lastAnswer = nil
        }
        return story
    }

    @Test("a refusal is called one, with its code and what that means in the language of the screen, whole at 80 columns")
    func refused() {
        #expect(
            top(troubled(Self.refusal), row: 1).contains(
                "refused by open.ys7.com: 10017 no such appKey; check the key and the region"))
        let small = Size(columns: 80, rows: 24)
        #expect(top(troubled(Self.refusal, size: small), row: 1).contains("refused by open.ys7.com: 10017 no such appKey"))
        let chinese = top(troubled(Self.refusal, size: small, .chinese), row: 1)
        #expect(chinese.contains("open.ys7.com 拒绝：10017 appKey 不存在；检查 appKey 和区域"))
        #expect(!top(troubled(Self.refusal), row: 1).contains("no answer"))
    }

    @Test("with several accounts it is said which one is refused")
    func whose() {
        var story = troubled(Self.refusal)
        #expect(!top(story, row: 1).contains("home"))
        story.cloud { snapshot in
            snapshot.accounts.append(
                AccountState(id: "shop", host: "isgpopen.ezvizlife.com", sources: [.own], lastAnswer: SampleFleet.now))
        }
        #expect(top(story, row: 1).contains("home: refused by open.ys7.com: 10017"))
    }

    @Test("why nothing comes stays whole as long as the interval can go for it", arguments: Language.allCases)
    func reasonFirst(language: Language) {
        let reason = String(repeating: "x", count: 40)
        let story = troubled(
            .unreachable(reason: reason, host: "open.ys7.com"), size: Size(columns: 80, rows: 24), language)
        #expect(top(story, row: 1).contains(reason))
        #expect(!top(story, row: 1).contains("30s"))
    }

    @Test(
        "faults of the network are said in a few words of each language",
        arguments: [
            (
                "Failed to connect to h port 443 after 1 ms: Couldn't connect to server: Connection refused",
                "connection refused", "连接被拒绝"
            ),
            ("Operation timed out after 15001 milliseconds with 0 bytes received", "timed out", "超时"),
            ("Could not resolve host: h", "no such host", "没有这个主机"),
            ("something new", "something new", "something new"), ("SSL: something new", "SSL: something new", "TLS 连接失败"),
        ])
    func faults(said: String, english: String, chinese: String) {
        for (language, words) in [(Language.english, english), (.chinese, chinese)] {
            let line = top(troubled(.unreachable(reason: said, host: "h"), language), row: 1)
            #expect(line.contains(language.texts.punctuation.colon + words), "\(line)")
        }
    }

    @Test("the calls of today are said before nothing is said of them")
    func calls() {
        #expect(top(Story(), row: 1).contains("231 calls today, 5 800 a day"))
        let story = Story(size: Size(columns: 100, rows: 30))
        #expect(top(story, row: 1).contains("next in 11s · 231 calls today"))
        #expect(!top(story, row: 1).contains("a day"))
    }

    @Test("read-only is said on top", arguments: Language.allCases)
    func readOnly(language: Language) {
        for columns in [60, 80, 120] {
            let size = Size(columns: columns, rows: 24)
            #expect(top(Story(size: size, language: language, readOnly: true), row: 1).contains(language.texts.header.readOnly))
            #expect(!top(Story(size: size, language: language), row: 1).contains(language.texts.header.readOnly))
        }
    }

    @Test("no text of the lines on top mixes Chinese with English punctuation")
    func punctuation() {
        for columns in [40, 60, 80, 100, 120, 200] {
            for trouble in [nil, Self.refusal] {
                var story = Story(size: Size(columns: columns, rows: 24), language: .chinese)
                story.cloud { $0.accounts[0].trouble = trouble }
                for row in 0..<2 {
                    for mark in [", ", "; ", ". ", ": "] {
                        #expect(!top(story, row: row).contains(mark), "\(top(story, row: row))")
                    }
                }
            }
        }
        #expect(top(Story(size: Size(columns: 80, rows: 24), language: .chinese)).contains("1 离线  1 已加密"))
        let texts = Texts.chinese
        #expect(texts.explain(Self.refusal).contains("appKey 不存在；检查 appKey 和区域。所问主机为"))
        var story = Story(language: .chinese)
        story.select("门口")
        story.press(.character("e"))
        #expect(story.screen.contains("home，自有设备"))
    }
}
