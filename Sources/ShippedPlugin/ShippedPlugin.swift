import Foundation
import PackagePlugin

/// Writes text files of the checkout into a source file as they are, so that they are in the program wherever it is put: the themes
/// for `Settings`, the pages of the documentation for whatever installs them.
@main
struct ShippedPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let (name, folders, endings) =
            target.name == "Settings"
            ? ("shippedThemes", ["themes"], ["toml"])
            : ("shippedPages", ["docs", "docs/schemas", "docs/monitoring"], ["md", "json", "yaml", "yml"])
        let files = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(at: root.appending(path: folder), includingPropertiesForKeys: nil)
                .filter { endings.contains($0.pathExtension) }.sorted { $0.lastPathComponent < $1.lastPathComponent }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "Shipped.swift")
        // A file's name is its path below the first folder.
        let script = """
            out=$1 name=$2 root=$3; shift 3
            {
                echo "let $name: [(name: String, text: String)] = ["
                for file; do
                    name=${file#"$root"}; printf '("%s", ##\"""\\n' "${name%.toml}"; cat "$file"; printf '\\n\"""##),\\n'
                done
                echo ']'
            } > "$out"
            """
        return [
            .buildCommand(
                displayName: "What is shipped", executable: URL(filePath: "/bin/sh"),
                arguments: [
                    "-c", script, "sh", output.path(percentEncoded: false), name,
                    root.appending(path: folders[0]).path(percentEncoded: false) + "/",
                ] + files.map { $0.path(percentEncoded: false) },
                inputFiles: files, outputFiles: [output])
        ]
    }
}
