import Cells
import Fleet
import FoundationEssentials
import Scenes
import Settings
import TestSupport
import Testing
import Vocabulary
import Wording

@testable import Dashboard

@Suite("The past on the screen", .serialized, .heavy)
struct PastStories {
    private let garage = CameraID(account: "home", serial: "D01234567", channel: 1)

    // MARK: - HISTORY and UPTIME

    @Test("h shows 24 hours, 7 days, 30 days in turn; the title says which, and the next run finds it again")
    func spans() {
        var story = Story()
        #expect(story.screen.contains("HISTORY 24h") && story.queries.isEmpty)
        var kept: [String: String] = [:]
        for word in ["7d", "30d", "24h"] {
            story.press(.character("h"))
            #expect(story.screen.contains("HISTORY \(word)"))
            guard case .remember(let preferences)? = story.takeEffects().last else {
                Issue.record("nothing is remembered")
                return
            }
            #expect(preferences.texts["history"] == word)
            if word == "30d" { kept = preferences.texts }
        }
        #expect(story.queries.map { $0.span.duration / 86400 } == [7, 30])
        #expect(story.queries.allSatisfy { $0.camera == nil })
        var options = Scene.fresh(size: Size(columns: 120, rows: 40)).options
        options.preferences = Preferences(texts: kept)
        var next = State(options: options, size: Size(columns: 120, rows: 40), now: SampleFleet.now)
        let effects = next.update(.snapshot(SampleFleet.snapshot), at: SampleFleet.now)
        #expect(next.view().text.contains("HISTORY 24h"), "as long as no more is known")
        guard case .readPast(let query)? = effects.last else {
            Issue.record("nothing is read")
            return
        }
        _ = next.update(.past(query, query.answer(from: SampleFleet.read)), at: SampleFleet.now)
        #expect(next.view().text.contains("HISTORY 30d"))
    }

    @Test("a preference that nobody knows is 24 hours")
    func unknownSpan() {
        #expect(Preferences(texts: ["history": "9y"]).history == .day && Preferences(texts: [:]).history == .day)
    }

    @Test("the strip is thin and dim where it was online, and as high and coloured as it was offline")
    func strip() {
        var story = Story()
        let frame = story.state.view()
        guard let row = (0..<frame.size.rows).first(where: { frame.text(row: $0).contains("车库") }) else {
            Issue.record("no garage")
            return
        }
        let cells = (0..<frame.size.columns).map { frame[$0, row] }.filter { $0.width > 0 && "▁▂▃▄▅▆▇█·".contains($0.text) }
        #expect(cells.map(\.text).joined() == "··▁▁▁▁▁▁▁███")
        #expect(cells.map(\.style.role) == Array(repeating: .dim, count: 9) + Array(repeating: .bad, count: 3))
        story.send(.input(.probed(ambiguousWide: true)))
        #expect(story.row("车库")?.contains(".._______###") == true, "their twins")
    }

    @Test("a little downtime is to be seen, and less alarming than much of it")
    func levels() {
        for symbols in [Symbols.lines, .ascii] {
            #expect(symbols.span(.seen(down: 0.0001)).text != symbols.low)
            #expect(symbols.span(.seen(down: 0.9999)).text != symbols.full)
        }
        #expect(Symbols.lines.span(.seen(down: 0)).style == Style(.dim) && Symbols.lines.span(.unobserved).style == Style(.dim))
        #expect(Symbols.lines.span(.seen(down: 0.0001)).style == Style(.warning))
        #expect(Symbols.lines.span(.seen(down: 0.5)).style == Style(.bad))
    }

    @Test("UPTIME is there from 120 columns on, of the span that HISTORY shows")
    func uptime() {
        var story = Story()
        #expect(story.screen.contains("UPTIME") && story.row("车库")?.contains("70.0 %") == true)
        #expect(story.row("Garden")?.contains("100 %") == true)
        story.press(.character("h"), .character("h"))
        #expect(story.row("车库")?.contains("98.5 %") == true)
        #expect(story.row("妈妈家")?.contains("99.9 %") == true, "45 seconds of a month")
        story.send(.input(.resize(Size(columns: 119, rows: 40))))
        #expect(!story.screen.contains("UPTIME"))
        story.send(.input(.resize(Size(columns: 120, rows: 40))))
        story.cloud { $0.cameras[0].history = History() }
        story.press(.character("h"))
        #expect(story.row("客厅摄像头")?.contains("–") == true, "nobody looked")
    }

    @Test("by UPTIME and by HISTORY the worst comes first, of whatever span is shown")
    func sorted() {
        var story = Story()
        func order() -> [String] { story.state.grid.rows.map { story.state.snapshot.cameras[$0].name } }
        story.sort(by: .uptime)
        #expect(order().first == "车库")
        story.press(.character("h"), .character("h"))
        #expect(order().prefix(2) == ["Garden", "车库"], "three days in a month")
        story.press(.character("h"))
        #expect(order().first == "车库")
        story.sort(by: .history)
        #expect(order().first == "车库")
        story.press(.character("S"))
        #expect(order().last == "车库")
    }

    @Test("what cannot be read is said, in words, and HISTORY stays with what is known", arguments: Language.allCases)
    func faults(language: Language) {
        for fault in [StateFault.unavailable, .foreign, .damaged, .newer, .full, .clock, .busy] {
            var story = Story(size: Size(columns: 200, rows: 40), language: language)
            story.past = { _, _, _ throws(StateFault) in throw fault }
            story.press(.character("h"))
            #expect(story.flat.contains(language.texts.past.fault(fault)))
            #expect(story.screen.contains("\(language.texts.columns.history) 24h"))
            #expect(story.queries.count == 1)
            story.now += 60
            story.send(.tick)
            #expect(story.queries.count == 1, "it is not asked again at every second")
            story.past = SampleFleet.read
            story.press(.escape, .character("h"))
            #expect(story.screen.contains("\(language.texts.columns.history) 30d"), "a key asks again")
        }
    }

    @Test("where nothing is remembered, h says so")
    func nothing() {
        var story = Story()
        story.past = nil
        story.press(.character("h"))
        #expect(story.flat.contains("only the last 24 hours are known") && story.screen.contains("HISTORY 24h"))
    }

    @Test("it is read again after an hour, and one thing at a time")
    func again() {
        var story = Story()
        story.press(.character("h"))
        story.now += 3599
        story.send(.tick)
        #expect(story.queries.count == 1)
        story.now += 1
        story.isSlow = true
        story.send(.tick)
        #expect(story.queries.count == 2)
        story.press(.character("h"), .character("H"), .enter)
        story.send(.tick)
        #expect(story.queries.count == 2, "the answer is waited for")
        story.isSlow = false
        story.answer(story.queries[1])
        #expect(story.queries.count == 4, "then the camera's whole past, then the month")
        #expect(story.queries[2].camera == story.state.selected?.id && story.queries[3].span.duration == 30 * 86400)
    }

    @Test("what happens after it was read goes on in the strip")
    func live() {
        var story = Story()
        story.press(.character("h"))
        let before = story.row("Garden")
        story.cloud { snapshot in
            let index = snapshot.cameras.firstIndex { $0.name == "Garden" } ?? 0
            snapshot.cameras[index].history.changes.append(History.Change(at: SampleFleet.now - 7200, seen: .offline))
        }
        #expect(story.row("Garden") != before && story.row("Garden")?.contains("100 %") == false)
    }

    // MARK: - Details

    @Test("the details have the strip, what the week comes to, and its outages, the newest first")
    func details() {
        var story = Story()
        story.select("车库")
        story.press(.enter)
        #expect(story.queries.map(\.camera) == [garage] && story.queries[0].span.duration == 400 * 86400)
        #expect(story.flat.contains("7d 96.1 %, 5 outages, longest 5h 59m, mostly 02:00–03:00"))
        #expect(story.row("still")?.contains("2026-11-23 09:04  6h  still") == true)
        let begins = story.screen.split(separator: "\n").filter { $0.hasPrefix("   2026-11-") }
        #expect(begins.count == 5 && begins == begins.sorted(by: >))
        story.press(.character("j"))
        #expect(story.queries.last?.camera == story.state.selected?.id, "the next one's")
    }

    @Test("an outage that nobody saw begin has a mark")
    func unseen() {
        var story = Story()
        story.past = nil
        story.cloud {
            $0.cameras[0].history = History(
                changes: [History.Change(at: SampleFleet.now - 7200, seen: .offline)], observed: SampleFleet.now)
        }
        story.select("客厅摄")
        story.press(.enter)
        #expect(story.screen.contains(">2h  still") && story.screen.contains("8.3 % of it observed"))
        #expect(story.flat.contains("only the last 24 hours are known"))
    }

    // MARK: - H

    @Test("H has a row a camera and a cell a day, and goes back to the list where that was")
    func page() {
        var story = Story()
        story.select("车库")
        story.press(.character("H"))
        #expect(story.screen.contains("2026-10-25 – 2026-11-23"))
        #expect(story.row("Garden")?.contains("▆▆ ██ ██ ▃▃") == true && story.row("Garden")?.contains("·· ·· ··") == true)
        #expect(story.row("车库")?.contains("98.5 %") == true)
        #expect(story.row("2026-11-11 19:31")?.contains("3h       6 cameras offline: ") == true)
        story.press(.character("G"))
        #expect(story.row("8/8") != nil)
        story.press(.character("g"), .character("j"), .escape)
        #expect(story.state.page is GridPage && story.state.grid.place(in: story.state.snapshot.cameras) == 1)
    }

    @Test("filter and order of the list are the calendar's")
    func filtered() {
        var story = Story()
        story.press(.character("/"))
        story.type("nvr")
        story.press(.enter, .character("H"))
        #expect(story.row("NVR 后院") != nil && story.row("   Garden ") == nil)
    }

    @Test("Enter has all that is remembered of a camera")
    func camera() {
        var story = Story(size: Size(columns: 120, rows: 60))
        story.select("车库")
        story.press(.character("H"), .enter)
        for words in [
            "24h  75.0 %, 1 outage", "7d  96.1 %", "30d  98.5 %, 14 outages", "400d  99.2 %", "15.1 % of it observed",
            "Encryption came on again by itself: 2 times in 30d.", "An address could be had in 94.9 % of the asked time of 30d.",
            "Mon", "2026-10-29 02:35",
        ] {
            #expect(story.screen.contains(words), "\(words)")
        }
        story.press(.escape)
        #expect(story.state.page is PastPage)
        story.press(.escape)
        #expect(story.state.page is GridPage)
    }

    @Test("while it is read, and where it cannot be, it says so")
    func lacking() {
        var story = Story()
        story.isSlow = true
        story.press(.character("H"))
        #expect(story.screen.contains("Reading what is remembered"))
        #expect(story.row("Garden") == nil, "days that are not read are not days on which nobody looked")
        story.press(.enter)
        #expect(story.screen.contains("Reading what is remembered"))
        var other = Story()
        other.past = { _, _, _ throws(StateFault) in throw .damaged }
        other.press(.character("H"))
        #expect(other.flat.contains("the state file was damaged") && other.row("Garden") != nil)
        other.press(.enter)
        #expect(other.flat.contains("the state file was damaged") && other.screen.contains("24h"))
    }

    @Test("every size shows as much as it can, with the selected row", arguments: Language.allCases)
    func sizes(language: Language) {
        for columns in stride(from: 24, through: 210, by: 9) {
            for rows in [5, 7, 10, 16, 24, 40, 60] {
                var story = Story(size: Size(columns: columns, rows: rows), language: language)
                story.press(.character("H"), .character("G"))
                guard let name = story.state.selected?.name else { continue }
                #expect(columns < 40 || rows < 10 || story.row(String(name.prefix(2))) != nil, "\(columns)×\(rows)")
                story.press(.enter, .character("G"), .character("g"))
            }
        }
    }

    @Test("many cameras and many incidents share the page; the selected row is always there")
    func many() {
        var story = Story(Self.fleet(100), size: Size(columns: 80, rows: 24))
        let cameras = story.state.snapshot.cameras.map(\.id)
        story.past = { _, _, _ in
            Dictionary(
                uniqueKeysWithValues: cameras.map { camera in
                    let changes = (1...20).flatMap { day -> [History.Change] in
                        let begin = SampleFleet.now - Double(day) * 86400
                        return [History.Change(at: begin, seen: .offline), History.Change(at: begin + 600, seen: .online)]
                    }
                    let past =
                        [History.Change(at: SampleFleet.now - 40 * 86400, seen: .online)] + changes.sorted { $0.at < $1.at }
                    return (camera, Past(name: "x", status: History(changes: past, observed: SampleFleet.now)))
                })
        }
        story.press(.character("H"))
        #expect(story.row("the newest 4 of 20") != nil && story.row("100 cameras offline: Camera 100") != nil)
        for key in [Key.pageDown, .pageDown, .down, .pageUp, .end, .pageUp, .home, .up, .character("n")] {
            story.press(key)
            let name = story.state.selected?.name ?? ""
            #expect(story.row(">  \(name) ") != nil, "\(name) after \(key)")
        }
    }

    private static func fleet(_ count: Int) -> Snapshot {
        var snapshot = SampleFleet.snapshot
        snapshot.cameras = (0..<count).map { number in
            Camera(
                id: CameraID(account: "home", serial: "C\(100_000 + number)", channel: 1), source: .own, name: "Camera \(number)",
                model: "CS-C6N", battery: false, status: Fact(.online, checked: SampleFleet.now, call: "device/list"))
        }
        return snapshot
    }
}

extension Story {
    fileprivate mutating func sort(by column: ColumnID) {
        for _ in ColumnID.allCases where state.grid.sort.column != column { press(.character("s")) }
    }
}
