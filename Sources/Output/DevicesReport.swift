import Fleet
import FoundationEssentials
import Vocabulary
import Wording

/// What `eztop devices --json` prints: an object of its own, since the grid is translated and reordered and this is not.
/// Fields are only ever added.
public struct DevicesReport: Encodable, Sendable {
    public struct Row: Encodable, Sendable {
        var account: String
        var source: String
        var serial: String
        var channel: Nullable<Int>
        var name: String
        var model: String
        var status: String
        /// A number nobody documented, where the cloud sent one.
        var status_code: Int?
        var encryption: String
        var live: LiveRow
        var checked: Nullable<String>
    }

    public struct LiveRow: Encodable, Sendable {
        var state: String
        var code: Nullable<String>
        var message: Nullable<String>
        var `protocol`: Nullable<String>
        var expires: Nullable<String>
        /// Only with `--addresses`: whoever has it can watch.
        var url: String?
    }

    public struct AccountRow: Encodable, Sendable {
        var name: String
        var host: String
        var token_expires: Nullable<String>
        var calls: Int
        var error: Nullable<String>
    }

    public var cameras: [Row]
    public var accounts: [AccountRow]
    public var complete: Bool

    public init(_ snapshot: Snapshot, addresses: Bool, at now: Date) {
        cameras = snapshot.cameras.map { Row($0, address: addresses, at: now) }
        accounts = snapshot.accounts.map { account in
            let reasons = Texts.english.summaries(of: account)
            return AccountRow(
                name: account.id, host: account.host, token_expires: Nullable(account.tokenExpires.map(Timestamp.text)),
                calls: account.calls, error: Nullable(reasons.isEmpty ? nil : reasons.joined(separator: "; ")))
        }
        complete = snapshot.accounts.allSatisfy { $0.complete && $0.trouble == nil }
    }
}

extension DevicesReport.Row {
    public init(_ camera: Camera, address: Bool, at now: Date) {
        let words = Texts.english
        let status: String
        switch camera.status?.value {
        case .online: (status, status_code) = (words.states.online, nil)
        case .offline: (status, status_code) = (words.states.offline, nil)
        case .unknown(let code): (status, status_code) = (words.states.unknown, code)
        case nil: (status, status_code) = (words.states.unknown, nil)
        }
        self.status = status
        account = camera.id.account
        source = camera.source.rawValue
        serial = camera.id.serial
        channel = Nullable(camera.id.channel)
        name = camera.name
        model = camera.model
        switch camera.encryption?.value {
        case .on: encryption = words.states.on
        case .off: encryption = words.states.off
        case .unknown, nil: encryption = words.states.unknown
        }
        live = DevicesReport.LiveRow(camera, address: address, at: now)
        checked = Nullable(camera.checked.map(Timestamp.text))
    }
}

extension DevicesReport.LiveRow {
    public init(_ camera: Camera, address: Bool, at now: Date) {
        let words = Texts.english.states
        let live = camera.liveState(at: now)
        var code: String?, message: String?, known: LiveAddress?
        switch live {
        case .offline: state = words.offline
        case .encrypted: state = words.encrypted
        case .playing: (state, known) = (words.playing, camera.live?.value.address)
        case .ready: (state, known) = (words.ready, camera.live?.value.address)
        case .refused(let refusal): (state, code) = (words.refused, refusal)
        case .notGranted(let refusal): (state, code) = (words.notGranted, refusal)
        case .limited(let limit): (state, code) = (words.limited, limit)
        case .broken(let fault): (state, code) = (words.broken, fault)
        case .asking: state = words.asking
        case .unknown: state = words.unknown
        }
        switch camera.live?.value {
        case .refused(_, let words), .limited(_, let words), .broken(_, let words): message = code == nil ? nil : words
        case .address, .playing, nil: break
        }
        self.code = Nullable(code)
        self.message = Nullable(message)
        `protocol` = Nullable(known?.liveProtocol.rawValue)
        expires = Nullable(known?.expires.map(Timestamp.text))
        url = address ? known?.url : nil
    }
}
