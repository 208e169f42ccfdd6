import Glibc

/// What a JPEG's markers (ITU-T T.81, annex B) say it will cost, before anything is allocated for it.
struct JPEGHeader {
    private(set) var width = 0
    private(set) var height = 0
    /// Passes over the picture; a progressive one has about ten.
    private(set) var scans = 0
    private var isUnusual = false

    /// The largest that any camera takes, and the decoder's memory grows with it.
    static let mostPixels = 16 << 20
    static let mostScans = 100
    /// Pixels times scans, which is the time that decoding takes: a large picture may have fewer scans.
    static let mostWork = 256 << 20

    /// nil for what is no JPEG.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        var place = 2
        while place + 4 <= bytes.count, scans <= Self.mostScans {
            guard bytes[place] == 0xFF else {
                // The coded data of a scan, or rubbish: to the next byte that may begin a marker.
                guard let next = Self.next(in: bytes, from: place) else { break }
                place = next
                continue
            }
            let marker = bytes[place + 1]
            switch marker {
            case 0xFF: place += 1
            case 0x00, 0x01, 0xD0...0xD8: place += 2
            case 0xD9: place = bytes.count
            default:
                // Arithmetic coding, lossless, hierarchical.
                if Self.beginsFrame(marker), marker > 0xC2 { isUnusual = true }
                if Self.beginsFrame(marker), place + 9 <= bytes.count {
                    height = max(height, Int(bytes[place + 5]) << 8 | Int(bytes[place + 6]))
                    width = max(width, Int(bytes[place + 7]) << 8 | Int(bytes[place + 8]))
                }
                if marker == 0xDA { scans += 1 }
                place += 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
            }
        }
    }

    var isBearable: Bool {
        // No camera writes these kinds, and they take three times as long.
        if isUnusual { return false }
        let pixels = width * height
        return pixels <= Self.mostPixels && scans <= Self.mostScans && pixels * scans <= Self.mostWork
    }

    private static func beginsFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    private static func next(in bytes: UnsafeRawBufferPointer, from place: Int) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base + place, 0xFF, bytes.count - place) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
