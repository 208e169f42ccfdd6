/// Does something with each of these, two at once: a test that runs one program after another leaves a core idle.
func beside<Value: Sendable>(
    _ values: some Sequence<Value>, _ body: @escaping @Sendable (Value) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, value) in values.enumerated() {
            if number >= 2 { try await group.next() }
            group.addTask { try await body(value) }
        }
        try await group.waitForAll()
    }
}
