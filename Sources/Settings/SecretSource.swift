/// Where the secret of an account comes from. A command is run when the account is first used, not before.
public enum SecretSource: Hashable, Sendable {
    case literal(Secret)
    /// A path whose first line is the secret; absolute once the loader has seen it.
    case file(String)
    /// A command line for the shell; the first line it prints is the secret.
    case command(String)

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
            let file: ReadFile
            do throws(FileFault) { file = try files.read(path, limit: Self.fileLimit) } catch { throw .file(path: path, error) }
            return try Self.firstLine(of: file.bytes)
        case .command(let command):
            let output: [UInt8]
            do throws(CommandFailure) { output = try run(command) } catch { throw .command(error) }
            return try Self.firstLine(of: output)
        }
    }

    /// Password stores print the secret first and notes below it.
    private static func firstLine(of bytes: [UInt8]) throws(SecretFault) -> Secret {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0D]
        var line = bytes.prefix { $0 != 0x0A }
        while let last = line.last, blank.contains(last) { line.removeLast() }
        while let first = line.first, blank.contains(first) { line.removeFirst() }
        guard let text = String(validating: line, as: UTF8.self), Expectation.secret.admits(text) else { throw .notASecret }
        return Secret(text)
    }
}

/// Why a secret could not be had. Nothing of what was read is part of it.
public enum SecretFault: Error, Hashable, Sendable {
    case file(path: String, FileFault)
    case command(CommandFailure)
    /// The first line is empty, or nothing that a secret could be.
    case notASecret
}

/// Why a command of the configuration gave no secret.
public enum CommandFailure: Error, Hashable, Sendable {
    case notStarted(reason: String)
    case exited(status: Int)
    case killed(signal: Int)
    case timedOut(seconds: Int)
}
