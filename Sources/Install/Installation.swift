import Delivery
import Dispatch
import FoundationEssentials
import Glibc
import Output
import Settings
import Synchronization
import System
import Wording

/// What is installed under a prefix: the program, its pages, its manual and its completions, and a list of them, by which they
/// are taken away again; and the unit of its service, which may lie elsewhere.
public struct Installation: Sendable {
    public let prefix: String
    public let texts: Texts
    let environment: [String: String]
    let manager = Systemd.own

    public init(prefix: String, _ environment: [String: String], texts: Texts) {
        self.prefix = prefix
        self.environment = environment
        self.texts = texts
    }

    /// Where it goes unless somebody says otherwise.
    public static func usualPrefix(_ environment: [String: String]) -> String? {
        if geteuid() == 0 { return "/usr/local" }
        return environment[.home].flatMap { $0.hasPrefix("/") ? $0 + "/.local" : nil }
    }

    var program: String { prefix + "/bin/eztop" }

    /// No program of ours is larger.
    private static let largest = 512 << 20
    /// Below the prefix.
    private static let list = "share/eztop/installed.txt"
    /// The folder of shells' and languages' files that others put theirs in too.
    public static let zshFolder = "share/zsh/site-functions"

    // MARK: Installing

    /// - Parameters:
    ///   - completions: what shells read, by its place below the prefix.
    ///   - service: where the unit of its service is to be; nil renews one that is there, and makes none.
    /// - Returns: what there is now.
    public func install(
        program: String, completions: [(path: String, text: String)], service: Service? = nil
    ) throws(Failure) -> Installed {
        let folder = try open(prefix, makes: 0o755)
        let units = try plan(service, beside: folder)
        var files: [(path: String, mode: mode_t, bytes: [UInt8])] = [("bin/eztop", 0o755, try read(program))]
        // Both are in the program: no file that somebody else put beside it is taken for one of its pages.
        for page in shippedPages { files.append(("share/doc/eztop/" + page.name, 0o644, Array(page.text.utf8))) }
        for theme in ThemeStore.shipped {
            files.append(("share/doc/eztop/themes/\(theme.name).toml", 0o644, Array(theme.text.utf8)))
        }
        files += try manuals(of: program)
        for completion in completions { files.append((completion.path, 0o644, Array(completion.text.utf8))) }
        if let text = units.text { files.append((Self.unitCopy, 0o644, Array(text.utf8))) }
        files.sort { $0.path < $1.path }
        // The list comes first: what is cut short in the middle can still be taken away. Folders are in it that were not there
        // before, with a slash at their end.
        let unitsInside = units.written.filter { $0.base == prefix }.map(\.path)
        let folders = Self.folders(of: files.map(\.path) + unitsInside + [Self.list])
        try refuseForeign(folders, below: prefix)
        for place in units.written where place.base != prefix {
            if let exposure = FileStatus(of: place.base).flatMap({ Exposure([$0.standing(at: place.base)], groups: true) }) {
                throw failure(exposure)
            }
            try refuseForeign(Self.folders(of: [place.path]), below: place.base)
        }
        let made = folders.filter { !folder.holds($0) }
        let before = try listed(in: folder) ?? []
        let own = Set(made + before.filter { $0.hasSuffix("/") }.map { String($0.dropLast()) })
        let list = (files.map(\.path) + own.sorted().map { $0 + "/" }).map { $0 + "\n" }.joined()
        do throws(SystemFault) {
            try folder.write(Array(list.utf8), to: Self.list, mode: 0o644, makes: 0o755)
        } catch {
            throw failure(error, below: prefix)
        }
        // Before the copy by which it is known: cut short between the two, it is what this program writes all the same.
        try write(units)
        do throws(SystemFault) {
            for file in files { try folder.write(file.bytes, to: file.path, mode: file.mode, makes: 0o755) }
        } catch {
            throw failure(error, below: prefix)
        }
        // What an older one had and this one has not; that it stays is no reason to fail.
        for path in Set(before).subtracting(files.map(\.path)) where !path.hasSuffix("/") { _ = try? folder.remove(path) }
        return Installed(
            files: files.count + units.written.count, service: manager, units: units.written.map(\.whole),
            changed: units.kept.map(\.whole),
            commands: service == nil ? [] : commands(of: units))
    }

    /// - Parameter mode: of the folders that are missing on the way; nil makes none.
    func open(_ path: String, makes mode: mode_t?) throws(Failure) -> Folder {
        // Whoever may put another folder in its place, or in place of one above it, could put his own program there.
        if let exposure = Exposure(SystemFiles().way(to: path + "/" + Self.list), groups: true) { throw failure(exposure) }
        let folder: Folder
        do throws(SystemFault) {
            folder = try Folder(path, makes: mode)
        } catch {
            throw Failure(.refused, texts.commandLine.fileFault(Printable.text(error.path), texts.systemWords(error.reason)))
        }
        if let exposure = folder.status.flatMap({ Exposure([$0.standing(at: path)], groups: true) }) { throw failure(exposure) }
        return folder
    }

    /// Where somebody else could put another program in place of this one, nothing is written, not even the first file.
    private func refuseForeign(_ folders: Set<String>, below base: String) throws(Failure) {
        for path in folders.sorted().map({ base + "/" + $0 }) {
            guard let status = FileStatus(of: path, follows: false) else { continue }
            if status.kind == .link {
                throw Failure(.refused, texts.commandLine.fileFault(Printable.text(path), texts.install.linkInside))
            }
            if let exposure = Exposure([status.standing(at: path)], groups: true) { throw failure(exposure) }
        }
    }

    private func failure(_ exposure: Exposure) -> Failure {
        Failure(.refused, texts.describe(ConfigurationProblem(file: nil, what: .exposed(exposure))))
    }

    func failure(_ fault: SystemFault, below base: String) -> Failure {
        let path = base + "/" + fault.path
        // What is not followed, and not what the kernel calls it.
        let isLink = FileStatus(of: path, follows: false)?.kind == .link
        if !isLink, let exposure = FileStatus(of: path).flatMap({ Exposure([$0.standing(at: path)], groups: true) }) {
            return failure(exposure)
        }
        return Failure(
            .refused,
            texts.commandLine.fileFault(Printable.text(path), isLink ? texts.install.linkInside : texts.systemWords(fault.reason))
        )
    }

    private func read(_ path: String) throws(Failure) -> [UInt8] {
        do throws(FileFault) {
            return try SystemFiles().read(path, limit: Self.largest).bytes
        } catch {
            throw Failure(.refused, texts.commandLine.fileFault(Printable.text(path), texts.describe(error)))
        }
    }

    /// Help is in one language a process.
    /// The manual in both languages: each is made from what the program says of itself in that language, beside the other.
    private func manuals(of program: String) throws(Failure) -> [(path: String, mode: mode_t, bytes: [UInt8])] {
        let languages = [("share/man/man1", Language.english), ("share/man/zh_CN/man1", .chinese)]
        let made = Mutex<[Result<[(path: String, mode: mode_t, bytes: [UInt8])], Failure>]>([])
        DispatchQueue.concurrentPerform(iterations: languages.count) { number in
            let (folder, language) = languages[number]
            let pages = Result { () throws(Failure) -> [(path: String, mode: mode_t, bytes: [UInt8])] in
                let pages = Manual(try dump(of: program, in: language), language.texts).pages
                return pages.map { ("\(folder)/\($0.key)", 0o644, Array($0.value.utf8)) }
            }
            made.withLock { $0.append(pages) }
        }
        var files: [(path: String, mode: mode_t, bytes: [UInt8])] = []
        for pages in made.withLock({ $0 }) { files += try pages.get() }
        return files
    }

    private func dump(of program: String, in language: Language) throws(Failure) -> HelpDump {
        let finished: Finished
        do throws(ChildError) {
            finished = try Child(
                [program, "--experimental-dump-help"], output: .captured(limit: 1 << 20),
                environment: ["LC_ALL": language == .chinese ? "zh_CN.UTF-8" : "C.UTF-8"]
            ).run(limit: 10)
        } catch {
            throw Failure(.refused, texts.install.notDescribed("\(error)"))
        }
        do {
            return try JSONDecoder().decode(HelpDump.self, from: Data(finished.output))
        } catch {
            throw Failure(.refused, texts.install.notDescribed("\(finished.ending)"))
        }
    }

    // MARK: Removing

    /// - Returns: what went; nil where nothing was installed.
    /// - Throws: `Failure` 1 where a file has to stay, after all others went; the list then stays too.
    public func remove() throws(Failure) -> Removed? {
        guard access(prefix, F_OK) == 0 else { return nil }
        let folder = try open(prefix, makes: nil)
        guard let listed = try listed(in: folder) else { return nil }
        var removed = Removed(service: manager), failure: Failure?
        let units = standing(beside: folder)
        for place in units.own {
            do throws(Failure) { if try remove(place) { removed.units.append(place.whole) } } catch { failure = failure ?? error }
        }
        removed.files = removed.units.count
        removed.changed = units.changed.map(\.whole)
        for path in listed where !path.hasSuffix("/") && path != Self.unitCopy {
            do throws(SystemFault) { if try folder.remove(path) { removed.files += 1 } } catch {
                failure = failure ?? self.failure(error, below: prefix)
            }
        }
        if let failure { throw failure }
        if (try? folder.remove(Self.unitCopy)) == true { removed.files += 1 }
        _ = try? folder.remove(Self.list)
        // Deepest first. One that others have put files in since is not empty, and so stays.
        let folders = listed.filter { $0.hasSuffix("/") }.sorted { $0.utf8.count > $1.utf8.count }
        for path in folders { _ = try? folder.remove(path, isFolder: true) }
        return removed
    }

    /// How others have a hand in the list: what they wrote into it would be taken away.
    private var exposure: Exposure? {
        let path = prefix + "/" + Self.list
        guard let file = try? SystemFiles().read(path, limit: Self.largest) else { return nil }
        // The way to it was looked at when its prefix was opened.
        return Exposure(file, at: path, over: [], isTrusting: false)
    }

    /// What was installed here; nil where nothing was.
    ///
    /// - Throws: `Failure` 1 where others have a hand in the list.
    private func listed(in folder: borrowing Folder) throws(Failure) -> [String]? {
        if let exposure { throw failure(exposure) }
        return folder.read(Self.list, limit: 1 << 20).map {
            String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init).filter(Self.isOwn)
        }
    }

    /// A line that leads out of the prefix is not ours.
    private static func isOwn(_ path: String) -> Bool {
        !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }

    /// All folders above these files, within the prefix.
    private static func folders(of paths: [String]) -> Set<String> {
        var folders: Set<String> = []
        for path in paths {
            var folder = path[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                folders.insert(String(folder))
            }
        }
        return folders
    }
}
