import Fleet
import Settings

extension Texts {
    /// What is told of alerts, and what `eztop alerts` says.
    public struct Alerts: Sendable {
        /// Whom a message is about.
        public enum Who: Hashable, Sendable {
            case one(String)
            case many(Int)
            /// Of one recorder.
            case channels(Int, of: String)

            var isOne: Bool { if case .one = self { true } else { false } }
        }

        var who: @Sendable (Who) -> String
        var begins: @Sendable (AlertKind, String, Bool) -> String
        /// And after how long.
        var ends: @Sendable (AlertKind, String, Bool, String) -> String
        /// It ends with the camera's being there.
        var leaves: @Sendable (String, Bool) -> String
        /// No poll for so long.
        public var silentFor: @Sendable (String, String) -> String
        /// After what came back: who did not.
        public var notYet: @Sendable (String) -> String
        /// Since when, and who.
        public var since: @Sendable (String, String) -> String
        public var account: @Sendable (String) -> String
        /// So many more than are listed.
        public var more: @Sendable (Int) -> String
        /// So many go on, and so many have been.
        public var summary: @Sendable (Int, Int) -> String
        /// The same again, so many times.
        public var times: @Sendable (String, Int) -> String
        public var paused: String
        public var test: @Sendable (String) -> (title: String, text: String)

        // What becomes of messages.
        public var failing: @Sendable (String, String) -> String
        public var recovered: @Sendable (String) -> String
        public var givenUp: @Sendable (String, Int) -> String
        var answered: @Sendable (Int) -> String
        var timedOut, token: String
        var exited, killed: @Sendable (Int) -> String
        var cancelled: String
        /// This eztop polls for itself alone.
        public var notAlone: String

        // The command.
        public var rule, when, holds, cameras, quiet, via: String
        public var firing, told, route, kind, waiting, lastSent, state: String
        public var nothingFires, fine, never, none, noRoutes, noRules: String
        public var failingSince: @Sendable (String, String) -> String
        /// No rule and no route has that name; these do.
        public var unknownName: @Sendable (String, String) -> String
        public var delivered: @Sendable (String, Int) -> String
        public var notDelivered: @Sendable (String, String) -> String
        /// Nobody polls who could send any.
        public var nobodyPolls: String

        /// `Back yard is offline`
        public func title(_ what: AlertKind, _ who: Who) -> String { begins(what, self.who(who), who.isOne) }
        /// `Back yard is online again (after 12m)`
        public func end(of what: AlertKind, _ who: Who, after span: String) -> String {
            ends(what, self.who(who), who.isOne, span)
        }
        public func left(_ who: Who) -> String { leaves(self.who(who), who.isOne) }
    }

    /// Why a message was not taken.
    public func reason(_ fault: RouteFault) -> String {
        switch fault {
        case .answered(let status): alerts.answered(status)
        case .unreachable(let words): networkFault(words)
        case .timedOut: alerts.timedOut
        case .token: alerts.token
        case .exited(let status): alerts.exited(status)
        case .killed(let signal): alerts.killed(signal)
        case .notStarted(let words): systemWords(words)
        case .cancelled: alerts.cancelled
        }
    }

    /// What becomes of the messages of alerts.
    public func phrase(for news: AlertNews) -> String {
        switch news {
        case .failing(let route, let fault): alerts.failing(route, reason(fault))
        case .recovered(let route): alerts.recovered(route)
        case .givenUp(let route, let count): alerts.givenUp(route, count)
        }
    }
}

extension Texts.Alerts {
    static let english = Texts.Alerts(
        who: { who in
            switch who {
            case .one(let name): name
            case .many(let count): "\(count) cameras"
            case .channels(let count, let device): "\(count) cameras of \(device)"
            }
        },
        begins: { what, who, isOne in
            let (verb, has) = isOne ? ("is", "has") : ("are", "have")
            return switch what {
            case .offline: "\(who) \(verb) offline"
            case .encrypted: "\(who) \(verb) encrypted now"
            case .decrypted: "\(who) \(verb) no longer encrypted"
            case .liveLost: "\(who) \(has) no live address any more"
            case .gone: "\(who) \(has) left the account"
            case .new: "\(who) \(verb) new in the account"
            case .refused: "The cloud refuses the account \(who)"
            case .silent: "The account \(who) is not polled"
            }
        },
        ends: { what, who, isOne, span in
            let (verb, has) = isOne ? ("is", "has") : ("are", "have")
            let text =
                switch what {
                case .offline: "\(who) \(verb) online again"
                case .encrypted: "\(who) \(verb) no longer encrypted"
                case .decrypted: "\(who) \(verb) encrypted again"
                case .liveLost: "\(who) \(has) a live address again"
                case .gone, .new: "\(who) \(verb) in the account again"
                case .refused: "The cloud takes the account \(who) again"
                case .silent: "The account \(who) is polled again"
                }
            return "\(text) (after \(span))"
        },
        leaves: { who, isOne in "\(who) \(isOne ? "has" : "have") left the account" },
        silentFor: { "No poll of the account \($0) for \($1)" },
        notYet: { "not yet: \($0)" },
        since: { "Since \($0): \($1)." },
        account: { "Account \($0)." },
        more: { "and \($0) more" },
        summary: { now, past in
            let holds = now == 0 ? nil : now == 1 ? "1 alert goes on" : "\(now) alerts go on"
            let were = past == 0 ? nil : past == 1 ? "1 is over" : "\(past) are over"
            return "Summary: " + [holds, were].compactMap(\.self).joined(separator: ", ")
        },
        times: { "\($0): \($1) times" },
        paused: "Polling is paused.",
        test: { ("Test of eztop's alerts", "This is how alerts reach you over \($0).") },
        failing: { "alerts over \($0) are not taken: \($1); that is tried again" },
        recovered: { "alerts over \($0) are taken again" },
        givenUp: {
            "\($1 == 1 ? "1 alert was" : "\($1) alerts were") tried over \($0) for an hour, and \($1 == 1 ? "is" : "are") not sent any more"
        },
        answered: { "HTTP \($0)" },
        timedOut: "timed out",
        token: "the file of its token cannot be used",
        exited: { "its command ended with \($0)" },
        killed: { "its command was ended by signal \($0)" },
        cancelled: "it was to end before an answer came",
        notAlone: "No alerts are sent: this eztop polls for itself alone, and only the one that polls for all sends them.",
        rule: "RULE", when: "WHEN", holds: "FOR", cameras: "CAMERAS", quiet: "QUIET", via: "VIA",
        firing: "FIRING", told: "TOLD", route: "ROUTE", kind: "KIND", waiting: "WAITING", lastSent: "LAST SENT", state: "STATE",
        nothingFires: "Nothing fires.", fine: "ok", never: "never", none: "-",
        noRoutes: "No route is configured: alerts need a [[via]] (docs/alerts.md).",
        noRules: "No alert is configured: [[alerts]] says of what, [[via]] over which way (docs/alerts.md).",
        failingSince: { "\($0), since \($1)" },
        unknownName: { "no rule and no route is called \($0); there are \($1)" },
        delivered: { "\($0): taken (\($1) ms)" },
        notDelivered: { "\($0): not taken: \($1)" },
        nobodyPolls: "Nobody polls, so nothing is told: alerts are sent by eztop serve, or a dashboard or watch that runs.")

    static let chinese = Texts.Alerts(
        who: { who in
            switch who {
            case .one(let name): name
            case .many(let count): "\(count) 个摄像头"
            case .channels(let count, let device): "\(device) 的 \(count) 个摄像头"
            }
        },
        begins: { what, who, _ in
            switch what {
            case .offline: "\(who)离线"
            case .encrypted: "\(who)已加密"
            case .decrypted: "\(who)不再加密"
            case .liveLost: "\(who)无法再取得直播地址"
            case .gone: "\(who)已不在账号中"
            case .new: "账号中新增\(who)"
            case .refused: "云端拒绝账号 \(who)"
            case .silent: "账号 \(who) 未在查询"
            }
        },
        ends: { what, who, _, span in
            let text =
                switch what {
                case .offline: "\(who)恢复在线"
                case .encrypted: "\(who)不再加密"
                case .decrypted: "\(who)恢复加密"
                case .liveLost: "\(who)恢复可取得直播地址"
                case .gone, .new: "\(who)又在账号中"
                case .refused: "云端恢复接受账号 \(who)"
                case .silent: "账号 \(who) 恢复查询"
                }
            return "\(text)（历时 \(span)）"
        },
        leaves: { who, _ in "\(who)已不在账号中" },
        silentFor: { "账号 \($0) 已 \($1) 没有查询" },
        notYet: { "尚未：\($0)" },
        since: { "自 \($0)：\($1)。" },
        account: { "账号 \($0)。" },
        more: { "另 \($0) 个" },
        summary: { now, past in
            let holds = now == 0 ? nil : "\(now) 条告警持续"
            let were = past == 0 ? nil : "\(past) 条已结束"
            return "汇总：" + [holds, were].compactMap(\.self).joined(separator: "，")
        },
        times: { "\($0)：\($1) 次" },
        paused: "查询已暂停。",
        test: { ("eztop 告警测试", "告警将这样经 \($0) 送达。") },
        failing: { "经 \($0) 的告警未被接收：\($1)；将再次尝试" },
        recovered: { "经 \($0) 的告警恢复接收" },
        givenUp: { "经 \($0) 尝试一小时后放弃 \($1) 条告警" },
        answered: { "HTTP \($0)" },
        timedOut: "超时",
        token: "令牌文件不可用",
        exited: { "其命令的退出码为 \($0)" },
        killed: { "其命令被信号 \($0) 终止" },
        cancelled: "在应答之前须结束",
        notAlone: "不发送告警：此 eztop 单独查询，而告警只由统一查询的那个发送。",
        rule: "规则", when: "内容", holds: "持续", cameras: "摄像头", quiet: "静默", via: "途径",
        firing: "正在告警", told: "已告知", route: "途径", kind: "类型", waiting: "等待", lastSent: "最近发送", state: "状态",
        nothingFires: "没有正在告警的。", fine: "正常", never: "从未", none: "-",
        noRoutes: "没有配置途径：告警需要 [[via]]（docs/alerts.md）。",
        noRules: "没有配置告警：[[alerts]] 说明内容，[[via]] 说明途径（docs/alerts.md）。",
        failingSince: { "\($0)，自 \($1)" },
        unknownName: { "没有名为 \($0) 的规则或途径；现有：\($1)" },
        delivered: { "\($0)：已接收（\($1) ms）" },
        notDelivered: { "\($0)：未接收：\($1)" },
        nobodyPolls: "没有进程在查询，因此不会告警：告警由 eztop serve 或正在运行的仪表盘、watch 发送。")
}
