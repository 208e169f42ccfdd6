import Foundation
import PackagePlugin

/// Writes the files of `themes/` into a source file as they are, so that every theme is in the program wherever it is put.
@main
struct ThemesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "themes")
        let themes = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "toml" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
        let output = context.pluginWorkDirectoryURL.appending(path: "ShippedThemes.swift")
        let script = """
            out=$1; shift
            {
                echo 'let shippedThemes: [(name: String, text: String)] = ['
                for file; do
                    name=${file##*/}
                    printf '("%s", #\"""\\n' "${name%.toml}"; cat "$file"; printf '\\n\"""#),\\n'
                done
                echo ']'
            } > "$out"
            """
        return [
            .buildCommand(
                displayName: "Themes", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", script, "sh", output.path(percentEncoded: false)]
                    + themes.map { $0.path(percentEncoded: false) },
                inputFiles: themes, outputFiles: [output])
        ]
    }
}
