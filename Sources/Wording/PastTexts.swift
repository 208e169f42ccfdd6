import Fleet

extension Texts {
    /// What is remembered of cameras, beyond what their rows show.
    public struct Past: Sendable {
        public var title, reading, nothing: String
        /// How far HISTORY reaches from now on.
        public var shows: @Sendable (String) -> String
        /// Why it cannot be read.
        public var fault: @Sendable (StateFault) -> String
        /// That it cannot, and what is shown then.
        public var unread: @Sendable (String) -> String
        public var outages: @Sendable (Int) -> String
        public var longest: @Sendable (String) -> String
        /// The hour, and the day of the week (0 is Monday) where it is a matter of that.
        public var mostly: @Sendable (String, Int?) -> String
        /// The share of a span in which somebody looked.
        public var observed: @Sendable (String) -> String
        public var outagesTitle, noOutages, still: String
        /// So many that are not listed.
        public var earlier: @Sendable (Int) -> String
        public var incidents, noIncidents: String
        /// So many of so many are listed.
        public var newest: @Sendable (Int, Int) -> String
        /// By the span: which share of each hour of the week it was offline.
        public var week: @Sendable (String) -> String
        /// From Monday on.
        public var weekdays: [String]
        /// By the span: how often encryption came on again by itself, and the share of the asked time with an address.
        public var returned: @Sendable (String, Int) -> String
        public var liveShare: @Sendable (String, String) -> String
        public var neverAsked: @Sendable (String) -> String
    }
}

extension Texts.Past {
    static let english = Texts.Past(
        title: "History", reading: "Reading what is remembered …",
        nothing: "Nothing is remembered here from one run to the next: only the last 24 hours are known.",
        shows: { "HISTORY shows the last \($0)." },
        fault: { fault in
            switch fault {
            case .unavailable: "there is no state folder that can be used"
            case .foreign: "the state file is somebody else's, a link, or open to others"
            case .damaged: "the state file was damaged, and set aside as state.db.damaged"
            case .journal: "a journal that was none of its own lay beside the state file, and was set aside"
            case .newer: "the state file is of a newer eztop"
            case .full: "the disk is full or broken"
            case .clock: "the clock is off"
            case .busy: "another eztop holds the state file; try again"
            }
        },
        unread: { "What is remembered cannot be read: \($0). Only the last 24 hours are known." },
        outages: { $0 == 0 ? "no outage" : $0 == 1 ? "1 outage" : "\($0) outages" },
        longest: { "longest \($0)" },
        mostly: { hour, weekday in
            let days = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"]
            return "mostly " + (weekday.map { "on \(days[$0 % 7]) " } ?? "") + hour
        },
        observed: { "\($0) of it observed" },
        outagesTitle: "Outages", noOutages: "None seen.", still: "still",
        earlier: { "and \($0) earlier" },
        incidents: "Incidents", noIncidents: "None seen: no three cameras went offline together.",
        newest: { "the newest \($0) of \($1)" },
        week: { "Hours of the week, last \($0): the share of time offline" },
        weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        returned: { "Encryption came on again by itself: \($1 == 1 ? "once" : "\($1) times") in \($0)." },
        liveShare: { "An address could be had in \($1) of the asked time of \($0)." },
        neverAsked: { "Whether an address could be had is not known of the last \($0)." })

    static let chinese = Texts.Past(
        title: "历史", reading: "正在读取历史记录 …",
        nothing: "此处不保存历史记录：只有最近 24 小时。",
        shows: { "历史列显示最近 \($0)。" },
        fault: { fault in
            switch fault {
            case .unavailable: "没有可用的状态目录"
            case .foreign: "状态文件属于他人、是链接或对他人开放"
            case .damaged: "状态文件已损坏，已另存为 state.db.damaged"
            case .journal: "状态文件旁有一个不属于它的日志文件，已移开"
            case .newer: "状态文件来自更新版本的 eztop"
            case .full: "磁盘已满或损坏"
            case .clock: "时钟不准"
            case .busy: "另一个 eztop 正占用状态文件；请重试"
            }
        },
        unread: { "无法读取历史记录：\($0)。只有最近 24 小时。" },
        outages: { $0 == 0 ? "没有离线" : "离线 \($0) 次" },
        longest: { "最长 \($0)" },
        mostly: { hour, weekday in
            let days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
            return "多在" + (weekday.map { days[$0 % 7] } ?? "") + " \(hour)"
        },
        observed: { "其中 \($0) 的时间有观察" },
        outagesTitle: "离线记录", noOutages: "没有。", still: "仍离线",
        earlier: { "另有更早的 \($0) 次" },
        incidents: "同时离线", noIncidents: "没有：不曾有三个摄像头同时离线。",
        newest: { "\($1) 次中最近的 \($0) 次" },
        week: { "一周各时段，最近 \($0)：离线时间所占比例" },
        weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
        returned: { "最近 \($0) 加密自行恢复 \($1) 次。" },
        liveShare: { "最近 \($0) 的查询时间中，\($1) 可获取直播地址。" },
        neverAsked: { "最近 \($0) 能否取得直播地址尚不清楚。" })
}
