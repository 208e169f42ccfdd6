import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

extension State {
    /// Takes in a newer snapshot: the selection stays on its camera, or goes to the row that took its place. What is open for a camera
    /// that has left is closed, since its keys would act on another one.
    mutating func take(_ snapshot: Snapshot) -> [Effect] {
        let place = grid.place(in: self.snapshot.cameras)
        let before = self.snapshot.cameras
        let pages = (behind + [page]).map { (page: $0, camera: $0.camera(in: self)) }
        var gone: [Camera] = []
        if let account = grid.account, !snapshot.accounts.contains(where: { $0.id == account }) { grid.account = nil }
        if snapshot.cameras != self.snapshot.cameras {
            grid.haystacks = nil
            grid.uptimes = nil
            self.snapshot = snapshot
            if !Self.stand(before, as: snapshot.cameras) {
                grid.index = Dictionary(
                    snapshot.cameras.indices.map { (snapshot.cameras[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
                gone = before.filter { grid.index[$0.id] == nil }
            }
            grid.content = ContentWidths(snapshot.cameras, texts: texts)
            // Under whoever moves among them rows stay where they are.
            grid.isUnsorted = !before.isEmpty && isMoving
            arrange(near: place, sorts: !grid.isUnsorted)
        } else {
            self.snapshot = snapshot
        }
        return gone.isEmpty ? [] : leave(gone, pages)
    }

    /// They are the same cameras in the same order.
    private static func stand(_ before: [Camera], as now: [Camera]) -> Bool {
        guard before.count == now.count else { return false }
        let (before, now) = (before.span, now.span)
        for place in now.indices where before[place].id != now[place].id { return false }
        return true
    }

    /// Cameras have left the account: their marks go with them, and so does what is open for them, which is said.
    private mutating func leave(_ gone: [Camera], _ pages: [(page: any Page, camera: CameraID?)]) -> [Effect] {
        let ids = Set(gone.map(\.id))
        grid.marks.subtract(ids)
        let left = pages.filter { $0.camera.map(ids.contains) == true }.map(\.page)
        let kept = pages.filter { $0.camera.map(ids.contains) != true }.map(\.page)
        let wasAsked = dialog != nil
        dialog = dialog?.remaining(in: self)
        guard !left.isEmpty || wasAsked && dialog == nil else { return [] }
        page = kept.last ?? GridPage()
        behind = Array(kept.dropLast())
        arrange()
        let names = texts.listed(gone.map { $0.name.isEmpty ? $0.id.serial : Glyphs.admitted($0.name) })
        // In the log it stands as a change.
        notices.show(Notices.Notice(at: now, kind: .error, text: texts.about(names, texts.details.disappeared), camera: nil))
        return left.flatMap(\.closing)
    }

    /// Filters and sorts the rows anew, and keeps the selection on its camera; one that is gone leaves it at `place`. A page that lies
    /// over the list stays with its camera, though the filter may let that through no more.
    ///
    /// - Parameter sorts: else those that were there keep their order, and new ones come last.
    mutating func arrange(near place: Int? = nil, sorts: Bool = true) {
        let place = place ?? grid.place(in: snapshot.cameras)
        let cameras = snapshot.cameras
        grid.rows = asBefore(filtered(cameras), of: cameras.count)
        if sorts {
            if grid.sort.column?.isOfPast == true, grid.uptimes == nil { grid.uptimes = uptimes }
            sort(&grid.rows, of: cameras)
            grid.isUnsorted = false
        }
        let isHeld = !(page is GridPage) && grid.isChosen && selected != nil
        if !isHeld, grid.place(in: cameras) == nil || !grid.isChosen {
            let row = min(max(0, grid.isChosen ? place ?? 0 : 0), grid.rows.count - 1)
            grid.selected = row >= 0 ? cameras[grid.rows[row]].id : nil
        }
        scrollToSelection()
    }

    /// Seconds after the last key in which somebody still moves among the rows.
    private static let rest: TimeInterval = 3

    private var isMoving: Bool { lastKey.map { (0..<Self.rest).contains(now.timeIntervalSince($0)) } ?? false }

    /// A new order, which had waited for the fingers to rest.
    mutating func sortAtRest() {
        if grid.isUnsorted, !isMoving { arrange() }
    }

    private mutating func filtered(_ cameras: [Camera]) -> [Int] {
        let words = grid.filter.words
        let shown = cameras.indices.filter { grid.account == nil || cameras[$0].id.account == grid.account }
        guard !words.isEmpty else { return shown }
        let haystacks = grid.haystacks ?? cameras.map { Haystack($0, texts: texts, now: now) }
        grid.haystacks = haystacks
        return shown.filter { haystacks[$0].matches(words) }
    }

    /// Those of the rows that were there before in the order they had, then the others: what is nearly in order is sorted in no time.
    private func asBefore(_ rows: [Int], of count: Int) -> [Int] {
        var isNew = [Bool](repeating: false, count: count)
        for row in rows { isNew[row] = true }
        var ordered = grid.rows.filter { row in
            guard row < count, isNew[row] else { return false }
            isNew[row] = false
            return true
        }
        ordered += rows.filter { isNew[$0] }
        return ordered
    }

    private var uptimes: [CameraID: Uptime] {
        let shown = past.shown, span = DateInterval.last(shown.seconds, until: now)
        return Dictionary(snapshot.cameras.map { ($0.id, past.status(of: $0, over: shown).uptime(in: span)) }) { first, _ in first
        }
    }

    private func sort(_ rows: inout [Int], of cameras: [Camera]) {
        let context = OrderContext(now: now, uptimes: grid.uptimes ?? [:])
        if let id = grid.sort.column, let column = Column.all.first(where: { $0.id == id }) {
            let order = column.order
            rows.sort {
                let a = cameras[$0], b = cameras[$1]
                switch order(a, b, context) {
                case .orderedSame: return Self.byName(a, b)
                case .orderedAscending: return !grid.sort.reversed
                case .orderedDescending: return grid.sort.reversed
                }
            }
        } else {
            // What is compared is taken out once: a camera is too large a value to be copied at each comparison.
            let span = cameras.span
            var keys: [(rank: Attention, name: String, row: Int)] = []
            keys.reserveCapacity(rows.count)
            for row in rows { keys.append((span[row].attention(at: now), span[row].name, row)) }
            keys.sort { a, b in
                if a.rank != b.rank { return grid.sort.reversed ? b.rank < a.rank : a.rank < b.rank }
                return a.name == b.name ? cameras[a.row].id < cameras[b.row].id : NaturalOrder.isBefore(a.name, b.name)
            }
            rows = keys.map(\.row)
        }
    }

    private static func byName(_ a: Camera, _ b: Camera) -> Bool {
        a.name == b.name ? a.id < b.id : NaturalOrder.isBefore(a.name, b.name)
    }

    /// Moves the window over the rows as little as shows the selected one.
    mutating func scrollToSelection() {
        // A line of the window is one row, or as many cards as stand beside each other.
        let across = window.across, lines = window.lines
        let count = (grid.rows.count + across - 1) / across
        var top = grid.top / across
        if let row = grid.place(in: snapshot.cameras) {
            if row / across < top { top = row / across }
            if row / across >= top + lines { top = row / across - lines + 1 }
        }
        grid.top = min(max(0, top), max(0, count - lines)) * across
    }
}
