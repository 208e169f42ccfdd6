import Cells
import Glibc

extension Frame {
    /// The columns of a row in which it differs from the same row of another frame of its size, whole characters only;
    /// nil where it does not.
    func changedColumns(row: Int, since other: Frame) -> Range<Int>? {
        let start = row * size.columns
        return cells.withUnsafeBufferPointer { new in
            other.cells.withUnsafeBufferPointer { old -> Range<Int>? in
                guard let new = new.baseAddress.map({ $0 + start }), let old = old.baseAddress.map({ $0 + start }),
                    // A cell is sixteen bytes without a gap, so memory can be compared.
                    memcmp(new, old, size.columns * MemoryLayout<Cell>.stride) != 0
                else { return nil }
                var first = 0, end = size.columns
                while first < end, new[first] == old[first] { first += 1 }
                while end > first, new[end - 1] == old[end - 1] { end -= 1 }
                if first == end { return nil }
                if first > 0, new[first].width == 0 { first -= 1 }
                if end < size.columns, new[end].width == 0 { end += 1 }
                return first..<end
            }
        }
    }
}
