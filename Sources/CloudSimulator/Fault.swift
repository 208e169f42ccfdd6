/// An answer other than the one that would have been given.
public struct Fault: Hashable, Codable, Sendable {
    /// Whose calls; nil: any call of the API.
    public var path: String?
    /// Of calls about this device alone; nil: about any.
    public var serial: String?
    /// How often; nil: until the faults are cleared.
    public var times: Int?
    /// An envelope with this code instead of the answer.
    public var code: String?
    /// The envelope's words; those the platform has for the code when nil.
    public var message: String?
    /// The HTTP status: with an own body, with the envelope of `code`, or over an empty body.
    public var status: Int?
    /// This body instead of the answer.
    public var body: String?
    /// So many seconds later than otherwise. Alone, it leaves the answer what it is.
    public var delay: Double?

    public init(
        path: String? = nil, serial: String? = nil, times: Int? = nil, code: String? = nil, message: String? = nil,
        status: Int? = nil,
        body: String? = nil, delay: Double? = nil
    ) {
        self.path = path
        self.serial = serial
        self.times = times
        self.code = code
        self.message = message
        self.status = status
        self.body = body
        self.delay = delay
    }
}
