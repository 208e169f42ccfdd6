import Fleet
import OpenPlatform
import Vocabulary

/// What came of one kind of call, and how long it took: counted, not kept.
public struct CallTally: Sendable {
    /// Seconds that a call took at most, for each count of `within`.
    public static let bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// How often each code was the answer: the platform's, else HTTP's; 0 where no answer came, or none that could be read.
    public private(set) var codes: [String: Int] = [:]
    /// How many took as long as each of the bounds, or less.
    public private(set) var within = [Int](repeating: 0, count: bounds.count)
    public private(set) var count = 0
    /// Seconds, of all together.
    public private(set) var seconds = 0.0

    /// A cloud that makes up codes makes no more than so many.
    private static let mostCodes = 64

    public init() {}

    /// Counts one that is over.
    public mutating func add(_ record: CallRecord) {
        let digits = record.code.hasPrefix("HTTP ") ? String(record.code.dropFirst(5)) : record.code
        let isNumber = (1...8).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let code = isNumber ? digits : "0"
        codes[codes.count < Self.mostCodes || codes[code] != nil ? code : "0", default: 0] += 1
        let took = Double(record.milliseconds) / 1000
        for (place, bound) in Self.bounds.enumerated() where took <= bound { within[place] += 1 }
        count += 1
        seconds += took
    }
}

extension CallName {
    /// Asked of the platform itself, and not of what an address leads to.
    var isOfPlatform: Bool { ![.playlist, .stream, .picture, .push].contains(self) }
}

extension DeviceService {
    /// What came of the platform's calls since this process polls, by account and path.
    public var tallies: [AccountName: [String: CallTally]] { accounts.mapValues { $0.log.tallies } }
}
