import FoundationEssentials
import HTTP
import Vocabulary

/// One call of the platform as a value: its name, what it is asked with, and how its reply is read. `OpenPlatform.send` makes it.
///
/// Each call stands as a static function, with the number of its page at the platform (`https://open.ys7.com/help/N`):
/// `.devices(page: 0, size: 50)`.
public struct Call<Reply: Sendable>: Sendable {
    /// As the platform's path has it, and as `CallRecord` tells it.
    public let name: CallName
    /// Without the token, in the order in which they are sent.
    public let parameters: [Parameter]
    /// Whether it may be made once more where the network broke: lists may, actions never.
    public let repeats: Bool
    let kind: Kind

    enum Kind: Sendable {
        /// A form, token and all in its body; a code that is no success is thrown.
        case form(Place, @Sendable (Response, Base) throws(PlatformError) -> Reply)
        /// A request to `/api/v3/` without a body: token and parameters go in headers, and the HTTP status follows the code.
        case headers(path: String, @Sendable (Response) throws(PlatformError) -> Reply)
    }

    /// Where a form goes, and what its token is called there.
    enum Place: Sendable {
        /// `/api/lapp/`, with an `accessToken`.
        case platform
        /// The same, for the calls about what a user authorised: with an `access_token`.
        case trust
        /// Where users authorise, with an `access_token` too.
        case authorisation
    }

    /// The value of a parameter; nil where it is not sent.
    public subscript(parameter: String) -> String? { parameters.first { $0.name == parameter }?.value }
}

extension Call {
    /// A form whose reply's envelope is read.
    init<Content: Decodable & Sendable>(
        _ name: CallName, _ parameters: [Parameter] = [], to place: Place = .platform, repeats: Bool = false, as: Content.Type,
        _ read: @escaping @Sendable (Envelope<Content>, Base) throws(PlatformError) -> Reply
    ) {
        self.name = name
        self.parameters = parameters
        self.repeats = repeats
        kind = .form(place) { response, base throws(PlatformError) in try read(Envelope<Content>(of: response), base) }
    }

    /// A form whose reply has something in it; `fault` says what is missing where it has not.
    init<Content: Decodable & Sendable>(
        _ name: CallName, _ parameters: [Parameter], to place: Place = .platform, as: Content.Type, missing fault: PlatformError,
        _ read: @escaping @Sendable (Content) -> Reply?
    ) {
        self.init(name, parameters, to: place, as: Content.self) { envelope, _ throws(PlatformError) in
            guard let reply = envelope.content.flatMap(read) else { throw fault }
            return reply
        }
    }
}

extension Call where Reply: Decodable & Sendable {
    /// A form whose reply is what it holds.
    init(_ name: CallName, _ parameters: [Parameter], missing fault: PlatformError) {
        self.init(name, parameters, as: Reply.self, missing: fault) { $0 }
    }
}

extension Call where Reply == Void {
    /// A form whose answer is its code alone.
    init(_ name: CallName, _ parameters: [Parameter]) {
        self.init(name, parameters, as: Nothing.self) { _, _ throws(PlatformError) in }
    }
}

extension Parameter {
    static func device(_ serial: String) -> Parameter { Parameter("deviceSerial", serial) }

    /// None where the device has no channels.
    static func channel(_ number: Int?) -> [Parameter] { number.map { [Parameter("channelNo", String($0))] } ?? [] }
}
