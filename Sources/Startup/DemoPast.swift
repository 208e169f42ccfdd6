import CloudSimulator
import Dashboard
import Fleet
import FoundationEssentials
import Vocabulary

/// What the demo remembers: thirty days of a home, so that a newcomer sees what the strips and `H` are for.
///
/// The garage fails at ten past two each night, the recorder goes with its channels now and then, one evening nine days ago the power
/// was off, the balcony has been gone for four days, the study's encryption comes back by itself, and for two nights eztop did not run.
public struct DemoPast: Sendable {
    public let cameras: [CameraID: Past]
    private let devices: [SimulatedDevice]

    public init(until now: Date, wallTime: (Date) -> WallTime = { WallTime(local: $0) }) {
        devices = Scenario.home.devices
        let wall = wallTime(now)
        let midnight = now.addingTimeInterval(-Double(wall.hour * 3600 + wall.minute * 60 + wall.second))
        /// So many days ago at a time of the day.
        func moment(_ days: Int, _ hour: Double) -> Date { midnight.addingTimeInterval((hour - 24 * Double(days)) * 3600) }
        let begin = moment(30, 0)
        // Two nights in which the machine was off.
        let unseen = [(moment(17, -1.5), moment(17, 7)), (moment(5, -0.4), moment(5, 6.6))]
        let noPower = (moment(9, 19.2), moment(9, 20.75))
        var cameras: [CameraID: Past] = [:]
        for (place, device) in devices.enumerated() {
            var outages: [(Date, Date)] = device.hosting == nil ? [noPower] : []
            switch device.serial {
            case "D01234567":
                outages += (0..<30).filter { $0 % 7 != 3 }.map { days in
                    let length = 0.1 + 0.05 * Double(days % 5)
                    return (moment(days, 2 + 1 / 6.0 + 0.02 * Double(days % 4)), moment(days, 2 + 1 / 6.0 + length))
                }
                // It is offline now.
                outages.append((now.addingTimeInterval(-720), now))
            case "C69625505": outages.append((moment(4, 11.3), now))
            case "E71820344":
                outages += [
                    (moment(22, 4), moment(22, 4.2)), (moment(13, 4), moment(13, 4.4)), (moment(2, 16.1), moment(2, 16.3)),
                ]
            case "G55512077": outages += (0..<30).map { (moment($0, 22.5), moment($0 - 1, 8.25)) }
            case "F20118876":
                outages += [(moment(20, 6), moment(20, 7.5)), (moment(11, 6.2), moment(11, 9)), (moment(1, 5.5), moment(1, 6))]
            default: break
            }
            let isGone = device.status == 0
            for channel in device.channels {
                let id = CameraID(account: Demo.account, serial: device.serial, channel: channel.number)
                var past = Past(name: channel.name)
                past.status = Self.history(.online, .offline, outages.filter { $0.0 < now }, unseen, from: begin, until: now)
                past.encryption = Self.history(
                    device.encrypted ? .on : .off, device.encrypted ? .off : .on,
                    device.serial == "C69625504"
                        ? [(moment(24, 10), moment(24, 15)), (moment(12, 9), moment(12, 13.5)), (moment(3, 18), moment(3, 18.6))]
                        : [],
                    unseen, from: begin, until: now)
                if !device.encrypted, !isGone {
                    let refused = (0..<30).filter { ($0 + place) % 6 == 0 }.map { (moment($0, 15), moment($0, 16.5)) }
                    let isBroken = channel.number == 2
                    past.live = Self.history(
                        isBroken ? .broken : .ready, .limited, isBroken ? [] : refused, unseen + outages, from: begin, until: now)
                }
                cameras[id] = past
            }
        }
        self.cameras = cameras
    }

    /// A fact that was one thing but for some times, in which it was another, and for those in which nobody looked.
    private static func history(
        _ usual: History.Seen, _ other: History.Seen, _ times: [(Date, Date)], _ unseen: [(Date, Date)], from begin: Date,
        until now: Date
    ) -> History {
        let edges = Set(([begin] + (times + unseen).flatMap { [$0.0, $0.1] }).filter { begin <= $0 && $0 < now }).sorted()
        func holds(_ spans: [(Date, Date)], _ moment: Date) -> Bool { spans.contains { $0.0 <= moment && moment < $0.1 } }
        var changes: [History.Change] = []
        for edge in edges {
            let seen: History.Seen = holds(unseen, edge) ? .unobserved : holds(times, edge) ? other : usual
            guard changes.last?.seen != seen else { continue }
            let comesBack = seen == .on && changes.last?.seen == .off
            let author: Author? = seen == .unobserved ? nil : comesBack ? .device : seen == .off && usual == .on ? .you : .cloud
            changes.append(History.Change(at: edge, seen: seen, author: author))
        }
        return History(changes: changes, observed: now)
    }

    /// The rows with their last day, of which the cloud has not said anything yet.
    func remembered(at now: Date) -> Remembered {
        var remembered = Remembered()
        remembered.cameras[Demo.account] = devices.flatMap { device in
            device.channels.map { channel in
                let id = CameraID(account: Demo.account, serial: device.serial, channel: channel.number)
                return Camera(
                    id: id, source: device.hosting == nil ? .own : .hosted, name: channel.name, model: device.model,
                    history: cameras[id]?.status ?? History())
            }
        }
        return remembered
    }
}
