/// Does something with each of these, beside each other: a test that runs one program after another leaves a core idle. At once there
/// are as many as there are cores, since each blocks its thread until its program has answered.
func beside<Value: Sendable>(
    _ values: some Sequence<Value>, _ body: @escaping @Sendable (Value) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for value in values { group.addTask { try await body(value) } }
        try await group.waitForAll()
    }
}
