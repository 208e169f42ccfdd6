import FoundationEssentials
import TestSupport

/// eztop run to its end in a home, with what it said on standard output and on standard error.
struct Run: CustomStringConvertible {
    let status: ExitStatus
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    var description: String { "\(status)\n\(text)\n\(errors)" }

    init(_ arguments: [String], in home: Home, _ environment: [String: String] = [:]) throws {
        let variables = home.environment.merging(environment) { $1 }
        let script = "exec \"$0\" \"$@\" 2> \"$HOME/stderr\""
        let tool = try Tool("sh", ["-c", script, builtProduct("eztop")] + arguments, environment: variables, within: 60)
        (status, output) = (tool.status, tool.output)
        errors = home.text("stderr") ?? ""
    }
}

/// A program in Python, with the packages of the system.
func python(_ script: String, _ arguments: [String] = [], input: String = "") throws -> Tool {
    try Tool(
        "/usr/bin/python3", ["-c", script] + arguments, environment: ["PYTHONIOENCODING": "utf-8"], input: input, within: 60)
}

/// The stream of an address, as ffprobe reads it: `h264`.
func codecs(of address: String) throws -> String {
    try Tool("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", address], within: 60).text
}
