import CloudSimulator
import TestSupport
import Testing

/// Players read the addresses as video.
@Suite(.serialized, .heavy) struct PlayerTests {
    let client: Client

    init() throws {
        client = Client(cloud: try CloudSimulator())
    }

    /// Both streams.
    private func ffprobe(_ arguments: [String]) throws -> Tool {
        try Tool("sh", ["-c", "exec ffprobe \"$@\" 2>&1", "sh"] + arguments, within: 60)
    }

    @Test("ffprobe finds H.264 pictures behind an address")
    func probe() async throws {
        let url = try await client.address("C69625501")
        let result = try ffprobe([
            "-v", "error", "-show_entries", "stream=codec_name,profile,width,height", "-of", "csv=p=0", url,
        ])
        #expect(result.text.split(separator: "\n").first == "h264,Constrained Baseline,320,180")
        #expect(result.status == .code(0))
    }

    @Test("ffmpeg plays across the loop's seam without a word, and finds a picture for each twelfth of a second")
    func seam() async throws {
        // The segments of two turns end to end, as a player that follows the playlist gets them.
        let clock = VirtualClock()
        let client = Client(cloud: try CloudSimulator(clock: { clock.now }))
        let url = try await client.address("C69625501")
        var names: [String] = []
        for _ in 0..<3 {
            for line in try await client.get(url).text.split(separator: "\n") where !line.hasPrefix("#") {
                if !names.contains(String(line)) { names.append(String(line)) }
            }
            clock.advance(4)
        }
        #expect(names.count == 8)
        let list = names.suffix(6).map { "\(client.cloud.base)/v3/openlive/\($0)" }
        let result = try ffprobe([
            "-v", "warning", "-protocol_whitelist", "concat,http,tcp", "-show_entries", "packet=dts", "-of", "csv=p=0",
            "concat:" + list.joined(separator: "|"),
        ])
        let times = result.text.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) }
        #expect(times.count == 144)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 7_500 })
    }

    @Test("the picture behind an ErrCode is one")
    func errorPicture() async throws {
        let url = try await client.address("E71820344", channel: 2)
        let result = try ffprobe([
            "-v", "error", "-show_entries", "stream=codec_name,width", "-of", "csv=p=0", url,
        ])
        #expect(result.text.split(separator: "\n").first == "h264,512")
    }
}
