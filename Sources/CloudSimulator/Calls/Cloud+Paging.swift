/// Pages as the lists have them: `pageStart` is a page number from 0, `pageSize` 10 unless given and 50 at most.
extension Cloud {
    mutating func page<Item>(
        _ call: Call, of items: [Item], pages: Int = .max, row: (Cloud, Item) -> JSON
    ) throws(Refusal) -> [String: JSON] {
        let size = try call.integer("pageSize", default: 10, in: 1...50)
        let number = try call.integer("pageStart", default: 0, in: 0...1_000_000)
        guard number < pages else { throw .parameter }
        let oddity = oddities[call.path]
        let start = (oddity?.repeatsFirstPage ?? false) ? 0 : number * size
        var rows = Array(items.dropFirst(start).prefix(size))
        if oddity?.repeatsLastRow ?? false, start > 0, items.count >= start { rows.insert(items[start - 1], at: 0) }
        let data = rows.map { row(self, $0) }
        return [
            "data": .array(data),
            "page": [
                "total": .number(turnPage(of: call.path) ?? items.count), "page": .number(number), "size": .number(size),
            ],
        ]
    }

    /// Does what is to be done between this page of the path and the next; returns the total that the page shall claim.
    mutating func turnPage(of path: String) -> Int? {
        guard var oddity = oddities[path] else { return nil }
        let total = oddity.totals.isEmpty ? nil : oddity.totals.removeFirst()
        let changes = oddity.afterPages.isEmpty ? [] : oddity.afterPages.removeFirst()
        oddities[path] = oddity
        for change in changes { _ = apply(change) }
        return total
    }
}
