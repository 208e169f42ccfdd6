extension Texts {
    /// Of addresses that never end (`eztop address --stable`).
    public struct Stable: Sendable {
        /// Why there are none.
        public var noListener: String
        public var noHost: @Sendable (String) -> String
        public var noPort, ofDemo, notHere: String
        public var noKey: @Sendable (String) -> String
        /// Of a file that is none, or not the user's alone.
        public var badKey: @Sendable (String) -> String
        /// What they need.
        public var needsService: String
        /// After another key was made; beside a service that runs, by its process.
        public var newKey: String
        public var oldKeyHolds: @Sendable (Int) -> String
    }
}

extension Texts.Stable {
    static let english = Texts.Stable(
        noListener:
            "addresses that never end are served by eztop serve: add [service] with listen and token_file (docs/service.md)",
        noHost: { "listen = \($0) says of no address where others find it: add public_url = \"http://HOST:PORT\" to [service]" },
        noPort: "listen with port 0 takes another port each time: give it one in [service]",
        ofDemo: "the demo has no addresses that never end",
        notHere:
            "that service serves no addresses that never end, or not to you: its owner adds listen to [service], and you to act",
        noKey: { "there is no key for addresses that never end: \($0)" },
        badKey: {
            "\($0) is no key, or a link, somebody else's, or open to others: eztop serve --new-live-key makes another one in its place"
        },
        needsService:
            "It never ends, and plays while eztop serve runs. Whoever has it can watch; eztop serve --new-live-key ends all of them.",
        newKey: "There is a new key: addresses that never end lead nowhere from now on if they have the former one.",
        oldKeyHolds: { "The service that runs takes the new key when it reads its configuration again: kill -HUP \($0)" })

    static let chinese = Texts.Stable(
        noListener: "永久地址由 eztop serve 提供：请在配置中添加 [service]，写上 listen 和 token_file（docs/service.md）",
        noHost: { "listen = \($0) 未说明他人从何处访问：请在 [service] 中添加 public_url = \"http://HOST:PORT\"" },
        noPort: "listen 的端口为 0 时每次都不同：请在 [service] 中指定端口",
        ofDemo: "演示没有永久地址",
        notHere: "该服务不提供永久地址，或不向您提供：由其所有者在 [service] 中添加 listen，并将您列入 act",
        noKey: { "没有永久地址的密钥：\($0)" },
        badKey: { "\($0) 不是密钥，或为链接、属于他人、对他人开放：eztop serve --new-live-key 以新密钥取而代之" },
        needsService: "永不过期，eztop serve 运行期间可播放。得到地址的人都能观看；eztop serve --new-live-key 使其全部失效。",
        newKey: "已生成新密钥：带有旧密钥的永久地址从现在起失效。",
        oldKeyHolds: { "正在运行的服务重新读取配置后采用新密钥：kill -HUP \($0)" })
}
