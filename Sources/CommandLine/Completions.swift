import ArgumentParser
import Fleet
import FoundationEssentials
import Settings

/// What a shell offers at Tab beyond words that are always the same. Nothing is asked of the cloud for it: cameras are those that
/// the dashboard last saw.
extension CompletionKind {
    static let cameras = CompletionKind.custom { _, _, _ in
        let cameras = usual.map { $0.remembered.cameras.values.flatMap { $0 } } ?? []
        let counts = Dictionary(grouping: cameras, by: \.id.device).mapValues(\.count)
        return cameras.map { camera in
            counts[camera.id.device] == 1 ? camera.id.serial : camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
        }.sorted()
    }

    static let devices = CompletionKind.custom { _, _, _ in
        Set(usual.map { $0.remembered.cameras.values.flatMap { $0.map(\.id.serial) } } ?? []).sorted()
    }

    static let accounts = CompletionKind.custom { _, _, _ in usual?.configuration.accounts.map(\.name) ?? [] }

    static let themes = CompletionKind.custom { _, _, _ in
        ThemeStore(environment: ProcessInfo.processInfo.environment, executable: Invocation.executable).names
    }

    /// The usual configuration, where it is a good one.
    private static var usual: Invocation? {
        (try? GlobalOptions.parse([])).flatMap { try? Invocation($0) }
    }
}
