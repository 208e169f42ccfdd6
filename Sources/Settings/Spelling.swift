/// What somebody meant who wrote something that does not exist.
public enum Spelling {
    /// The candidate with the fewest slips (letters added, left out, changed or swapped) between it and `word`; case and the
    /// kind of dash count nothing. Empty where none has the better part of it.
    public static func nearest(to word: String, among candidates: [String]) -> String {
        // One character may be as long as a file.
        guard word.utf8.count <= 256 else { return "" }
        let wanted = folded(word)
        let nearest = candidates.map { (word: $0, slips: distance(wanted, folded($0))) }.min { $0.slips < $1.slips }
        return nearest.flatMap { 2 * $0.slips < max(wanted.count, $0.word.count) ? $0.word : nil } ?? ""
    }

    /// The nearest candidate where it is but a slip or two away.
    public static func near(_ word: String, among candidates: [String]) -> String? {
        let nearest = nearest(to: word, among: candidates)
        return !nearest.isEmpty && distance(folded(word), folded(nearest)) <= 2 ? nearest : nil
    }

    /// Words of the configuration are short; the rest of a long one tells nothing and costs time.
    private static func folded(_ word: String) -> [Character] {
        word.lowercased().prefix(64).map { $0 == "-" ? "_" : $0 }
    }

    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var before: [Int] = [], above = Array(0...b.count)
        for row in a.indices {
            var current = [row + 1]
            for column in b.indices {
                var least = min(above[column + 1] + 1, current[column] + 1)
                least = min(least, above[column] + (a[row] == b[column] ? 0 : 1))
                if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
                    least = min(least, before[column - 1] + 1)
                }
                current.append(least)
            }
            (before, above) = (above, current)
        }
        return above[b.count]
    }
}
