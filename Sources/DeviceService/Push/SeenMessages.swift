import FoundationEssentials
import OpenPlatform
import Synchronization
import System

/// The messages of the last minutes, so that none is believed twice for as long as its signature is good, however many came since
/// and whether or not the program was started anew.
///
/// On the disk they are a line each, `END NAME`: names are HMACs, and one write a message.
final class SeenMessages: Sendable {
    private struct State {
        var ends: [String: Int] = [:]
        /// Lines in the file.
        var lines = 0
        var tidied = Date.distantPast
    }

    private static let file = "pushed"
    private static let fileLimit = 16 << 20
    /// Nobody sends so many in that time who means it: what is more is not believed.
    private static let most = 50_000
    /// A signature is good for a window before and after its time.
    private static let life = 2 * PushSignature.window

    private let folder: String?
    private let state: Mutex<State>

    /// - Parameter folder: nil keeps them in memory alone.
    init(folder: String?, at now: Date) {
        self.folder = folder
        var state = State()
        let text = folder.flatMap { Folder(private: $0)?.read(Self.file, limit: Self.fileLimit, isPrivate: true) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        for line in (text ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let end = Int(words[0]) else { continue }
            state.ends[String(words[1])] = end
            state.lines += 1
        }
        Self.tidy(&state, at: now)
        self.state = Mutex(state)
    }

    /// Takes a message in by all its names; false where one of them was there before. The others are kept then too: one that was sent
    /// once more has a signature of its own, which is good for as long.
    func isNew(_ names: [String], at now: Date) -> Bool {
        state.withLock { state in
            if state.ends.count + names.count > Self.most, abs(now.timeIntervalSince(state.tidied)) > 1 {
                Self.tidy(&state, at: now)
            }
            guard state.ends.count + names.count <= Self.most else { return false }
            let isNew = names.allSatisfy { state.ends[$0].map { Double($0) < now.timeIntervalSince1970 } ?? true }
            let end = Int((now.timeIntervalSince1970 + Self.life).rounded(.up))
            for name in names { state.ends[name] = end }
            guard let folder, let directory = Folder(private: folder) else { return isNew }
            state.lines += names.count
            if state.lines > 10_000, state.lines > 2 * state.ends.count || state.lines % 10_000 < names.count {
                Self.tidy(&state, at: now)
                try? directory.write(Self.text(of: state.ends).utf8, to: Self.file, mode: 0o600)
                state.lines = state.ends.count
            } else {
                directory.append(Array(names.map { "\(end) \($0)\n" }.joined().utf8), to: Self.file)
            }
            return isNew
        }
    }

    private static func tidy(_ state: inout State, at now: Date) {
        state.tidied = now
        state.ends = state.ends.filter { Double($0.value) >= now.timeIntervalSince1970 }
    }

    private static func text(of ends: [String: Int]) -> String {
        ends.map { "\($0.value) \($0.key)\n" }.joined()
    }
}
