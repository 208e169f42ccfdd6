import Delivery

/// The order of what goes to the clipboard: one copy after another, and none that was asked for before one that is there already.
actor Copies {
    private var turns = 0
    private var newest = 0
    private var last: Task<ClipboardOutcome, Never>?

    /// The place in the row of whatever is begun now.
    func turn() -> Int {
        turns += 1
        return turns
    }

    /// - Returns: nil where something that was asked for later has been copied.
    func copy(_ text: String, to clipboard: Clipboard, _ turn: Int) async -> ClipboardOutcome? {
        guard turn > newest else { return nil }
        newest = turn
        let before = last
        let task = Task {
            _ = await before?.value
            return await clipboard.copy(text)
        }
        last = task
        return await task.value
    }
}
