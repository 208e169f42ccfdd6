import FoundationEssentials
import OpenPlatform
import Testing

@testable import Interface

@Suite("A playlist that never ends")
struct LivePlaylistTests {
    private static let start = Date(timeIntervalSince1970: 1_767_225_600 + 125)

    /// Segments of two seconds, named by who has them and their number there.
    private func cloud(_ host: String, _ numbers: ClosedRange<Int>) -> Playlist {
        Playlist(
            mediaSequence: numbers.lowerBound,
            segments: numbers.map { Playlist.Segment(url: "https://\(host)/\($0).ts", duration: 2) }, targetDuration: 2)
    }

    private func at(_ seconds: Double) -> Date { Self.start.addingTimeInterval(seconds) }

    /// What a player sees: the number of the first segment, and each one's name, `|` before one that does not go on from the last.
    private func seen(_ playlist: LivePlaylist) -> String {
        var text = ""
        for line in playlist.text.split(separator: "\n") {
            if line.hasPrefix("#EXT-X-MEDIA-SEQUENCE:") { text += line.dropFirst(22) + ":" }
            if line == "#EXT-X-DISCONTINUITY" { text += " |" }
            if !line.hasPrefix("#") { text += " " + line.dropFirst("https://".count).dropLast(".ts".count) }
        }
        return text
    }

    @Test("what an address adds is added, once, under numbers that go on and begin with the time")
    func goesOn() {
        var playlist = LivePlaylist(at: at(0))
        playlist.take(cloud("a", 7...10), from: "a", at: at(0))
        #expect(seen(playlist) == "1000: a/7 a/8 a/9 a/10")
        playlist.take(cloud("a", 7...10), from: "a", at: at(2))
        #expect(seen(playlist) == "1000: a/7 a/8 a/9 a/10")
        playlist.take(cloud("a", 9...12), from: "a", at: at(4))
        #expect(seen(playlist) == "1002: a/9 a/10 a/11 a/12")
        // One that begins later is ahead of it, as after a restart.
        #expect(LivePlaylist(at: at(4)).text.contains("SEQUENCE:1032"))
    }

    @Test("another address that counts on as the last one did goes on where that ended, behind a discontinuity")
    func counts() {
        var playlist = LivePlaylist(at: at(0))
        playlist.take(cloud("a", 7...10), from: "a", at: at(0))
        playlist.take(cloud("b", 9...12), from: "b", at: at(4))
        #expect(seen(playlist) == "1002: a/9 a/10 | b/11 b/12")
        // Nothing new yet: the break is told before what comes then.
        playlist.take(cloud("c", 9...12), from: "c", at: at(5))
        playlist.take(cloud("c", 10...13), from: "c", at: at(6))
        #expect(seen(playlist) == "1003: a/10 | b/11 b/12 | c/13")
    }

    @Test("of one that counts otherwise as many are new as time has gone by")
    func countsAnew() {
        var playlist = LivePlaylist(at: at(0))
        playlist.take(cloud("a", 7...10), from: "a", at: at(0))
        playlist.take(cloud("b", 0...3), from: "b", at: at(3))
        #expect(seen(playlist) == "1002: a/9 a/10 | b/2 b/3")
        // A clock that was set back: one, at least.
        playlist.take(cloud("c", 500...503), from: "c", at: at(-100))
        #expect(seen(playlist) == "1003: a/10 | b/2 b/3 | c/503")
    }

    @Test(
        "after a pause in which nobody watched all of it is new, behind a discontinuity; discontinuities that are past are counted"
    )
    func pauses() {
        var playlist = LivePlaylist(at: at(0))
        playlist.take(cloud("a", 7...10), from: "a", at: at(0))
        playlist.take(cloud("a", 30...33), from: "a", at: at(60))
        #expect(seen(playlist) == "1004: | a/30 a/31 a/32 a/33")
        #expect(playlist.text.contains("#EXT-X-DISCONTINUITY-SEQUENCE:0\n"))
        playlist.take(cloud("a", 31...34), from: "a", at: at(62))
        #expect(seen(playlist) == "1005: a/31 a/32 a/33 a/34")
        #expect(playlist.text.contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n"))
        // The cloud's own stream begins anew at the same address.
        playlist.take(cloud("a", 0...3), from: "a", at: at(64))
        #expect(seen(playlist) == "1006: a/32 a/33 a/34 | a/3")
    }

    @Test("keys and maps hold until others come, whatever has left the playlist; times are in milliseconds")
    func keys() {
        var segments = cloud("a", 0...3).segments
        for place in 1...3 { segments[place].key = "#EXT-X-KEY:METHOD=AES-128,URI=\"https://a/k\"" }
        segments[0].map = "#EXT-X-MAP:URI=\"https://a/i\""
        segments[1].map = segments[0].map
        segments[3].tags = ["#EXT-X-DISCONTINUITY", "#EXT-X-BYTERANGE:1@2"]
        segments[3].duration = 4.0045
        var playlist = LivePlaylist(at: at(0))
        playlist.take(Playlist(mediaSequence: 0, segments: segments), from: "a", at: at(0))
        #expect(
            playlist.text == """
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:1000
                #EXT-X-MAP:URI="https://a/i"
                #EXTINF:2.000,
                https://a/0.ts
                #EXT-X-KEY:METHOD=AES-128,URI="https://a/k"
                #EXTINF:2.000,
                https://a/1.ts
                #EXTINF:2.000,
                https://a/2.ts
                #EXT-X-DISCONTINUITY
                #EXT-X-BYTERANGE:1@2
                #EXTINF:4.005,
                https://a/3.ts

                """)
    }

    @Test(
        "hours of addresses that end, with gaps and other countings: numbers only go up, no segment comes twice, and it stays short"
    )
    func forHours() {
        var random = SystemRandomNumberGenerator()
        var playlist = LivePlaylist(at: at(0)), now = 0.0, newest = 100, offset = 0, address = 0
        var numbers: [String: Int] = [:], last = 0
        for _ in 0..<5_000 {
            now += Double.random(in: 0.5...3, using: &random)
            newest = 100 + Int(now / 2)
            if Int.random(in: 0..<20, using: &random) == 0 { address += 1 }
            if Int.random(in: 0..<50, using: &random) == 0 { offset = Int.random(in: 0...1_000_000, using: &random) }
            let segments = (newest - 3...newest).map {
                Playlist.Segment(url: "https://h/\(address)/\($0 + offset).ts", duration: 2)
            }
            playlist.take(
                Playlist(mediaSequence: newest - 3 + offset, segments: segments, targetDuration: 2), from: "\(address)",
                at: at(now))
            let lines = playlist.text.split(separator: "\n").map(String.init)
            let first = lines.compactMap { $0.hasPrefix("#EXT-X-MEDIA-SEQUENCE:") ? Int($0.dropFirst(22)) : nil }.first ?? 0
            let urls = lines.filter { !$0.hasPrefix("#") }
            #expect(first >= last && urls.count <= 8 && !urls.isEmpty)
            last = first
            for (place, url) in urls.enumerated() {
                #expect(numbers[url] == nil || numbers[url] == first + place, "\(url)")
                numbers[url] = first + place
            }
        }
    }
}
