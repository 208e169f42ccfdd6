import HTTP
import Vocabulary

extension Call where Reply == Page<DeviceRow> {
    /// `device/list` (doc 673): the account's own devices, with their state. `page` counts from 0; `size` is at most 50.
    public static func devices(page: Int, size: Int) -> Call { list(.deviceList, page, size) }
}

extension Call where Reply == Page<ChannelRow> {
    /// `camera/list` (doc 674): the channels of the account's own devices, with their encryption. Paged as `devices`.
    public static func cameras(page: Int, size: Int) -> Call { list(.cameraList, page, size) }

    /// `device/camera/list` (doc 1478): the channels of one own device, each with its own state.
    ///
    /// A recorder that does not report its channels has nothing to tell, which takes none away.
    public static func channels(of serial: String) -> Call {
        list(.deviceCameraList, [.device(serial)], .max, repeats: false, mayBeMissing: true)
    }
}

extension Call where Reply == Page<HostedRow> {
    /// `trust/device/list` (doc 824), version 3.0: the channels that other users hosted to the app. Made with the app's own token.
    /// Paged as `devices`.
    public static func hostedCameras(page: Int, size: Int) -> Call {
        list(.hostedList, page, size, [Parameter("version", "3.0")])
    }
}

extension Call {
    fileprivate static func list<Row: Decodable & Sendable>(
        _ name: CallName, _ page: Int, _ size: Int, _ more: [Parameter] = []
    ) -> Call where Reply == Page<Row> {
        let paging = [Parameter("pageStart", String(page)), Parameter("pageSize", String(size))]
        return list(name, paging + more, size, repeats: true)
    }

    /// A list that is not there is an empty one only where the reply says itself that there are none: cameras do not vanish
    /// because a reply was poor.
    fileprivate static func list<Row: Decodable & Sendable>(
        _ name: CallName, _ parameters: [Parameter], _ size: Int, repeats: Bool, mayBeMissing: Bool = false
    ) -> Call where Reply == Page<Row> {
        Call(name, parameters, repeats: repeats, as: Rows<Row>.self) { envelope, _ throws(PlatformError) in
            guard let rows = envelope.content else {
                guard envelope.total == 0 || mayBeMissing else { throw .malformed("the reply has no list") }
                return Page(rows: [], total: 0)
            }
            // A page with more rows than were asked for is cut, and so never taken for whole.
            let excess = max(0, rows.readable.count - size)
            return Page(
                rows: Array(rows.readable.prefix(size)), total: envelope.total, unreadable: rows.unreadable + excess)
        }
    }
}
