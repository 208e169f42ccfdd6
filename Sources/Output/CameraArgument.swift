import Cells
import Fleet
import Settings

/// `SERIAL[:CH]`: at most four digits after the last colon are a channel, so that GB28181 serials, which hold a colon, work.
public struct CameraArgument {
    public var serial: String
    public var channel: Int?

    /// Whatever was typed: only the lists can say whether a camera has that serial.
    public init(argument typed: String) {
        let argument = Expectation.serial.tidied(typed)
        if let colon = argument.lastIndex(of: ":"), colon != argument.startIndex {
            let digits = argument[argument.index(after: colon)...]
            if (1...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) {
                serial = String(argument[..<colon])
                channel = number
                return
            }
        }
        serial = argument
        channel = nil
    }

    /// It can be written as an argument, and read as one.
    public var isPlain: Bool { (1...64).contains(serial.utf8.count) && serial.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// How a camera is named on the command line; nil where that would name another one, or none.
    public static func text(of camera: CameraID) -> String? {
        let text = camera.serial + (camera.channel.map { ":\($0)" } ?? "")
        let argument = CameraArgument(argument: text)
        guard argument.isPlain, argument.serial == camera.serial, argument.channel == camera.channel else { return nil }
        return text
    }
}
