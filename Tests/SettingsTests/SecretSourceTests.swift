import Settings
import Testing

@Suite("Secret source")
struct SecretSourceTests {
    private func resolve(_ source: SecretSource, printed: String = "") throws(SecretFault) -> String {
        try source.resolve(files: StubFiles(["/s": "from-file \r\nnotes\n", "/empty": "\n"])) { _ throws(CommandFailure) in
            Array(printed.utf8)
        }.value
    }

    @Test("is the literal, or the first line of the file or of what the command prints")
    func sources() throws {
        #expect(try resolve(.literal(Secret("x"))) == "x")
        #expect(try resolve(.file("/s")) == "from-file")
        #expect(try resolve(.command("pass show x"), printed: "from-command\nuser: me\n") == "from-command")
    }

    @Test("says why there is none, and nothing of what was read")
    func faults() {
        #expect(throws: SecretFault.notASecret) { try resolve(.file("/empty")) }
        #expect(throws: SecretFault.notASecret) { try resolve(.command("x"), printed: "MARK\u{1B}ED") }
        #expect(throws: SecretFault.file(path: "/none", .notFound)) { try resolve(.file("/none")) }
        #expect(throws: SecretFault.command(.exited(status: 2))) {
            try SecretSource.command("x").resolve(files: StubFiles([:])) { _ throws(CommandFailure) in throw .exited(status: 2) }
        }
    }

    @Test("is never shown")
    func redacted() {
        var dumped = ""
        dump(SecretSource.literal(Secret("MARKED")), to: &dumped)
        #expect(!dumped.contains("MARKED"))
        #expect("\(SecretSource.literal(Secret("MARKED")))" == "literal((secret))")
    }
}
