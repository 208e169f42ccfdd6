extension Texts {
    /// What `eztop doctor` says.
    public var doctor: Doctor {
        switch language {
        case .english: .english
        case .chinese: .chinese
        }
    }

    public struct Doctor: Sendable {
        public let verdicts: Verdicts
        public let checks: Checks
        public let terminal: Terminal
        public let asking: Asking
        public let files: Files
        public let cloud: Cloud

        public struct Verdicts: Sendable {
            public var ok, warn, fail: String
            /// Between what was seen and what mends it, and between an account and what is said of it.
            public var colon: String
            public var comma: String
        }

        public struct Checks: Sendable {
            public var versions, terminal, locale, colours, widths, keys, clipboard, configuration, permissions: String
            public var token, host, devices, clock, push, alerts, mqtt: String
        }

        /// Terminal, locale, colours, widths.
        public struct Terminal: Sendable {
            public var none, dumb, setTerm: String
            public var notDescribed: @Sendable (String) -> String
            /// The terminal's name, and the one whose description stands in for it.
            public var substitute: @Sendable (String, String) -> String
            public var installDescription: String
            public var noSize, setSize, enlarge: String
            public var wrongInTmux: @Sendable (String) -> String
            public var setDefaultTerminal: String
            public var present, absent: @Sendable (String) -> String
            /// Milliseconds.
            public var answers: @Sendable (Int) -> String
            public var mute, synchronized: String

            public var noLocale: String
            public var notInstalled, notUTF8: @Sendable (String) -> String
            /// The variable that decides, and the locale that is missing.
            public var setLocale, installLocale: @Sendable (String) -> String

            public var colours: @Sendable (Int, String) -> String
            public var coloursUnwanted: @Sendable (String) -> String
            public var moreColours: String

            public var notMeasured: String
            /// The symbols, and a text with its columns.
            public var narrow: @Sendable (String, String, Int) -> String
            public var wide: @Sendable (String) -> String
            public var setNarrow: String
            /// A text, its columns, and those that it should take.
            public var otherWidth: @Sendable (String, Int, Int) -> String
            public var setUTF8: String
            public var unanswered, setASCII: String
        }

        /// Keys and clipboard.
        public struct Asking: Sendable {
            public var notAsked: String
            public var press: @Sendable (String) -> String
            public var skipped: String
            public var arrived: @Sendable (String) -> String
            /// The key that was to be pressed, the bytes, and the key they were taken for.
            public var arrivedAs: @Sendable (String, String, String) -> String
            public var unknownKey, mendKeys: String

            public var clipboardOff: String
            /// By its route.
            public var wouldGo, sentUnknown, sentArrived, sentLost: @Sendable (String) -> String
            public var notSent: @Sendable (String) -> String
            /// The text, and its route.
            public var question: @Sendable (String, String) -> String
            public var mendTmux, mendTerminal, mendProgram: String
        }

        /// Configuration and permissions.
        public struct Files: Sendable {
            public var demo: String
            public var noFile: String
            public var accounts: @Sendable (String) -> String
            public var nothingConfigured, mendNothing, mendConfiguration: String
            /// The file.
            public var othersRead: @Sendable (String) -> String

            public var othersWrite, foreign, link, cannotBeMade, nowhere, full, notWritable,
                leftAlone: @Sendable (String) -> String
            /// What the files are called.
            public var configuration, secret, cache, token, state, memory: String
            public var cacheLost, stateLost: String
            public var changeOwner, makeWritable, makeYourself, setHome, makeRoom: String
            public var nothingYet: String
        }

        /// Token, host, devices, clock, push, mqtt.
        public struct Cloud: Sendable {
            /// The host, milliseconds, calls.
            public var answers: @Sendable (String, Int, Int) -> String
            public var slow: String
            public var checkNetwork, checkProxy: String

            /// The start of the key, and the time left.
            public var token: @Sendable (String, String) -> String
            /// The key, how long ago its token was had, and how long that lives.
            public var olderToken: @Sendable (String, String, String) -> String
            public var mendSecret: String

            public var devices, hosted: @Sendable (Int) -> String
            public var notAsked: @Sendable (String) -> String
            public var again: String
            public var noDevices, addDevices: String
            /// Whose list, and what is wrong with it.
            public var refused: @Sendable (String, String) -> String

            /// The host, and the seconds they differ by.
            public var clockRight: @Sendable (String, Int) -> String
            /// By how much, and than which host's.
            public var clockAhead, clockBehind: @Sendable (String, String) -> String
            public var setClock, notCompared: String

            public var noPush: String
            /// So many rules, and over which routes.
            public var alerts: @Sendable (Int, String) -> String
            /// Its program is not there.
            public var noRoute: @Sendable (String) -> String
            public var mendRoute: String
            public var pulls, free, taken: @Sendable (String) -> String
            public var otherEztop, otherAddress: String
            public var cannotListen: @Sendable (String, String) -> String

            /// The broker, and the library.
            public var brokerAnswers: @Sendable (String, String) -> String
        }
    }
}
