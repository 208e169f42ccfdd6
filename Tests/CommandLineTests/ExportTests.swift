import Fleet
import FoundationEssentials
import Testing
import Vocabulary
import Wording

@testable import CommandLine
@testable import Output

@Suite("What the exports write")
struct ExportTests {
    private static let now = Date(timeIntervalSince1970: 1_795_446_262)

    private static func camera(_ serial: String, channel: Int? = 1, name: String = "x", ends: Double? = nil) -> Camera {
        var camera = Camera(
            id: CameraID(account: "home", serial: serial, channel: channel), source: .own, name: name, model: "M",
            status: Fact(.online, checked: now, call: "device/list"))
        if let ends {
            let address = LiveAddress(
                url: "http://h/\(serial).m3u8", expires: now + ends, urlID: nil, liveProtocol: .hls, quality: .hd)
            camera.live = Fact(.address(address), checked: now, call: "v2/live/address/get")
        }
        return camera
    }

    private static func streams(_ cameras: [Camera], command: [String] = ["/bin/eztop", "address"]) -> Go2rtcStreams {
        Go2rtcStreams(
            Snapshot(cameras: cameras), command: command, liveProtocol: .hls, namesAccount: false, texts: .english)
    }

    @Test(
        "whatever a name holds, a camera is two lines of the playlist, and its attributes end at the first comma",
        arguments: [
            "a\nb", "\r\n#EXTM3U\n#EXTINF:-1,y\nhttp://evil/", "\"", ",", "\" tvg-logo=\"http://evil/,",
            "x\"\u{301} tvg-logo=\"\u{301}http://evil/\",\u{301}y",
            "\u{2028}\u{85}\u{0B}\u{0C}",
            "\u{1B}]52;c;aGk=\u{07}", String(repeating: "名", count: 100_000), "", "   ",
        ])
    func playlistNames(name: String) throws {
        let snapshot = Snapshot(cameras: [Self.camera("C1", name: name, ends: 60), Self.camera("C2", name: name)])
        let playlist = CameraPlaylist(snapshot, texts: .english, at: Self.now)
        let lines = playlist.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        #expect(lines.count == 5 && lines[0] == "#EXTM3U" && lines[3] == "http://h/C1.m3u8")
        let entry = try #require(lines.first { $0.hasPrefix("#EXTINF") })
        let parts = entry.split(separator: ",", maxSplits: 1)
        #expect(parts[0].filter { $0 == "\"" }.count == 4 && !parts[1].contains(",") && !parts[1].contains("\""))
        #expect(!parts[1].trimmingPrefix(while: \.isWhitespace).isEmpty && entry.utf8.count < 2000)
        #expect(playlist.leftOut.map(\.id.serial) == ["C2"])
    }

    @Test("an answer without any camera is no reason to take the last file's away, of neither kind")
    func empty() {
        let last = CameraPlaylist(Snapshot(cameras: [Self.camera("A", ends: 500)]), texts: .english, at: Self.now)
        let answered = Snapshot(accounts: [AccountState(id: "home", host: "h", sources: [.own], lastAnswer: Self.now)])
        let next = CameraPlaylist(answered, after: FormerPlaylist(last.text), texts: .english, at: Self.now)
        #expect(next.isWorse)
        let none = CameraPlaylist(answered, texts: .english, at: Self.now)
        #expect(
            none.isEmpty && !CameraPlaylist(answered, after: FormerPlaylist(none.text), texts: .english, at: Self.now).isWorse)
        #expect(Go2rtcStreams.hasStreams(Self.streams([Self.camera("A")]).text))
        #expect(!Go2rtcStreams.hasStreams(Self.streams([]).text))
    }

    @Test("of a source that brought no camera at all nothing is taken out of the last file, though others brought theirs")
    func emptied() throws {
        var hosted = Self.camera("H", ends: 500)
        hosted.source = .hosted
        let account = AccountState(id: "home", host: "h", sources: [.own, .hosted], lastAnswer: Self.now)
        func snapshot(_ cameras: [Camera]) -> Snapshot { Snapshot(cameras: cameras, accounts: [account]) }
        let (before, after) = (snapshot([Self.camera("A", ends: 500), hosted]), snapshot([hosted]))
        #expect(Texts.english.withoutCameras(before).isEmpty && Texts.english.withoutCameras(snapshot([])).count == 1)
        #expect(before.emptySources.isEmpty && after.emptySources.map(\.source) == [.own])
        let last = FormerPlaylist(CameraPlaylist(before, texts: .chinese, at: Self.now).text)
        let next = CameraPlaylist(after, after: last, empty: after.emptySources, texts: .english, at: Self.now)
        #expect(next.text.contains("http://h/A.m3u8") && next.text.contains("http://h/H.m3u8") && !next.isWorse)
        #expect(next.emptied.map(\.source) == [.own])
        let other = CameraPlaylist(snapshot([Self.camera("B", ends: 500)]), after: last, texts: .english, at: Self.now)
        #expect(other.emptied.isEmpty && !other.text.contains("A.m3u8"), "that one has gone")
        func streams(_ snapshot: Snapshot, after former: String? = nil) -> Go2rtcStreams {
            Go2rtcStreams(
                snapshot, command: ["eztop"], after: former, isWhole: true, empty: snapshot.emptySources, liveProtocol: .hls,
                namesAccount: false, texts: .english)
        }
        let file = streams(before).text
        #expect(streams(after, after: file).text.contains("\"A_1\"") && streams(after, after: file).emptied.count == 1)
        #expect(!streams(snapshot([Self.camera("B"), hosted]), after: file).text.contains("\"A_1\""))
    }

    @Test("the first end of all addresses is told; one that has ended is left out")
    func firstEnd() {
        let snapshot = Snapshot(cameras: [
            Self.camera("A", ends: 500), Self.camera("B", ends: 60), Self.camera("C", ends: -1), Self.camera("D"),
        ])
        let playlist = CameraPlaylist(snapshot, texts: .english, at: Self.now)
        #expect(playlist.firstEnd == Self.now + 60 && playlist.leftOut.map(\.id.serial) == ["C", "D"])
        #expect(playlist.text.contains(Timestamp.text(Self.now + 60)))
    }

    @Test("streams keep names of their own, whatever the serials are; a serial that would name another camera is left out")
    func streamNames() {
        let streams = Self.streams([
            Self.camera("A:B"), Self.camera("A/B"), Self.camera("A_B"), Self.camera("A_B_1", channel: nil),
            Self.camera("A_B_1_sub", channel: nil), Self.camera("A B"), Self.camera("X:12", channel: nil),
            Self.camera("Y", channel: 12345), Self.camera("{input}"), Self.camera("-rf"),
        ])
        let names = streams.text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map { $0.split(separator: "\"")[1] }
        #expect(names.count == 12 && Set(names).count == 12, "\(names)")
        #expect(names.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } })
        #expect(streams.leftOut.map(\.id.serial) == ["A B", "X:12", "Y", "{input}"])
        #expect(streams.text.contains("address -- -rf:1\""))
        #expect(Self.streams([]).text.hasSuffix("\nstreams: {}\n"))
    }

    @Test("no name and no serial gets the environment into the file, or a second line out of its comment")
    func variables() {
        let hostile = "${HOME}\nstreams: {}\r\u{2028}evil: \"\u{0}"
        let text = Self.streams([Self.camera("$HOME$A", name: hostile)], command: ["/a ${B}/eztop"]).text
        #expect(!text.contains("${") && text.split(whereSeparator: \.isNewline).count == 5)
        #expect(text.contains(#"echo:\"/a \x24{B}/eztop\" -- \x24HOME\x24A:1"#))
    }

    @Test(
        "go2rtc knows no escape: a word is bare, or in the quotes that are not in it, or not to be said",
        arguments: [
            (["a", "b c"], "echo:a \"b c\""), (["it's", "a'b c"], "echo:it's \"a'b c\""), (["\"x"], "echo:'\"x'"),
            (["a \"b\" 'c'"], nil), (["a", ""], nil), (["a{input}"], nil),
        ] as [([String], String?)])
    func quoting(words: [String], text: String?) {
        #expect(EchoSource.text(words) == text)
    }

    @Test(
        "the playlist is renewed in half the time that is left, twice a day at least",
        arguments: [(7 * 86400.0, "17 */12 *"), (86400, "17 */12 *"), (7200, "17 */1 *"), (3600, "*/30 *"), (30, "*/1 *")])
    func renewal(left: Double, moments: String) {
        #expect(Renewal.line(["e"], firstEnd: Self.now + left, at: Self.now).hasPrefix(moments + " "))
        #expect(Renewal.line(["a b", "%", "", "c'd"], firstEnd: nil, at: Self.now) == "17 */12 * * * 'a b' '\\%' '' 'c'\\''d'")
    }

    @Test("an address that cannot be renewed is kept while it holds; a file of which nothing can be renewed is better than none")
    func keeping() throws {
        func camera(_ serial: String, refused: String? = nil, offline: Bool = false) -> Camera {
            var camera = Self.camera(serial, ends: refused == nil ? 500 : nil)
            if let refused {
                camera.live = Fact(.limited(code: refused, message: ""), checked: Self.now, call: "live/address/get")
            }
            if offline { camera.status = Fact(.offline, checked: Self.now, call: "device/list") }
            return camera
        }
        let end = Int(Self.now.timeIntervalSince1970)
        func entry(_ serial: String, _ ends: Int) -> String {
            "#EXTINF:-1 tvg-id=\"\(serial):1\" group-title=\"home own\",x\nhttp://old/\(serial).m3u8?expire=\(end + ends)\n"
        }
        let former = FormerPlaylist(
            CameraPlaylist.head(demo: false) + ": …\n" + entry("A", 60) + entry("B", 60) + entry("C", -60) + entry("D", 60)
                + entry("E", 60))
        let partly = CameraPlaylist(
            Snapshot(cameras: [
                camera("A"), camera("B", refused: "10029"), camera("C", refused: "10029"), camera("D", offline: true),
            ]),
            after: former, texts: .english, at: Self.now)
        #expect(!partly.isWorse && partly.kept.map(\.id.serial) == ["B"] && partly.leftOut.map(\.id.serial) == ["C", "D"])
        #expect(partly.text.contains("http://h/A.m3u8") && partly.text.contains("http://old/B.m3u8"))
        #expect(!partly.text.contains("http://old/E.m3u8") && partly.firstEnd == Self.now + 60)
        let none = CameraPlaylist(
            Snapshot(cameras: [camera("A", refused: "10007"), camera("B", refused: "10007"), camera("F")]),
            after: former, texts: .english, at: Self.now)
        #expect(none.isWorse)
        // By hand in one language, by cron in another.
        let chinese = CameraPlaylist(
            Snapshot(cameras: [camera("A"), camera("B", refused: "10029")]), after: former, texts: .chinese, at: Self.now)
        #expect(!chinese.isWorse && chinese.kept.map(\.id.serial) == ["B"] && chinese.text.contains("http://old/B.m3u8"))
        let unread = AccountState(id: "home", host: "h", sources: [.own], complete: false)
        let half = CameraPlaylist(
            Snapshot(cameras: [camera("A")], accounts: [unread]), after: former, texts: .english, at: Self.now)
        #expect(half.keptUnseen == 3 && half.text.contains("http://old/E.m3u8"))
    }
}
