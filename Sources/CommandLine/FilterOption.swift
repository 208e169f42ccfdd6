import ArgumentParser
import Dashboard
import Fleet
import FoundationEssentials

/// Which cameras are meant, in the language of the dashboard's `/`.
struct FilterOption: ParsableArguments {
    @Option(
        help: .spoken(
            "Only cameras that match, as / finds them: name, pinyin, serial, model, states; !word leaves out.",
            "只要匹配的摄像头，规则同按键 /：名称、拼音、序列号、型号、状态；!词 表示排除。", "text"))
    var filter: String?

    /// This one where it is given, else the one that stood before the command's name.
    func or(_ earlier: FilterOption) -> Filter { Filter(filter ?? earlier.filter ?? "") }

    /// To be given to another call.
    static func arguments(_ filter: Filter) -> [String] { filter.isEmpty ? [] : ["--filter", filter.text] }
}
