import ArgumentParser
import Output
import Startup

/// Whether what another eztop knows will do.
struct FreshOption: ParsableArguments {
    @Flag(
        help: .spoken(
            "Ask the cloud for everything now, also what another eztop has just asked.", "立即向云端查询全部，即使其他 eztop 刚刚查过。"))
    var fresh = false

    /// To be given to another call.
    var arguments: [String] { fresh ? ["--fresh"] : [] }
}
