extension Texts {
    /// What `eztop install` and `eztop uninstall` say.
    public struct Install: Sendable {
        /// How many files, and where.
        public var installed: @Sendable (Int, String) -> String
        public var notInPath: @Sendable (String) -> String
        public var zsh: @Sendable (String) -> String
        public var needsSwift: String
        public var notDescribed: @Sendable (String) -> String
        public var removed: @Sendable (Int, String) -> String
        public var notInstalled: @Sendable (String) -> String
        public var stays: @Sendable (String) -> String
        /// A link stands where a folder of the prefix should be.
        public var linkInside: String
        public var noHome: String
    }
}

extension Texts.Install {
    static let english = Texts.Install(
        installed: { "\($0) files installed under \($1); `eztop uninstall --prefix \($1)` takes them away again." },
        notInPath: { "\($0) is not in PATH: add it, or call eztop by its whole path." },
        zsh: { "zsh finds the completions with: fpath+=(\($0))" },
        needsSwift:
            "This build needs Swift's libraries where they lie now. For other machines: swift build -c release --static-swift-stdlib --disable-local-rpath",
        notDescribed: { "eztop could not describe itself: \($0)" },
        removed: { "\($0) files removed from \($1)." },
        notInstalled: { "nothing of eztop is installed under \($0)" },
        stays: { "Configuration, tokens and history stay: \($0)" },
        linkInside:
            "this is a link, and links inside the prefix are not followed; put a folder in its place, or choose another --prefix",
        noHome: "--prefix is needed: the environment names no home")

    static let chinese = Texts.Install(
        installed: { "已安装 \($0) 个文件到 \($1)；`eztop uninstall --prefix \($1)` 可移除。" },
        notInPath: { "\($0) 不在 PATH 中：请加入，或用完整路径运行 eztop。" },
        zsh: { "zsh 补全需要：fpath+=(\($0))" },
        needsSwift: "此程序需要本机的 Swift 库。用于其他机器请：swift build -c release --static-swift-stdlib --disable-local-rpath",
        notDescribed: { "eztop 无法描述自己：\($0)" },
        removed: { "已从 \($1) 移除 \($0) 个文件。" },
        notInstalled: { "\($0) 下没有安装 eztop" },
        stays: { "配置、令牌和历史仍保留：\($0)" },
        linkInside: "这是一个链接，而前缀内的链接不会被跟随；请换成真正的目录，或另选 --prefix",
        noHome: "需要 --prefix：环境中没有主目录")
}
