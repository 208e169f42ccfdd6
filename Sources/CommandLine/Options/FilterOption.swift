import ArgumentParser
import Dashboard
import Fleet
import FoundationEssentials
import Output
import Startup

/// Which cameras are meant, in the language of the dashboard's `/`.
struct FilterOption: ParsableArguments {
    @Option(
        help: .spoken(
            "Only cameras that match, as / finds them: name, pinyin, serial, model, states; !word leaves out.",
            "只要匹配的摄像头，规则同按键 /：名称、拼音、序列号、型号、状态；!词 表示排除。", "text"))
    var filter: String?

    /// This one where it is given, else the one that stood before the command's name.
    func or(_ earlier: FilterOption) -> Filter { Filter(filter ?? earlier.filter ?? "") }

    /// One may stand before a command's name, where the argument parser takes it whatever the command.
    ///
    /// - Throws: `Failure` 64 where the command shows no cameras and would not use it.
    static func check(_ command: any ParsableCommand) throws(Failure) {
        guard !(command is any TakesFilter), isGiven("--filter") else { return }
        throw Failure(.usage, spoken("--filter goes with commands that list cameras.", "--filter 只用于列出摄像头的命令。"))
    }

    static func isGiven(_ name: String) -> Bool {
        ProcessInfo.processInfo.arguments.dropFirst().prefix { $0 != "--" }.contains { $0 == name || $0.hasPrefix(name + "=") }
    }

    /// To be given to another call.
    static func arguments(_ filter: Filter) -> [String] { filter.isEmpty ? [] : ["--filter", filter.text] }
}

/// A command that `--filter` makes show fewer cameras.
protocol TakesFilter {}
extension Eztop: TakesFilter {}
extension DevicesCommand: TakesFilter {}
extension WatchCommand: TakesFilter {}
extension ReportCommand: TakesFilter {}
extension ExportM3UCommand: TakesFilter {}
extension ExportGo2rtcCommand: TakesFilter {}
extension HostingDevicesCommand: TakesFilter {}
