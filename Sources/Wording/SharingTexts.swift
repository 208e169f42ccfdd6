import Fleet
import FoundationEssentials
import Settings

extension Texts {
    /// Of the process that polls for others, and of those that stand alone.
    public struct Sharing: Sendable {
        /// By the process's number.
        public var via: @Sendable (Int) -> String
        /// Of `eztop serve`, and how long it has been up.
        public var viaService: @Sendable (String) -> String
        /// The process, and how long nothing has been heard of it.
        public var silent: @Sendable (Int, String) -> String
        public var alone: @Sendable (Aloneness) -> String
        /// What another front did, with its process.
        public var paused, resumed: @Sendable (Int) -> String
        public var interval: @Sendable (Int, String) -> String
        /// Its interval is in force, and not the one of the option.
        public var otherInterval: @Sendable (_ process: Int, _ inForce: String, _ option: String) -> String
        /// The same of how long a camera is offline before that is told.
        public var otherOfflineAfter: @Sendable (_ process: Int, _ inForce: String, _ own: String) -> String
        /// What helps where the service that was named cannot be had, by the reason.
        public var ofService: [String: String]
        /// The service lets the user look, and do nothing else.
        public var lookOnly: String
        /// That the option of the service and another one exclude each other.
        public var excludes: @Sendable (String) -> String
        /// A command goes to the platform itself, and so with a key of it.
        public var platformItself: String
        /// What the service remembers is had at its socket.
        public var reportOfService: @Sendable (String) -> String
        /// Who was to do something for this one, and why that did not come to an end.
        public var lost: @Sendable (String, String) -> String
    }
}

extension Texts.Sharing {
    static let english = Texts.Sharing(
        via: { "via pid \($0)" },
        viaService: { "via eztop serve, up \($0)" },
        silent: { process, age in
            "pid \(process) asks the cloud for all, and has not answered for \(age): fg or kill -CONT \(process), or end it"
        },
        alone: { why in
            switch why {
            case .otherVersion(let version, let process):
                "pid \(process) is \(version), another one than this: this one asks the cloud itself; end the older one to share"
            case .otherAccounts(let process):
                "pid \(process) has not all of these accounts: this one asks the cloud itself, and writes no history"
            case .noPlace(let reason, let path):
                "no other eztop can be met at \(path) (\(reason)): this one asks the cloud itself"
            case .nonsense(let path):
                "what answers at \(path) is no eztop of yours: this one asks the cloud itself; rm \(path) where nothing needs it"
            case .silent(let process):
                "pid \(process) asks the cloud for all, and does not answer: this one asks the cloud itself; fg or kill -CONT \(process)"
            }
        },
        paused: { "pid \($0) has paused polling, for all." },
        resumed: { "pid \($0) goes on polling, for all." },
        interval: { "pid \($0) has set the interval to \($1), for all." },
        otherInterval: { "pid \($0) asks the cloud for all, every \($1): --interval \($2) is not in force" },
        otherOfflineAfter: {
            "pid \($0) asks the cloud for all, and tells of an outage after \($1): offline_after = \"\($2)\" is not in force"
        },
        ofService: [
            ServiceError.noService:
                "it has to run (systemctl status eztop), and to let you in (group, act in [service] of its configuration)",
            ServiceError.foreignService: "service_user in the configuration names the user whose service it is",
            ServiceError.crowdedService: "end one of your dashboards or watches there",
            ServiceError.serviceOfOtherVersion: "use the eztop that it runs",
            ServiceError.serviceWithoutAccount: "eztop devices --service without --account shows those that it has",
        ],
        lookOnly: "the service lets you look only: act in [service] of its configuration names who may do more",
        excludes: { "--service and \($0) exclude each other." },
        platformItself: "this asks the platform itself, with a key of it: take away --service, or service in the configuration",
        reportOfService: {
            "eztop report reads what your own eztops remember; of the service: "
                + "curl --unix-socket \(ShellWord.quoted($0)) 'http://localhost/v1/report?since=30d'"
        },
        lost: { "\($1) (\($0)); try again" })

    static let chinese = Texts.Sharing(
        via: { "经由进程 \($0)" },
        viaService: { "经由 eztop serve，已运行 \($0)" },
        silent: { process, age in
            "进程 \(process) 负责查询云端，已 \(age) 没有应答：运行 fg 或 kill -CONT \(process)，或结束它"
        },
        alone: { why in
            switch why {
            case .otherVersion(let version, let process): "进程 \(process) 是另一版本（\(version)）：本进程自行查询云端；结束较旧的一个即可共用"
            case .otherAccounts(let process): "进程 \(process) 没有这里的全部账号：本进程自行查询云端，不记录历史"
            case .noPlace(let reason, let path): "无法在 \(path) 与其他 eztop 会合（\(Texts.chineseSystemWords(reason))）：本进程自行查询云端"
            case .nonsense(let path): "在 \(path) 应答的不是您的 eztop：本进程自行查询云端；若无他用，请 rm \(path)"
            case .silent(let process): "进程 \(process) 负责查询云端，但没有应答：本进程自行查询云端；可运行 fg 或 kill -CONT \(process)"
            }
        },
        paused: { "进程 \($0) 已为所有界面暂停查询。" },
        resumed: { "进程 \($0) 已为所有界面继续查询。" },
        interval: { "进程 \($0) 已为所有界面将间隔设为 \($1)。" },
        otherInterval: { "进程 \($0) 每 \($1) 统一查询云端：--interval \($2) 未生效" },
        otherOfflineAfter: { "进程 \($0) 统一查询云端，离线满 \($1) 才提示：offline_after = \"\($2)\" 未生效" },
        ofService: [
            ServiceError.noService: "该服务须在运行（systemctl status eztop），且其配置中 [service] 的 group 或 act 须包含您",
            ServiceError.foreignService: "请在配置中用 service_user 写明该服务属于哪个用户",
            ServiceError.crowdedService: "请先结束其中一个仪表盘或 watch",
            ServiceError.serviceOfOtherVersion: "请使用与其相同版本的 eztop",
            ServiceError.serviceWithoutAccount: "不带 --account 运行 eztop devices --service 可列出其账号",
        ],
        lookOnly: "该服务只允许您查看：其配置中 [service] 的 act 列出可执行操作的用户",
        excludes: { "--service 与 \($0) 不能同时使用。" },
        platformItself: "此命令直接访问平台，需要平台的密钥：不能与 --service 或配置中的 service 同用",
        reportOfService: {
            "eztop report 读取您自己的 eztop 所记录的内容；服务的记录："
                + "curl --unix-socket \(ShellWord.quoted($0)) 'http://localhost/v1/report?since=30d'"
        },
        lost: { "\($1)（\($0)）；请重试" })
}

extension Texts {
    /// How another front has set the poll.
    public func steering(_ steering: Steering) -> String {
        switch steering.what {
        case .paused: sharing.paused(steering.process)
        case .resumed: sharing.resumed(steering.process)
        case .interval(let seconds): sharing.interval(steering.process, Durations.exact(seconds))
        }
    }

    /// What there is to be said of who polls, in place of what was so before.
    ///
    /// - Parameters:
    ///   - interval: that was asked for when the program was started, in seconds.
    ///   - offlineAfter: as this one is configured.
    ///   - began: when that was: how others had set the poll before is no news.
    public func newsOfSharing(
        from before: PollState, to now: PollState, interval: TimeInterval?, offlineAfter: TimeInterval?, since began: Date,
        at moment: Date
    ) -> [String] {
        var lines: [String] = []
        if let why = now.aloneness, why != before.aloneness { lines.append(sharing.alone(why)) }
        lines += notInForce(interval, offlineAfter, from: before, to: now)
        if before.poller == nil, now.poller != nil, now.paused, let process = now.pausedBy {
            lines.append(sharing.paused(process))
        }
        if before.poller?.silentSince == nil, let silence = silence(of: now.poller, at: moment) { lines.append(silence) }
        if let steering = now.steering, steering != before.steering, steering.at >= began {
            lines.append(self.steering(steering))
        }
        return lines
    }

    /// That another process polls from now on, in another interval than was asked for here, or tells of outages after another time; none
    /// where that is no other, or was said when it began.
    ///
    /// - Parameters:
    ///   - interval: that was asked for when the program was started, in seconds.
    ///   - offlineAfter: as this one is configured.
    public func notInForce(
        _ interval: TimeInterval?, _ offlineAfter: TimeInterval?, from before: PollState, to now: PollState
    ) -> [String] {
        guard let process = now.poller?.process, before.poller?.process != process else { return [] }
        var lines: [String] = []
        if let interval, interval != now.configuredInterval {
            lines.append(sharing.otherInterval(process, Durations.exact(now.configuredInterval), Durations.exact(interval)))
        }
        if let offlineAfter, let inForce = now.offlineAfter, offlineAfter != inForce {
            lines.append(sharing.otherOfflineAfter(process, Durations.exact(inForce), Durations.exact(offlineAfter)))
        }
        return lines
    }

    /// Who polls; nil where it is this process.
    public func via(_ poller: Poller?, at now: Date) -> String? {
        guard let poller else { return nil }
        return poller.isService
            ? sharing.viaService(Durations.age(max(0, now.timeIntervalSince(poller.since)))) : sharing.via(poller.process)
    }

    /// That whoever polls does not answer; nil while it does.
    public func silence(of poller: Poller?, at now: Date) -> String? {
        guard let poller, let since = poller.silentSince else { return nil }
        return sharing.silent(poller.process, Durations.exact(max(0, now.timeIntervalSince(since).rounded())))
    }
}
