import Fleet
import FoundationEssentials
import Images
import Vocabulary

/// A home's cameras in every state the grid can show, at a fixed moment: what goldens are drawn from.
public enum SampleFleet {
    /// 2026-11-23 15:04:22 UTC.
    public static let now = Date(timeIntervalSince1970: 1_795_446_262)

    public static var snapshot: Snapshot {
        Snapshot(
            cameras: cameras,
            accounts: [
                AccountState(
                    id: "home", host: "open.ys7.com", sources: [.own, .hosted], tokenExpires: now + 6 * 86400 + 23 * 3600,
                    callsToday: 231, calls: 231, lastAnswer: now - 19)
            ],
            poll: PollState(next: now + 11, callsADay: 5800),
            events: [
                Event(
                    number: 1, at: now - 24, account: "home", camera: CameraID(account: "home", serial: "C69625502", channel: 1),
                    what: .encryption(from: .off, to: .on, by: .device)),
                Event(
                    number: 2, at: now - 19, account: "home", camera: nil,
                    what: .call(name: "device/list", code: "200", milliseconds: 84)),
            ])
    }

    public static let living = CameraID(account: "home", serial: "C69625501", channel: 1)

    /// What `eztop serve` has of the living room's camera.
    public static var stableAddress: LiveAddress {
        LiveAddress(
            url: "http://192.168.1.5:8421/live/3d8c1f0e5b7a49268c6e0d4f1a2b3c4d/C69625501_1.m3u8", expires: nil, urlID: nil,
            liveProtocol: .hls, quality: .hd)
    }
    /// The address of the living room's camera.
    public static var address: LiveAddress { address("C69625501", hours: 23.98) }

    /// Sky over a lawn, with the sun in it.
    public static var picture: Picture {
        let width = 160, height = 90
        var pixels: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                let sun = (column - 120) * (column - 120) + (row - 20) * (row - 20) < 144
                pixels += sun ? [255, 220, 90] : row < 55 ? [90, UInt8(140 + row), 230] : [40, UInt8(180 - row), 50]
            }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    public static var cameras: [Camera] {
        [
            camera("C69625501", "客厅摄像头", "CS-C6N", live: .address(address("C69625501", hours: 23.98))),
            camera("C69625502", "门口", "CS-DB1C", encryption: .on, changed: now - 24),
            camera("F20118876", "Garden", "CS-BC1C", battery: true, live: .address(address("F20118876", hours: 23.4))),
            camera("D01234567", "车库", "CS-C3W", status: .offline),
            camera("E71820344", "NVR 前门", "DS-7604N", channel: 1, live: .playing(address("E71820344", hours: 20))),
            camera(
                "E71820344", "NVR 后院", "DS-7604N", channel: 2,
                live: .broken(code: "9053", message: "")),
            camera(
                "G55512001", "妈妈家 客厅", "CS-C6CN", source: .hosted,
                live: .refused(code: "10031", message: "子账户或萤石用户没有权限"),
                rights: Rights([.live: .refused(code: "10031", at: now - 80)])),
            camera(
                "G55512077", "店里收银台", "CS-C8C", source: .hosted, checked: now - 130,
                live: .address(address("G55512077", hours: 11))),
        ]
    }

    static func camera(
        _ serial: String, _ name: String, _ model: String, channel: Int = 1, source: Source = .own, battery: Bool = false,
        checked: Date = now - 19, status: Status = .online, encryption: Encryption = .off, changed: Date? = nil,
        live: LiveAnswer? = nil, rights: Rights = Rights()
    ) -> Camera {
        var camera = Camera(
            id: CameraID(account: "home", serial: serial, channel: channel), source: source, name: name, model: model,
            battery: battery, status: Fact(status, checked: checked, call: "device/list"),
            encryption: Fact(encryption, checked: checked, call: "camera/list", changed: changed),
            live: live.map { Fact($0, checked: now - 80, call: "v2/live/address/get") },
            history: History(
                changes: [
                    History.Change(at: now - 20 * 3600, seen: .online),
                    History.Change(at: now - 6 * 3600, seen: status == .offline ? .offline : .online),
                ], observed: checked))
        camera.rights = rights
        return camera
    }

    private static func address(_ serial: String, hours: Double) -> LiveAddress {
        LiveAddress(
            url: "https://open.ys7.com/v3/openlive/\(serial)_1_1.m3u8?expire=1795532662&id=912873344552&t=5c1f00aa&ev=100",
            expires: now + hours * 3600, urlID: "912873344552", liveProtocol: .hls, quality: .hd)
    }
}
