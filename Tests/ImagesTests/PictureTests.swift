import FoundationEssentials
import TestSupport
import Testing

@testable import Images

/// 64 × 48 pixels, and bombs made of them.
private enum Sample {
    static let baseline = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV
        pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAw
        AEADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy
        JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT
        lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA
        AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom
        JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc
        bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDGooorgPrgooooAKKKKACiiigAooooAKKKKACiiigAooooAKKK
        KACiiigAooooAKKKKAP/2Q==
        """)
    static let progressive = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV
        pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAw
        AEADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAWAQEBAQAAAAAAAAAAAAAAAAAABAX/2gAMAwEAAhADEAAAAYhPrgAAAAAAAA
        AAf//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEAAQUCQ//EABQRAQAAAAAAAAAAAAAAAAAAADD/2gAIAQMBAT8BT//EABQRAQAAAAAAAAAA
        AAAAAAAAADD/2gAIAQIBAT8BT//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEABj8CQ//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEAAT
        8hQ//aAAwDAQACAAMAAAAQ++++++++++++/8QAFBEBAAAAAAAAAAAAAAAAAAAAMP/aAAgBAwEBPxBP/8QAFBEBAAAAAAAAAAAAAAAAAAAAMP/a
        AAgBAgEBPxBP/8QAFBABAAAAAAAAAAAAAAAAAAAAUP/aAAgBAQABPxBD/9k=
        """)

    /// A quarter each of red, green, blue and white.
    static let quarters = bytes(
        """
        /9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgGBgcGBwgICAgICAkJCQoKCgkJCQkKCgoKCgoMDAwKCgoKCgoKDAwMDA0ODQ
        0NDA0ODg8PDxISEREVFRUZGR//xABZAAEBAQEAAAAAAAAAAAAAAAAABwYIAQEBAQEBAAAAAAAAAAAAAAAABwYIBRABAAAAAAAAAAAAAAAAAAAAABEBAAIC
        AwEAAAAAAAAAAAAAABfkZaQW46Vk/8AAEQgAMABAAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AxYDKL+AApQDLOFQAE1GQF+hjN+fcdQyziN6q14yAQxm/Pu
        Es4jeqryLSJXwz7dfuRSPsjq2EWFpDhn26/cR9kdWw4dAdUtCAA7iAQB6gAD//2Q==
        """)

    private static func bytes(_ text: String) -> [UInt8] {
        Array(Data(base64Encoded: text.filter { !$0.isWhitespace }) ?? Data())
    }

    /// The same with another size in its header.
    static func resized(_ jpeg: [UInt8], width: Int, height: Int) -> [UInt8] {
        var jpeg = jpeg
        let frame = jpeg.indices.dropLast(9).first { jpeg[$0] == 0xFF && (jpeg[$0 + 1] == 0xC0 || jpeg[$0 + 1] == 0xC2) } ?? 0
        for (offset, value) in [(5, height >> 8), (6, height & 0xFF), (7, width >> 8), (8, width & 0xFF)] {
            jpeg[frame + offset] = UInt8(value)
        }
        return jpeg
    }

    /// The same with so many further scans that hold nothing.
    static func scanned(_ jpeg: [UInt8], more count: Int) -> [UInt8] {
        let scan: [UInt8] = [0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x01, 0x3F, 0x00]
        var bomb = Array(jpeg.dropLast(2))
        bomb.reserveCapacity(jpeg.count + count * scan.count)
        for _ in 0..<count { bomb += scan }
        return bomb + [0xFF, 0xD9]
    }
}

@Suite("Pictures", .serialized, .heavy, .timeLimit(.minutes(1)))
struct PictureTests {
    @Test("kinds that no camera writes are not decoded: lossless, hierarchical, arithmetic", arguments: [0xC3, 0xC9, 0xCA, 0xCD])
    func unusual(_ marker: Int) throws {
        var jpeg = Sample.baseline
        let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        let isBearable = { (bytes: [UInt8]) in bytes.withUnsafeBytes(JPEGHeader.init)?.isBearable }
        #expect(isBearable(jpeg) == true)
        jpeg[frame + 1] = UInt8(marker)
        #expect(isBearable(jpeg) == false)
    }

    @Test("a JPEG is decoded, baseline and progressive", arguments: [Sample.baseline, Sample.progressive])
    func good(_ jpeg: [UInt8]) async throws {
        let picture = try await Picture.decode(jpeg)
        #expect(picture.width == 64 && picture.height == 48 && picture.pixels.count == 64 * 48 * 3)
        #expect(picture.fields(columns: 1, rows: 1)[0].red > 150)
        let header = try #require(jpeg.withUnsafeBytes(JPEGHeader.init))
        #expect(header.width == 64 && header.height == 48 && (1...12).contains(header.scans))
    }

    @Test("each colour is where it was, and as light as it was")
    func places() throws {
        let fields = try Picture(jpeg: Sample.quarters).fields(columns: 2, rows: 2)
        let wanted = [RGB(red: 255, green: 0, blue: 0), RGB(red: 0, green: 255, blue: 0), RGB(red: 0, green: 0, blue: 255)]
        for (field, wanted) in zip(fields, wanted + [RGB(red: 255, green: 255, blue: 255)]) {
            let distances = [field.red - wanted.red, field.green - wanted.green, field.blue - wanted.blue]
            #expect(distances.allSatisfy { abs($0) <= 8 }, "\(fields)")
        }
    }

    @Test("one that was cut on its way is shown as far as it came, and what is large is made smaller in its shape")
    func partial() throws {
        let cut = try Picture(jpeg: Sample.baseline.dropLast(24).map { $0 })
        #expect(cut.width == 64 && cut.height == 48 && cut.fields(columns: 1, rows: 8)[0].red > 150)
        let large = try Picture(jpeg: Sample.resized(Sample.baseline, width: 1920, height: 1080))
        #expect(large.width == 480 && large.height == 270 && large.pixels.count == 480 * 270 * 3)
    }

    @Test("a header that says it is huge costs no memory")
    func huge() async {
        await #expect(processExitsWith: .success) {
            for jpeg in [Sample.baseline, Sample.progressive] {
                for (width, height) in [(20_000, 20_000), (65_000, 65_000), (60_000, 300)] {
                    let bomb = Sample.resized(jpeg, width: width, height: height)
                    let (error, bytes) = peakMemory { #expect(throws: PictureError.tooLarge) { try Picture(jpeg: bomb) } }
                    #expect(error != nil && bytes < 16 << 20)
                }
            }
        }
    }

    @Test("scans without number or end are not decoded")
    func scans() async {
        await #expect(processExitsWith: .success) {
            for count in [91, 370_000] {
                let bomb = Sample.scanned(Sample.progressive, more: count)
                let start = ContinuousClock.now
                let (_, bytes) = peakMemory { #expect(throws: PictureError.tooLarge) { try Picture(jpeg: bomb) } }
                #expect(bytes < 16 << 20)
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }
    }

    @Test("a large picture may have fewer scans than a small one")
    func work() {
        let many = Sample.scanned(Sample.progressive, more: 60)
        #expect(throws: Never.self) { try Picture(jpeg: many) }
        #expect(throws: PictureError.tooLarge) { try Picture(jpeg: Sample.resized(many, width: 4096, height: 4096)) }
    }

    @Test("what is cut, empty or rubbish is no picture, and ends")
    func rubbish() {
        for length in 0..<Sample.progressive.count { _ = try? Picture(jpeg: Array(Sample.progressive.prefix(length))) }
        for jpeg in [[], [0xFF], [0xFF, 0xD8], Array(repeating: 0xFF, count: 100_000), Array("GIF89a".utf8)] as [[UInt8]] {
            #expect(throws: PictureError.self) { try Picture(jpeg: jpeg) }
        }
    }

    @Test("one that is being decoded is waited for no longer when nobody wants it any more, and the next one comes")
    func givenUp() async throws {
        // As long as any picture takes: the largest one, in as many passes as it may have.
        let scans = try #require(Sample.progressive.withUnsafeBytes(JPEGHeader.init)).scans
        let slow = Sample.scanned(Sample.resized(Sample.progressive, width: 4096, height: 4096), more: 16 - scans)
        let start = ContinuousClock.now
        #expect(try await Picture.decode(slow).width == 512)
        let whole = ContinuousClock.now - start
        // Beside others a moment may take as long as a picture, but not every time.
        var isGivenUp = false
        for _ in 0..<50 where !isGivenUp {
            let begun = ContinuousClock.now
            let task = Task { () -> PictureError? in
                do throws(PictureError) { _ = try await Picture.decode(slow) } catch { return error }
                return nil
            }
            while ContinuousClock.now - begun < whole / 10 { await Task.yield() }
            task.cancel()
            let end = await task.value
            isGivenUp = end == .cancelled && ContinuousClock.now - begun < whole / 2
        }
        #expect(isGivenUp)
        #expect(try await Picture.decode(Sample.baseline).width == 64)
    }

    @Test("one that waits for its turn is given up when nobody wants it any more")
    func cancelled() async {
        let task = Task { () -> PictureError? in
            while !Task.isCancelled { await Task.yield() }
            do throws(PictureError) { _ = try await Picture.decode(Sample.baseline) } catch { return error }
            return nil
        }
        task.cancel()
        #expect(await task.value == .cancelled)
    }
}
