import Fleet
import FoundationEssentials
import Synchronization
import Testing
import Vocabulary

@testable import DeviceService

/// Pages of fifty rows, some of which are refused a few times first.
private final class Pages: Sendable {
    private let state = Mutex((asked: [Int](), running: 0, most: 0, waits: [TimeInterval]()))
    private let refusals: Mutex<[Int: Int]>
    private let count: Int

    init(_ count: Int, refusals: [Int: Int] = [:]) {
        self.count = count
        self.refusals = Mutex(refusals)
    }

    var asked: [Int] { state.withLock { $0.asked } }
    var most: Int { state.withLock { $0.most } }
    var waits: [TimeInterval] { state.withLock { $0.waits } }

    func reader(width: Int, waitsAtStart: Bool = false) -> ListReader<DeviceRow> {
        ListReader(
            width: width, waitsAtStart: waitsAtStart, wait: { seconds in self.state.withLock { $0.waits.append(seconds) } }
        ) {
            number in
            self.state.withLock {
                $0.asked.append(number)
                $0.running += 1
                $0.most = max($0.most, $0.running)
            }
            // Lets the others begin, if any are to.
            for _ in 0..<100 { await Task.yield() }
            self.state.withLock { $0.running -= 1 }
            let isRefused = self.refusals.withLock { refusals in
                guard let left = refusals[number], left > 0 else { return false }
                refusals[number] = left - 1
                return true
            }
            if isRefused { return .failure(.refused(code: "10029", message: "", call: "device/list", host: "h")) }
            let rows = (number * 50..<min(number * 50 + 50, self.count)).map {
                DeviceRow(serial: "S\($0)", name: "", model: "", status: 1)
            }
            return .success(ListPage(rows: rows, total: self.count, at: Date(timeIntervalSince1970: 0)))
        }
    }
}

@Suite("The pages of a list")
struct ListReaderTests {
    @Test("are read four at a time; one at a time where calls came too often before")
    func width() async {
        for (width, most) in [(4, 2...4), (1, 1...1)] {
            let pages = Pages(400)
            let read = await pages.reader(width: width).read(again: true)
            #expect(read.read.isConclusive && read.trouble == nil)
            #expect(most.contains(pages.most))
            #expect(pages.asked.sorted() == Array(0..<8))
        }
    }

    @Test("after 10029 in the middle the rest comes one after another, after a rest; what came before is not asked again")
    func oneByOne() async {
        let pages = Pages(400, refusals: [2: 2])
        let read = await pages.reader(width: 4).read(again: false)
        #expect(read.read.isConclusive && read.trouble == nil)
        #expect(read.waited && pages.waits == [1, 2])
        #expect(pages.asked.filter { $0 < 2 }.count == 2)
        #expect(pages.asked.suffix(5) == [3, 4, 5, 6, 7])
    }

    @Test("a reading that is refused at its first page, or again and again, is given up")
    func givenUp() async {
        let first = Pages(400, refusals: [0: 9])
        let refused = await first.reader(width: 4).read(again: true)
        #expect(refused.trouble?.code == "10029" && first.waits.isEmpty && first.asked == [0])
        let later = Pages(400, refusals: [5: 9])
        let broken = await later.reader(width: 4).read(again: true)
        #expect(broken.trouble?.code == "10029" && !broken.read.isWhole && later.waits == [1, 2, 4])
        let once = Pages(400, refusals: [0: 2])
        let whole = await once.reader(width: 4, waitsAtStart: true).read(again: true)
        #expect(whole.read.isConclusive && whole.trouble == nil && once.waits == [1, 2])
    }
}
