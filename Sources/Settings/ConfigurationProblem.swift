import FoundationEssentials

/// One thing that is wrong with a file or a variable, and where. Complete enough to be said in any language; holds no value
/// that was read, since any of them may be a secret. `Texts.describe` has the words.
public struct ConfigurationProblem: Hashable, Sendable {
    /// nil when it is a variable of the environment.
    public var file: String?
    /// From 1; nil when it is the file as a whole.
    public var line: Int?
    /// From 1; only of syntax.
    public var column: Int?
    /// With its tables, `accounts.app_key`, or a variable's name; nil when it is no single key.
    public var key: String?
    public var what: What

    public init(file: String?, line: Int? = nil, column: Int? = nil, key: String? = nil, what: What) {
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.what = what
    }

    public enum What: Hashable, Sendable {
        case unknownKey(nearest: String)
        /// A key that exists, but in another table; nil is outside all tables.
        case misplaced(belongsIn: String?)
        case wrongType(expected: ValueKind, found: ValueKind)
        /// No duration, or one out of bounds, in seconds.
        case badDuration(from: TimeInterval, to: TimeInterval)
        case badValue(Expectation)
        /// Quotes that belong to whoever wrote it down are part of it.
        case quoted
        /// The address of a page for people, or of a single call, where that of an API is wanted.
        case notAnAPI
        case missing
        /// Both were given where there is to be one.
        case conflict(with: String)
        /// A key of the keyboard that calls another command already, and the page or dialog where it does, by its name in the
        /// texts; nil is the list.
        case keyTaken(key: String, by: String, on: String?)
        case duplicateKey(firstLine: Int)
        case duplicateAccount(name: String)
        /// There is another one of that name in such tables.
        case duplicateName(String)
        /// No `[[via]]` has the name; these do.
        case unknownRoute(names: [String])
        /// What is told after a time of silence needs that time.
        case missingSpan
        /// A filter of alerts has a word for a state, by which it would find nothing.
        case stateInFilter
        /// Whoever is on the way can read what is sent: no fault.
        case plainRoute(name: String)
        case unknownTheme(names: [String])
        case syntax(SyntaxFault)
        /// A secret lies in it and others may read it; the command that mends that.
        case readableByOthers(chmod: String)
        /// The same, of a file that the machine's owner put there for programs as this one, and that is taken: no fault.
        case readableAsGiven(path: String, mode: String)
        /// Others can change what it says.
        case exposed(Exposure)
        case unreadable(FileFault)
        case secret(SecretFault)
        /// A variable that is set and says nothing, since the file names the accounts: no fault.
        case unusedVariable
        /// A broker beyond this machine without TLS: no fault.
        case plainBroker
        /// Whoever is on the way there could switch cameras.
        case plainActions
        /// A password, and no user whose it is.
        case passwordOfNobody
        /// Certificates, where none are looked at.
        case certificatesOfPlain
        /// No account in the file, or no file, and none in the environment.
        case nothingConfigured(isThere: Bool)
    }
}

/// Everything that is wrong with a configuration or a theme, in the order of its lines.
public struct ConfigurationError: Error, Hashable, Sendable {
    public let problems: [ConfigurationProblem]

    /// Whoever has mended these looks again.
    public static let mostShown = 20

    public init(_ problems: [ConfigurationProblem]) {
        self.problems = problems.enumerated()
            .sorted {
                ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset) < (
                    $1.element.line ?? 0, $1.element.column ?? 0, $1.offset
                )
            }
            .map(\.element)
    }
}
