import Settings
import Testing
import Vocabulary

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
        #expect(throws: SecretFault.notASecret(path: "/empty")) { try resolve(.file("/empty")) }
        #expect(throws: SecretFault.notASecret(path: nil)) { try resolve(.command("x"), printed: "MARK\u{1B}ED") }
        #expect(throws: SecretFault.file(path: "/none", .notFound)) { try resolve(.file("/none")) }
        #expect(throws: SecretFault.command(.exited(status: 2))) {
            try SecretSource.command("x").resolve(files: StubFiles([:])) { _ throws(CommandFailure) in throw .exited(status: 2) }
        }
    }

    @Test(
        "is taken as editors, consoles and input methods write it, and not with quotes around it",
        arguments: ["\n", "\r\n", "\r", ""])
    func copied(lineEnd: String) throws {
        func secret(_ bytes: [UInt8]) throws(SecretFault) -> String {
            try SecretSource.command("x").resolve(files: StubFiles([:])) { _ throws(CommandFailure) in bytes }.value
        }
        let notes = lineEnd.isEmpty ? "" : "notes" + lineEnd
        for text in ["it's-\"MARKED", " it's-\"MARKED \u{A0}\u{3000}", "it＇s-＂ＭARKED"] {
            for bytes in Encodings.all(of: text + lineEnd + notes) { #expect(try secret(bytes) == "it's-\"MARKED") }
        }
        for text in ["'MARKED'", "\"MARKED\" ", "“MARKED”", "＂MARKED＂"] {
            for bytes in Encodings.all(of: text + lineEnd + notes) {
                #expect(throws: SecretFault.quoted(path: nil)) { try secret(bytes) }
            }
        }
        #expect(try secret(Array("MARKED\n".utf8) + [0xFF, 0x00, 0xFE]) == "MARKED", "notes that are no text")
    }

    @Test(
        "is no file of settings that was named by mistake",
        arguments: [
            "# the camera's", "#", "EZTOP_APP_SECRET=MARKED", "export APP_SECRET='MARKED'", "S=1", "app_secret = \"MARKED\"",
            "appSecret: MARKED",
            "密钥：MARKED", "token=MARKED",
        ])
    func settings(line: String) {
        let files = StubFiles(["/env": line + "\nNAME=x\n"])
        #expect(throws: SecretFault.settings(path: "/env")) {
            try SecretSource.file("/env").resolve(files: files) { _ throws(CommandFailure) in [] }
        }
    }

    @Test("may hold what looks a little like one", arguments: ["AB==", "ABCDEF=", "a=b", "A-B=c", "=A", "a#b"])
    func padded(line: String) throws {
        #expect(
            try SecretSource.command("x").resolve(files: StubFiles([:])) { _ throws(CommandFailure) in Array(line.utf8) }.value
                == line)
    }

    @Test("is never shown")
    func redacted() {
        var dumped = ""
        dump(SecretSource.literal(Secret("MARKED")), to: &dumped)
        #expect(!dumped.contains("MARKED"))
        #expect("\(SecretSource.literal(Secret("MARKED")))" == "literal((secret))")
    }
}
