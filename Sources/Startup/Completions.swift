import ArgumentParser
import Fleet
import FoundationEssentials
import Settings

/// What a shell offers at Tab beyond words that are always the same. Nothing is asked of the cloud for it: cameras are those that
/// the dashboard last saw.
extension CompletionKind {
    public static let cameras = CompletionKind.custom { _, _, _ in
        let cameras = usual.map { $0.remembered.cameras.values.flatMap { $0 } } ?? []
        let counts = Dictionary(grouping: cameras, by: \.id.device).mapValues(\.count)
        return harmless(
            cameras.map { camera in
                counts[camera.id.device] == 1 ? camera.id.serial : camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
            })
    }

    public static let devices = CompletionKind.custom { _, _, _ in
        harmless(usual.map { $0.remembered.cameras.values.flatMap { $0.map(\.id.serial) } } ?? [])
    }

    public static let accounts = CompletionKind.custom { _, _, _ in harmless(usual?.configuration.accounts.map(\.name) ?? []) }

    public static let themes = CompletionKind.custom { _, _, _ in
        harmless(ThemeStore(environment: ProcessInfo.processInfo.environment).names)
    }

    /// bash expands each word that is offered, commands in it too, and serials come from a cloud: only what no shell takes for more
    /// than letters is offered.
    private static func harmless(_ words: [String]) -> [String] {
        let plain = words.filter { word in
            word.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
        }
        return Set(plain).sorted()
    }

    /// The usual configuration, where it is a good one.
    private static var usual: Invocation? {
        (try? GlobalOptions.parse([])).flatMap { try? Invocation($0) }
    }
}
