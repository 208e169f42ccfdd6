import FoundationEssentials
import Glibc
import Output
import Settings
import Startup
import Wording

/// The configuration file that `setup` writes, and what is in it so far.
public struct ConfigurationFile {
    let path: String
    /// The text that is there; nil without a file.
    private let text: String?
    let accounts: [Account]

    /// - Throws: `Failure` 78 where there is a file that cannot be read, or is wrong: to add to that would help nobody.
    public init(_ options: GlobalOptions, _ environment: [String: String], _ texts: Texts) throws(Failure) {
        var variables = environment
        // An account of the variables is not in the file.
        for variable in ["EZTOP_APP_KEY", "EZTOP_APP_SECRET"] { variables[variable] = nil }
        let loader = ConfigurationLoader(explicitPath: options.config, environment: variables)
        guard let path = loader.path else { throw Failure(.usage, texts.setup.noHome) }
        self.path = path
        guard access(path, F_OK) == 0 else {
            text = nil
            accounts = []
            return
        }
        do throws(ConfigurationError) {
            accounts = try loader.load(needsAccount: false).accounts
        } catch {
            throw Failure(.configuration, texts.describe(error))
        }
        text = Self.text(at: path)
    }

    private static func text(at path: String) -> String? {
        FileManager.default.contents(atPath: path).map {
            (try? FileText(Array($0)).text) ?? String(decoding: $0, as: UTF8.self)
        }
    }

    var exists: Bool { text != nil }

    /// Where the file is kept that another one takes the place of: one that was kept before stays.
    private var freePath: String {
        let first = path + ".old"
        return ([first] + (1...999).map { "\(first).\($0)" }).first { access($0, F_OK) != 0 } ?? first
    }

    /// With the home as people write it.
    func shown(_ environment: [String: String]) -> String { tilded(path, environment) }

    private func tilded(_ path: String, _ environment: [String: String]) -> String {
        guard let home = environment["HOME"], !home.isEmpty, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    /// Writes the file with one more account, or anew with this one alone; then returns where the old one is kept.
    func write(
        _ account: Account, replacing: Bool, _ environment: [String: String], _ texts: Texts
    ) throws(Failure) -> String? {
        // Somebody else may have written it while questions were asked.
        guard Self.text(at: path) == text else { throw Failure(.refused, texts.setup.changedMeanwhile(shown(environment))) }
        let file = WholeFile(path: path, mode: 0o600)
        try file.makeFolders(texts, mode: 0o700)
        guard let text, !replacing else {
            let old = try text.map { text throws(Failure) in
                let old = freePath
                try WholeFile(path: old, mode: 0o600).write(text.utf8, texts)
                return tilded(old, environment)
            }
            try file.write(account.text.utf8, texts)
            return old
        }
        // A table at the end of a file takes nothing away from what stands above it, unless the accounts are written in one line.
        // By its last byte: a line end of another system is one character, and another one.
        let gap = text.isEmpty ? "" : text.utf8.last == UInt8(ascii: "\n") ? "\n" : "\n\n"
        let whole = text + gap + account.text
        do throws(ConfigurationError) {
            _ = try Configuration.parse(whole, file: path)
        } catch {
            throw Failure(.configuration, texts.setup.cannotAdd + "\n" + texts.describe(error))
        }
        try file.write(whole.utf8, texts)
        return nil
    }
}
