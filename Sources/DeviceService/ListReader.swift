import Fleet
import FoundationEssentials
import Vocabulary

/// Reads a list of the cloud to its end, four pages side by side or one after another.
struct ListReader<Row: Listed> {
    /// Pages that are read side by side: one, where the cloud has said that calls come too often.
    let width: Int

    /// How often it waits where the cloud says that calls come too often: a second, then two, then four.
    static var patience: Int { 3 }

    /// Whether it waits before its first page too: who reads regularly has a next turn.
    let waitsAtStart: Bool

    let wait: @Sendable (TimeInterval) async -> Void

    let page: @Sendable (Int) async -> Result<ListPage<Row>, ServiceError>

    /// What a reading came to.
    struct Outcome {
        var read = ListRead<Row>()
        /// The first that was met.
        var trouble: ServiceError?
        /// It had to wait, since calls came too often.
        var waited = false
    }

    /// Reads it, and once more where its pages had shifted and `again` says so.
    func read(again: Bool) async -> Outcome {
        let first = await readOnce()
        guard again, first.trouble == nil, first.read.isShifted, !Task.isCancelled else { return first }
        var second = await readOnce()
        second.waited = second.waited || first.waited
        return second
    }

    private func readOnce() async -> Outcome {
        var read = ListRead<Row>()
        var trouble: ServiceError?
        var width = width
        var rests = 0
        while !read.next.isEmpty, !Task.isCancelled {
            var batch = await pages(read.next, width)
            if rests < Self.patience, let place = batch.firstIndex(where: \.isTooOften),
                waitsAtStart || place > 0 || !read.pages.isEmpty
            {
                // What came before it counts; the rest is read one after another.
                batch.removeSubrange(place...)
                if !batch.isEmpty { read.add(batch.map { try? $0.get() }) }
                width = 1
                rests += 1
                await wait(TimeInterval(1 << (rests - 1)))
                continue
            }
            read.add(batch.map { try? $0.get() })
            for case .failure(let met) in batch {
                trouble = trouble ?? met
                if !met.isOfOnePage { read.abandon() }
            }
        }
        return Outcome(read: read, trouble: trouble, waited: rests > 0)
    }

    /// The pages in order; those behind one that is empty, or says that no other will come, are left out.
    private func pages(_ numbers: Range<Int>, _ width: Int) async -> [Result<ListPage<Row>, ServiceError>] {
        await withTaskGroup(of: (Int, Result<ListPage<Row>, ServiceError>).self) { group in
            var results: [Int: Result<ListPage<Row>, ServiceError>] = [:]
            var waiting = numbers
            func start(_ group: inout TaskGroup<(Int, Result<ListPage<Row>, ServiceError>)>) {
                guard let number = waiting.popFirst() else { return }
                group.addTask { [page] in (number, await page(number)) }
            }
            for _ in 0..<max(1, width) { start(&group) }
            while let (number, result) = await group.next() {
                results[number] = result
                let isLast =
                    switch result {
                    case .failure(let trouble): !trouble.isOfOnePage
                    case .success(let page): page.rows.isEmpty && page.unreadable == 0
                    }
                if isLast { waiting = waiting.upperBound..<waiting.upperBound }
                start(&group)
            }
            return numbers.compactMap { results[$0] }
        }
    }
}

extension Result where Failure == ServiceError {
    /// The cloud said that calls come too often.
    fileprivate var isTooOften: Bool {
        if case .failure(let trouble) = self { trouble.isTooOften } else { false }
    }
}

extension ServiceError {
    /// The cloud said that calls come too often.
    var isTooOften: Bool { code == PlatformCode.tooFrequent }

    /// The other pages may well come: the cloud stumbled over this one.
    fileprivate var isOfOnePage: Bool {
        switch self {
        case .malformed: true
        case .refused(let code, _, _, _): code == PlatformCode.dataFault || code == PlatformCode.serverFault
        case .unreachable: false
        }
    }
}
