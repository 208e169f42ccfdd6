import ArgumentParser
import FoundationEssentials
import Glibc
import Output
import Settings
import Startup
import Wording

/// Where an export goes.
struct ExportFile: ParsableArguments {
    @Option(
        help: .spoken(
            "Into this file, whole or not at all; one that the same export wrote is replaced, no other. - is standard output.",
            "写入此文件，要么完整要么不写；只替换同一导出所写的文件。- 为标准输出。", "file"),
        completion: .file())
    var output: String?

    /// No export is larger.
    private static let largest = 64 << 20

    /// nil for standard output.
    var path: String? { output == "-" ? nil : output.map(Invocation.absolute) }

    /// Whoever has a configuration of that name keeps it; and what others wrote, or could have, is not gone on with: a playlist keeps
    /// addresses of the last one, go2rtc's file its commands. Said before the cloud is asked.
    ///
    /// The demo's file gives way to a real one, and nothing of it is gone on with; a real one gives way to no demo.
    ///
    /// - Parameter head: how the export's files begin.
    /// - Returns: the text of the last one; nil where there is none.
    func former(_ head: (_ demo: Bool) -> String, demo: Bool, _ texts: Texts) throws(Failure) -> String? {
        guard let path else { return nil }
        var exposure: Exposure?
        try WholeFile(path: path, mode: 0o600).refuseForeign(texts)
        do throws(FileFault) {
            let held = try SystemFiles().read(path, limit: Self.largest)
            if held.bytes.isEmpty { return nil }
            // An editor, or a folder shared with Windows, may have changed its encoding and the ends of its lines; the export writes no
            // such character otherwise.
            let read = (try? FileText(held.bytes))?.text ?? String(decoding: held.bytes, as: UTF8.self)
            let text = String(read.unicodeScalars.filter { $0 != "\r" })
            if !demo, text.utf8.starts(with: head(true).utf8) { return nil }
            if text.utf8.starts(with: head(demo).utf8) {
                exposure = Exposure(held, at: path, over: [], isTrusting: true)
                if exposure == nil { return text }
            }
        } catch {
            // There is none; or it is a pipe or a device, which keeps nothing.
            if error == .notFound || error == .notAFile { return nil }
            if error == .directory {
                throw Failure(.usage, texts.commandLine.fileFault(Printable.text(path), texts.describe(error)))
            }
        }
        if let exposure { throw Failure(.refused, texts.describe(ConfigurationProblem(file: path, what: .exposed(exposure)))) }
        throw Failure(.usage, texts.export.foreign(Printable.text(path)))
    }

    func write(_ text: String, mode: mode_t, _ texts: Texts) throws(Failure) {
        guard let path else { return Standard.output(text) }
        try WholeFile(path: path, mode: mode).write(text.utf8, texts)
    }
}
