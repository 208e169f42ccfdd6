extension Texts {
    /// The unit of `eztop serve` for systemd: what its comments say, and what is said of it.
    public struct Unit: Sendable {
        // MARK: In the unit
        /// How it is changed, by the command that opens a drop-in.
        public var head: @Sendable (_ edit: String) -> String
        public var description: String
        public var configuration: String
        public var variables: String
        public var noRestart: String
        public var threads: String
        public var folders: String
        public var hardened: String
        public var userHardened: String
        public var drops: String
        public var userIdentity: String
        public var noNamespaces: String
        public var noCapabilities: String

        // MARK: Of it
        /// Where it is; the commands follow.
        public var written: @Sendable (String) -> String
        /// Where it is, and the command that opens a drop-in.
        public var changed: @Sendable (String, _ edit: String) -> String
        /// A newer one is in its place; the commands that make it count.
        public var renewed: @Sendable (String) -> String
        /// It was changed, and the new one is not there.
        public var notRenewed: @Sendable (String) -> String
        public var notRemoved: @Sendable (String) -> String
        /// Where it was, and the commands that end what runs.
        public var removed: @Sendable (String, String) -> String
        /// systemd starts no program of such a path.
        public var unspeakable: @Sendable (String) -> String
    }
}

extension Texts.Unit {
    static let english = Texts.Unit(
        head: {
            """
            Written by `eztop install --service`. What you change belongs into a drop-in, which stays when eztop is
            installed anew: \($0)
            """
        },
        description: "eztop, the service that watches the EZVIZ cameras",
        configuration: "The configuration is the user eztop's own, mode 0600: nobody else reads its secrets.",
        variables: "As they were when this was written: it meets the dashboards of its user where these look.",
        noRestart: "Wrong usage and a wrong configuration stay so until somebody mends them.",
        threads: "Swift asks for priorities of its threads that no service has, and would fill the journal with that.",
        folders: "/var/lib/eztop and /var/cache/eztop are its own; /run/eztop is where others find its socket.",
        hardened:
            """
            It reads its configuration, writes its own folders, and speaks to the network. Commands of alerts run inside
            the same: one that needs more (a compiler at run time, a home, set-user-ID) needs a drop-in.
            """,
        userHardened:
            """
            What a user's manager can deny a service. Commands of alerts run inside the same: one that needs more (a
            compiler at run time, set-user-ID) needs a drop-in.
            """,
        drops: "chown gives the socket to its group; of the other calls for the privileged it needs none.",
        userIdentity:
            "PrivateUsers= is left out: in a user namespace the kernel calls everybody at the socket nobody.",
        noNamespaces:
            """
            Left out: ProtectSystem=, ProtectHome=, PrivateTmp=, ProtectProc= and their like. A user's manager can hide
            folders only in a user namespace: without one systemd takes no notice of them, with one (PrivateUsers=) the
            service does not start where the distribution forbids it, and the kernel calls root at the socket nobody.
            """,
        noCapabilities:
            """
            Left out: CapabilityBoundingSet=, PrivateDevices=, ProtectClock=, ProtectKernelLogs= and
            ProtectKernelModules=. They take capabilities away, which a user's manager may not: the service would end
            with 218/CAPABILITIES. It has none to take away.
            """,
        written: { "The service's unit is \($0). To start it:" },
        changed: { path, edit in
            "\(path): not as eztop wrote it, so it is left alone and nothing is installed; move what you changed to a drop-in (\(edit)), delete the file, and call this again"
        },
        renewed: { "The service's unit was renewed; it counts after: \($0)" },
        notRenewed: { "\($0) was changed since eztop wrote it, and stays as it is; --service says what to do." },
        notRemoved: { "\($0) was changed since eztop wrote it, and stays." },
        removed: { "The service's unit \($0) is gone. If it was enabled or runs still: \($1)" },
        unspeakable: {
            "\($0): systemd starts no program whose path has quotes, backslashes or control characters; choose another --prefix"
        })

    static let chinese = Texts.Unit(
        head: {
            """
            由 `eztop install --service` 写入。要改动请用 drop-in，
            重新安装 eztop 时它会保留：\($0)
            """
        },
        description: "eztop：日夜查看萤石摄像头的服务",
        configuration: "配置文件属于用户 eztop，权限 0600：其他人读不到其中的密钥。",
        variables: "写入本文件时的环境变量：服务与同一用户的看板在这些目录相会。",
        noRestart: "用法错误和配置错误，在有人修正之前都不会好转。",
        threads: "Swift 会为线程申请服务得不到的优先级，否则每次都要写进日志。",
        folders: "/var/lib/eztop 和 /var/cache/eztop 归它所有；其他用户在 /run/eztop 找到它的套接字。",
        hardened:
            """
            它只读配置、写自己的目录、访问网络。告警命令也在同样的限制内运行：
            需要更多权限的命令（运行时编译、主目录、set-user-ID）请用 drop-in 放开。
            """,
        userHardened:
            """
            用户的 systemd 能对服务施加的限制。告警命令也在同样的限制内运行：
            需要更多权限的命令（运行时编译、set-user-ID）请用 drop-in 放开。
            """,
        drops: "chown 用来把套接字交给它的组；其他特权调用一概不需要。",
        userIdentity: "不用 PrivateUsers=：在用户命名空间里，内核会把套接字对面的每个人都称为 nobody。",
        noNamespaces:
            """
            不用 ProtectSystem=、ProtectHome=、PrivateTmp=、ProtectProc= 等：用户的 systemd 只有在用户命名空间里
            才能隐藏目录；没有它，systemd 会忽略这些设置；有了它（PrivateUsers=），在禁止它的发行版上服务无法启动，
            而且内核会把套接字对面的 root 称为 nobody。
            """,
        noCapabilities:
            """
            不用 CapabilityBoundingSet=、PrivateDevices=、ProtectClock=、ProtectKernelLogs= 和 ProtectKernelModules=：
            它们要去掉特权，而用户的 systemd 无权这样做，服务会以 218/CAPABILITIES 结束。它本来就没有特权。
            """,
        written: { "服务单元在 \($0)。要启动它：" },
        changed: { path, edit in
            "\(path)：与 eztop 写入的不同，因此保持不变，什么也没有安装；请把您的改动移到 drop-in（\(edit)），删除该文件后再试"
        },
        renewed: { "服务单元已更新；要生效：\($0)" },
        notRenewed: { "\($0) 在 eztop 写入之后被改动过，保持不变；--service 会说明怎么办。" },
        notRemoved: { "\($0) 在 eztop 写入之后被改动过，因此保留。" },
        removed: { "服务单元 \($0) 已移除。如果它曾被启用或仍在运行：\($1)" },
        unspeakable: { "\($0)：systemd 不启动路径含引号、反斜杠或控制字符的程序；请另选 --prefix" })
}
