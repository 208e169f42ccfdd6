import ArgumentParser
import Output
import Startup

/// The service that is asked in place of the cloud.
struct ServiceOption: ParsableArguments {
    @Option(
        name: .customLong("service"),
        help: .spoken("Ask the service at this socket, in place of the cloud.", "通过此套接字上的服务查询，不直接查询云端。", "socket"),
        completion: .file())
    var socket: String?

    /// The flag of `install`.
    static let unitFlag = "service-unit"

    /// The argument parser takes an option of the dashboard wherever it stands, and would want a socket of `eztop install --service`: there
    /// the flag goes by its other name.
    static func apart(_ arguments: [String]) -> [String] {
        guard arguments.first(where: { !$0.hasPrefix("-") }) == "install" else { return arguments }
        return arguments.map { $0 == "--service" ? "--" + unitFlag : $0 }
    }

    func or(_ earlier: ServiceOption) -> String? { socket ?? earlier.socket }

    /// - Throws: `Failure` 64 where the command asks no service: it goes to the platform itself, or to nobody.
    static func check(_ command: any ParsableCommand) throws(Failure) {
        guard FilterOption.isGiven("--service") else { return }
        switch command {
        // Its flag of that name is another one.
        case is InstallCommand: return
        case is Eztop, is DevicesCommand, is AddressCommand, is EncryptionCommand, is SnapshotCommand, is WatchCommand,
            is ExportM3UCommand, is ExportGo2rtcCommand, is ReportCommand:
            return
        default:
            throw Failure(
                .usage,
                spoken(
                    "--service goes with the dashboard, devices, address, encryption, snapshot, export and watch.",
                    "--service 只用于仪表盘、devices、address、encryption、snapshot、export 和 watch。"))
        }
    }
}
