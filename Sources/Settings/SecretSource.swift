import System
import Vocabulary

/// Where the secret of an account comes from. A command is run when the account is first used, not before.
public enum SecretSource: Hashable, Sendable {
    case literal(Secret)
    /// A path whose first line is the secret; absolute once the loader has seen it.
    case file(String)
    /// A command line for the shell; the first line it prints is the secret.
    case command(String)

    /// The key of the configuration that names it.
    var key: AccountKey {
        switch self {
        case .literal: .appSecret
        case .file: .appSecretFile
        case .command: .appSecretCommand
        }
    }

    /// A secret file is a line; what is larger is another file.
    static let fileLimit = 65_536

    /// The secret itself.
    ///
    /// - Parameter run: runs a shell command line and hands back what it printed.
    /// - Throws: why there is none: the file's fault, the command's, or a text that is no secret.
    public func resolve(
        files: any FileReading, run: (String) throws(CommandFailure) -> [UInt8]
    ) throws(SecretFault) -> Secret {
        switch self {
        case .literal(let secret):
            return secret
        case .file(let path):
            return try Self.firstLine(of: Self.file(at: path, files).bytes, path)
        case .command(let command):
            let output: [UInt8]
            do throws(CommandFailure) { output = try run(command) } catch { throw .command(error) }
            return try Self.firstLine(of: output, nil)
        }
    }

    /// The file of a secret, unless others have a hand in it: that is looked at whenever it is read, since its configuration may have
    /// been read long before.
    static func file(at path: String, _ files: any FileReading) throws(SecretFault) -> ReadFile {
        let file: ReadFile
        do throws(FileFault) { file = try files.read(path, limit: fileLimit) } catch { throw .file(path: path, error) }
        if file.readableByOthers, !file.isGiven(at: path) {
            throw .readableByOthers(chmod: ShellWord.chmod600(path, owner: file.owner))
        }
        if let exposure = Exposure(file, at: path, over: files.way(to: path), isTrusting: true) {
            throw .exposed(exposure)
        }
        return file
    }

    /// What somebody else chose, as long or short as it may be.
    public static func password(at path: String, _ files: any FileReading = SystemFiles()) throws(SecretFault) -> Secret {
        try firstLine(of: file(at: path, files).bytes, path)
    }

    /// A token that keeps strangers out: 128 bits at least, as letters and digits have them.
    public static func token(at path: String, _ files: any FileReading = SystemFiles()) throws(SecretFault) -> Secret {
        let token = try firstLine(of: file(at: path, files).bytes, path)
        guard token.value.utf8.count >= leastOfToken, token.value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .guessable(path: path, least: leastOfToken)
        }
        return token
    }

    /// A token that another one's service has given out: whatever can stand in `Authorization: Bearer`.
    public static func bearer(at path: String, _ files: any FileReading = SystemFiles()) throws(SecretFault) -> Secret {
        let token = try firstLine(of: file(at: path, files).bytes, path)
        guard token.value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .notASecret(path: path) }
        return token
    }

    /// 22 characters of base 64.
    private static let leastOfToken = 22

    /// A comment, a variable as files of settings have them (`EZTOP_APP_SECRET=…`, `export NAME=…`), or the secret with its name before
    /// it, as a console shows it. What follows padding (`AB==`) is none.
    private static func isOfSettings(_ line: String) -> Bool {
        if line.hasPrefix("#") || isNamed(line) { return true }
        let assignment = line.hasPrefix("export ") ? line.dropFirst(7) : line[...]
        let name = assignment.prefix { $0 != "=" }, value = assignment.dropFirst(name.count + 1)
        let isName = name.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        return isName && !name.isEmpty && !value.isEmpty && !value.hasPrefix("=")
    }

    private static func isNamed(_ line: String) -> Bool {
        let end = line.firstIndex { $0 == "=" || $0 == ":" } ?? line.startIndex
        let name = CopiedText.trimmed(line[..<end].lowercased().filter { $0 != "_" && $0 != "-" })
        return ["appsecret", "secret", "appkey", "key", "token", "密钥", "应用密钥"].contains(name)
    }

    /// Password stores print the secret first and notes below it, which may be in any encoding.
    ///
    /// - Parameter path: the file it was read from; nil where a command printed it.
    static func firstLine(of bytes: [UInt8], _ path: String?) throws(SecretFault) -> Secret {
        let text = (try? FileText(bytes).text) ?? String(validating: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
        let line = Expectation.secret.tidied(String((text ?? "").prefix { !$0.isNewline }))
        switch Expectation.secret.problem(of: line) {
        case nil where isOfSettings(line): throw .settings(path: path)
        case nil: return Secret(line)
        case .quoted: throw .quoted(path: path)
        default: throw .notASecret(path: path)
        }
    }
}

/// Why a secret could not be had. Nothing of what was read is part of it.
public enum SecretFault: Error, Hashable, Sendable {
    case file(path: String, FileFault)
    /// Others may read it; the command that mends that.
    case readableByOthers(chmod: String)
    /// Others can change what it says.
    case exposed(Exposure)
    case command(CommandFailure)
    /// The first line is empty, or nothing that a secret could be; of the file, or of what the command printed.
    case notASecret(path: String?)
    /// The first line is a comment or names a variable: it is a file of settings.
    case settings(path: String?)
    /// Quotes stand around the first line.
    case quoted(path: String?)
    /// What is to keep strangers out can be guessed: it has fewer characters than these, or blanks.
    case guessable(path: String, least: Int)
}

/// Why a command of the configuration gave no secret.
public enum CommandFailure: Error, Hashable, Sendable {
    case notStarted(reason: String)
    case exited(status: Int)
    case killed(signal: Int)
    case timedOut(seconds: Int)
}
