import FoundationEssentials

/// A piece of an MPEG transport stream (ISO/IEC 13818-1) whose clock can be put forward, so that a loop plays as one stream:
/// players stumble over times that jump back.
struct TransportStream: Sendable {
    static let ticksPerSecond = 90_000
    private static let packetLength = 188
    /// Times have 33 bits.
    private static let wrap: UInt64 = 1 << 33

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// How many packets with a payload each stream has, by its number: those that its counter counts.
    var payloadPackets: [Int: Int] {
        packets.reduce(into: [:]) { counts, packet in
            if Self.hasPayload(bytes, packet) { counts[Self.stream(bytes, packet), default: 0] += 1 }
        }
    }

    /// The same pictures so many ticks later, with the counters as if the given packets had gone before.
    func shifted(byTicks ticks: Int, packets gone: [Int: Int]) -> Data {
        var shifted = bytes
        let ticks = UInt64(ticks) % Self.wrap
        for packet in packets {
            let counter = Int(bytes[packet + 3] & 0x0f) + gone[Self.stream(bytes, packet), default: 0]
            shifted[packet + 3] = bytes[packet + 3] & 0xf0 | UInt8(counter % 16)
            Self.shiftClock(&shifted, packet, by: ticks)
            Self.shiftTimes(&shifted, packet, by: ticks)
        }
        return Data(shifted)
    }

    /// Where the packets begin.
    private var packets: [Int] {
        stride(from: 0, through: bytes.count - Self.packetLength, by: Self.packetLength).filter { bytes[$0] == 0x47 }
    }

    private static func stream(_ bytes: [UInt8], _ packet: Int) -> Int {
        Int(bytes[packet + 1] & 0x1f) << 8 | Int(bytes[packet + 2])
    }

    private static func hasPayload(_ bytes: [UInt8], _ packet: Int) -> Bool {
        bytes[packet + 3] & 0x10 != 0
    }

    /// The adaptation field's length with its own byte; 0 when there is none.
    private static func adaptation(_ bytes: [UInt8], _ packet: Int) -> Int {
        bytes[packet + 3] & 0x20 == 0 ? 0 : 1 + Int(bytes[packet + 4])
    }

    /// The program clock reference: 33 bits at the head of six bytes.
    private static func shiftClock(_ bytes: inout [UInt8], _ packet: Int, by ticks: UInt64) {
        guard adaptation(bytes, packet) >= 8, bytes[packet + 5] & 0x10 != 0 else { return }
        let at = packet + 6
        let old = bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt64($1) } << 1 | UInt64(bytes[at + 4] >> 7)
        let new = (old + ticks) % wrap
        for byte in 0..<4 { bytes[at + byte] = UInt8(truncatingIfNeeded: new >> (25 - 8 * UInt64(byte))) }
        bytes[at + 4] = bytes[at + 4] & 0x7f | UInt8(truncatingIfNeeded: new & 1) << 7
    }

    /// The presentation and decoding times at the head of a picture.
    private static func shiftTimes(_ bytes: inout [UInt8], _ packet: Int, by ticks: UInt64) {
        let head = packet + 4 + adaptation(bytes, packet)
        let beginsPicture = bytes[packet + 1] & 0x40 != 0 && hasPayload(bytes, packet)
        guard beginsPicture, head + 19 <= packet + packetLength, bytes[head...].starts(with: [0, 0, 1]),
            bytes[head + 3] & 0xf0 == 0xe0
        else { return }
        if bytes[head + 7] & 0x80 != 0 { shiftTime(&bytes, at: head + 9, by: ticks) }
        if bytes[head + 7] & 0xc0 == 0xc0 { shiftTime(&bytes, at: head + 14, by: ticks) }
    }

    /// 33 bits in five bytes, in groups of 3, 15 and 15 with a marker bit after each.
    private static func shiftTime(_ bytes: inout [UInt8], at: Int, by ticks: UInt64) {
        let high = UInt64(bytes[at] >> 1 & 0x07) << 30
        let middle = UInt64(bytes[at + 1]) << 22 | UInt64(bytes[at + 2] >> 1) << 15
        let low = UInt64(bytes[at + 3]) << 7 | UInt64(bytes[at + 4] >> 1)
        let new = (high | middle | low) &+ ticks
        bytes[at] = bytes[at] & 0xf1 | UInt8(truncatingIfNeeded: new >> 30 & 0x07) << 1
        bytes[at + 1] = UInt8(truncatingIfNeeded: new >> 22)
        bytes[at + 2] = UInt8(truncatingIfNeeded: new >> 15) << 1 | 1
        bytes[at + 3] = UInt8(truncatingIfNeeded: new >> 7)
        bytes[at + 4] = UInt8(truncatingIfNeeded: new) << 1 | 1
    }
}
