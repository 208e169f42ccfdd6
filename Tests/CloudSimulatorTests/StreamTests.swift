import CloudSimulator
import FoundationEssentials
import TestSupport
import Testing

@Suite("What is behind an address", .serialized, .heavy) struct StreamTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    func sequence(_ playlist: String) -> Int? {
        playlist.split(separator: "\n").first { $0.hasPrefix("#EXT-X-MEDIA-SEQUENCE:") }
            .flatMap { Int($0.dropFirst("#EXT-X-MEDIA-SEQUENCE:".count)) }
    }

    func segments(_ playlist: String) -> [String] {
        playlist.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    @Test("the sequence moves with the time, a segment in two seconds")
    func moves() async throws {
        let url = try await client.address("C69625501")
        let first = try await client.get(url)
        #expect(first.type == "application/vnd.apple.mpegurl")
        #expect(first.text.hasPrefix("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n"))
        clock.advance(2)
        let second = try await client.get(url)
        #expect(try #require(sequence(second.text)) == #require(sequence(first.text)) + 1)
        #expect(segments(second.text).dropLast() == segments(first.text).dropFirst())
    }

    @Test("every named segment is a transport stream; none without the address's signature")
    func segmentBytes() async throws {
        let names = segments(try await client.get(try await client.address("C69625501")).text)
        #expect(names.count == 4)
        for name in names {
            let answer = try await client.get("\(client.cloud.base)/v3/openlive/\(name)")
            #expect(answer.status == 200)
            #expect(answer.body.count % 188 == 0)
            #expect(answer.body.first == 0x47)
            let bare = name.prefix { $0 != "?" }
            #expect(try await client.get("\(client.cloud.base)/v3/openlive/\(bare)").status == 404)
        }
    }

    @Test("an address ends: 404 for playlist and segments")
    func ends() async throws {
        let url = try await client.address("C69625501", parameters: ["expireTime": "30"])
        clock.advance(29)
        let playlist = try await client.get(url)
        #expect(playlist.status == 200)
        clock.advance(1)
        #expect(try await client.get(url).status == 404)
        let segment = try #require(segments(playlist.text).last)
        #expect(try await client.get("\(client.cloud.base)/v3/openlive/\(segment)").status == 404)
    }

    @Test("an address that was tampered with, or was withdrawn by the cloud, is 404")
    func tampered() async throws {
        let url = try await client.address("C69625501")
        let changed = [("C69625501_1_1", "C69625502_1_1"), ("_1_1.m3u8", "_1_2.m3u8"), ("expire=", "expire=9"), ("&t=", "&t=0")]
        for (old, new) in changed {
            #expect(try await client.get(url.replacing(old, with: new)).status == 404)
        }
        #expect(try await client.get(url).status == 200)
        client.cloud.change(.expireAddresses)
        #expect(try await client.get(url).status == 404)
    }

    @Test("a camera that does not play says ErrCode, over a picture")
    func errorCode() async throws {
        let playlist = try await client.get(try await client.address("E71820344", channel: 2)).text
        #expect(
            playlist == """
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-TARGETDURATION:10
                #EXT-X-MEDIA-SEQUENCE:0
                #EXTINF:10.000,
                ErrCode/9053_0.ts

                """)
        #expect(try await client.get("\(client.cloud.base)/v3/openlive/ErrCode/9053_0.ts").body.first == 0x47)
    }

    @Test(
        "the stream of a camera can be set, while its address is out",
        arguments: [
            (SimulatedStream.error(code: 9049), 200, ["ErrCode/9049_0.ts"]), (.empty, 200, []), (.missing, 404, []),
        ])
    func setStream(stream: SimulatedStream, status: Int, names: [String]) async throws {
        let url = try await client.address("C69625501")
        #expect(client.cloud.change(.stream(serial: "C69625501", channel: 1, shows: stream)))
        #expect(!client.cloud.change(.stream(serial: "C69625501", channel: 9, shows: stream)))
        let answer = try await client.get(url)
        #expect(answer.status == status)
        #expect(segments(answer.text) == names)
    }

    @Test("a camera that goes, or is encrypted, takes its stream along")
    func goes() async throws {
        let url = try await client.address("C69625501")
        client.cloud.change(.encryption(serial: "C69625501", on: true))
        #expect(try await client.get(url).text.contains("ErrCode/9057_0.ts"))
        client.cloud.change(.status(serial: "C69625501", value: 0))
        #expect(try await client.get(url).text.contains("ErrCode/95404_0.ts"))
        client.cloud.change(.remove(serial: "C69625501"))
        #expect(try await client.get(url).status == 404)
    }

    @Test("more streams at once than allowed: 9048, until one has ended")
    func tooMany() async throws {
        client.cloud.change(.limit(to: CallLimits(streams: 1)))
        let first = try await client.address("C69625501")
        let second = try await client.address("F20118877")
        #expect(try await !client.get(first).text.contains("ErrCode"))
        #expect(try await client.get(second).text.contains("ErrCode/9048_0.ts"))
        #expect(try await !client.get(first).text.contains("ErrCode"))
        clock.advance(11)
        #expect(try await !client.get(second).text.contains("ErrCode"))
    }

    @Test(
        "a codec that the address does not take is 9053",
        arguments: [(SimulatedCodec.h264, false, false), (.h265, true, false), (.h264Only, false, true)])
    func codec(codec: SimulatedCodec, failsWithout: Bool, failsWith: Bool) async throws {
        #expect(client.cloud.change(.codec(serial: "C69625501", channel: 1, codec: codec, warmUp: nil)))
        for (value, fails) in [("0", failsWithout), ("1", failsWith)] {
            let url = try await client.address("C69625501", parameters: ["supportH265": value])
            #expect(try await client.get(url).text.contains("ErrCode/9053_0.ts") == fails)
        }
        let url = try await client.address("C69625501")
        #expect(try await client.get(url).text.contains("9053") == failsWithout, "without the parameter as with 0")
    }

    @Test("a stream that starts late is 404 at first, and again when nobody has asked for it in ten seconds")
    func late() async throws {
        #expect(client.cloud.change(.codec(serial: "C69625501", channel: 1, codec: .h264, warmUp: 1.5)))
        let url = try await client.address("C69625501")
        #expect(try await client.get(url).status == 404)
        clock.advance(2)
        #expect(try await client.get(url).status == 200)
        clock.advance(11)
        #expect(try await client.get(url).status == 404)
    }

    @Test("a serial with a colon does not turn a segment's name into another scheme")
    func colon() async throws {
        let serial = "33010343992967895520:33011062991327187933"
        client.cloud.change(.add(device: SimulatedDevice(serial: serial, name: "GB28181", model: "IPC")))
        let playlist = try await client.get(try await client.address(serial)).text
        let segment = try #require(segments(playlist).first)
        #expect(!segment.prefix { $0 != "?" }.contains(":"))
        #expect(try await client.get("\(client.cloud.base)/v3/openlive/\(segment)").status == 200)
    }
}
