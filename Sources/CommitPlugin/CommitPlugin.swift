import Foundation
import PackagePlugin

/// Writes the commit that is built into a source file, whenever another one is checked out. The manifest's own
/// `Context.gitInformation` would not do: SwiftPM keeps what it once was.
@main
struct CommitPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let package = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "Commit.swift")
        let script = """
            commit=$(git -C "$1" rev-parse --short=12 HEAD 2>/dev/null)
            printf 'let commit = "%s"\\n' "$commit" > "$2"
            """
        return [
            .buildCommand(
                displayName: "Commit", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", script, "sh", package.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: log(of: package).map { [$0] } ?? [], outputFiles: [output])
        ]
    }

    /// The file of git's that grows with every commit and checkout; nil where the package is no checkout.
    private func log(of package: URL) -> URL? {
        var folder = package.appending(path: ".git")
        // In a second work tree `.git` is a file that names the folder.
        if let text = try? String(contentsOf: folder, encoding: .utf8), text.hasPrefix("gitdir: ") {
            folder = URL(filePath: text.dropFirst(8).trimmingCharacters(in: .whitespacesAndNewlines), relativeTo: package)
        }
        let log = folder.appending(path: "logs/HEAD")
        return FileManager.default.fileExists(atPath: log.path(percentEncoded: false)) ? log : nil
    }
}
