extension Texts {
    public var security: Security {
        switch language {
        case .english: .english
        case .chinese: .chinese
        }
    }

    /// What is refused because somebody else could have a hand in it.
    public struct Security: Sendable {
        /// A link: its owner.
        public var foreignLink: @Sendable (String) -> String
        /// A pipe or a device: its owner and mode.
        public var foreignDevice: @Sendable (String, String) -> String
        /// What mends it: a command.
        public var run: @Sendable (String) -> String
    }
}

extension Texts.Security {
    static let english = Texts.Security(
        foreignLink: { "a link of \($0), who chooses where it leads" },
        foreignDevice: { "a pipe or device of \($0), mode \($1)" },
        run: { "run: \($0)" })

    static let chinese = Texts.Security(
        foreignLink: { "是 \($0) 的链接，指向由其决定" },
        foreignDevice: { "是 \($0) 的管道或设备，权限 \($1)" },
        run: { "运行：\($0)" })
}
