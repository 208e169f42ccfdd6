import Fleet

extension Texts {
    /// What `eztop report` says.
    public struct Report: Sendable {
        public var account, observed, outages, offline, longest, last, mostly, returned, live: String
        /// So many cameras were offline, for how long, and which.
        public var incident: @Sendable (Int, String, String) -> String
        /// Nobody has seen its end.
        public var atLeast: @Sendable (Int, String, String) -> String
        /// So many more came before those that are shown.
        public var earlier: @Sendable (Int) -> String
        public var nothing: String
        /// The process that watches has not written anything down yet.
        public var begun: @Sendable (Int) -> String
        public var unread: @Sendable (String) -> String
        /// The environment names no home for it.
        public var noFolder: String
        public var noFilterMatch: @Sendable (String) -> String
    }

    /// The hour in which most outages begin: `02:00–03:00`, `Mon 02:00–03:00`.
    public func hour(_ hour: FailingHour) -> String {
        (hour.weekday.map { past.weekdays[$0] + " " } ?? "") + hour.clock(dash: "–")
    }
}

extension FailingHour {
    /// `02:00–03:00`
    public func clock(dash: String) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func clock(_ minute: Int) -> String { "\(two(minute / 60 % 24)):\(two(minute % 60))" }
        return clock(minute) + dash + clock(minute + 60)
    }
}

extension Texts.Report {
    static let english = Texts.Report(
        account: "ACCOUNT", observed: "OBSERVED", outages: "OUTAGES", offline: "OFFLINE", longest: "LONGEST",
        last: "LAST",
        mostly: "MOSTLY", returned: "ENC. RETURNED", live: "LIVE",
        incident: { "\($0) cameras offline for \($1): \($2)" },
        atLeast: { "\($0) cameras offline for \($1) at least: \($2)" },
        earlier: { "\($0) earlier: --json has them all, --until shows earlier ones" },
        nothing: "Nothing is remembered of this time: the dashboard, or eztop watch, has to run for it.",
        begun: { "pid \($0) has just begun to watch, and remembers what it has seen for a minute: ask again then." },
        unread: { "what is remembered cannot be read: \($0)" },
        noFolder: "nothing is remembered: neither XDG_STATE_HOME nor HOME names a folder",
        noFilterMatch: { "nothing that is remembered matches \"\($0)\"" })

    static let chinese = Texts.Report(
        account: "账号", observed: "观察时长", outages: "离线次数", offline: "离线时长", longest: "最长", last: "最近一次",
        mostly: "多在", returned: "自行加密", live: "可直播",
        incident: { "\($0) 个摄像头离线 \($1)：\($2)" },
        atLeast: { "\($0) 个摄像头离线至少 \($1)：\($2)" },
        earlier: { "更早的还有 \($0) 个；--json 可全部列出，--until 可看更早" },
        nothing: "这段时间没有任何记录：需要运行仪表盘或 eztop watch。",
        begun: { "进程 \($0) 刚开始观察，满一分钟后才有记录：请稍后再试。" },
        unread: { "无法读取历史记录：\($0)" },
        noFolder: "没有任何记录：XDG_STATE_HOME 与 HOME 都没有给出目录",
        noFilterMatch: { "没有记录符合“\($0)”" })
}
