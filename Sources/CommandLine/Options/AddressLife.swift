import ArgumentParser
import FoundationEssentials
import Output
import Settings
import Startup

/// How long an address is asked to live.
struct AddressLife: ParsableArguments {
    @Option(help: .spoken("How long it is to live: 30s to 720d.", "有效期：30s 到 720d。", "duration"))
    var expires: String?

    /// nil leaves it to the configuration.
    var seconds: TimeInterval? { expires.flatMap { DurationText(CopiedText.tidied($0))?.seconds } }

    /// To be given to another call as it was given to this one.
    var arguments: [String] { expires.map { ["--expires", $0] } ?? [] }

    mutating func validate() throws {
        guard expires != nil else { return }
        guard let seconds, (30...(720 * 86400)).contains(seconds) else {
            throw ValidationError("--expires takes 30s to 720d, such as 2h.", "--expires 为 30s 到 720d，例如 2h。")
        }
    }
}
