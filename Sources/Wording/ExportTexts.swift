extension Texts {
    public var export: Export {
        switch language {
        case .english: .english
        case .chinese: .chinese
        }
    }

    /// What the exports say: in the file, and on stderr.
    public struct Export: Sendable {
        /// In a playlist, with when its first address ends.
        public var playlistEnds: @Sendable (String?) -> String
        /// In a file of streams.
        public var writtenAnew: String
        /// A camera, its name, and why it is not in the file.
        public var leftOut: @Sendable (String, String, String) -> String
        /// A camera, its name, and why its address of the last file stays.
        public var kept: @Sendable (String, String, String) -> String
        /// So many addresses of cameras that could not be looked up.
        public var keptUnseen: @Sendable (Int) -> String
        /// Account and source of which the cloud shows no camera, and the last file has some.
        public var emptied: @Sendable (String) -> String
        /// A file of which nothing could be renewed.
        public var stays: @Sendable (String) -> String
        public var unnameable: String
        /// When the first address ends, and in how long.
        public var expires: @Sendable (String, String) -> String
        public var endless, noAddress: String
        /// A line for cron.
        public var renew: @Sendable (String) -> String
        public var asksEachTime, needsVariables: String
        /// A file that is somebody else's.
        public var foreign: @Sendable (String) -> String
    }
}

extension Texts.Export {
    static let english = Texts.Export(
        playlistEnds: { $0.map { "addresses expire, the first one at \($0)" } ?? "addresses expire" },
        writtenAnew: "every export writes this file anew, so keep settings of your own in another one",
        leftOut: { "left out: \($0) \($1): \($2)" },
        kept: { "address of the last file kept: \($0) \($1): \($2)" },
        keptUnseen: {
            $0 == 1
                ? "1 address of the last file kept: its camera could not be looked up"
                : "\($0) addresses of the last file kept: their cameras could not be looked up"
        },
        emptied: {
            "the cloud shows no cameras of \($0) now, and the last file has some: these stay in it; where they are gone, remove the file"
        },
        stays: { "\($0) stays as it was: nothing in it can be renewed now; try again later" },
        unnameable: "its serial cannot be put on a command line",
        expires: { "The addresses expire, the first one at \($0) (in \($1)). Whoever has one can watch." },
        endless: "The addresses do not say when they expire. Whoever has one can watch.",
        noAddress: "No camera has a live address now; nothing is written.",
        renew: { "A line for cron (crontab -e) that renews them in time:\n  \($0)" },
        asksEachTime:
            "Each stream runs eztop address when somebody begins to watch: go2rtc has to run as a user who has the configuration.",
        needsVariables: "The account is in the environment (EZTOP_APP_KEY …): whatever runs this later needs it there too.",
        foreign: { "\($0) is there already and was not written by this export: it is left alone" })

    static let chinese = Texts.Export(
        playlistEnds: { $0.map { "地址会过期，最早的于 \($0)" } ?? "地址会过期" },
        writtenAnew: "每次导出都会重写此文件，自己的设置请放在另一个文件里",
        leftOut: { "未列入：\($0) \($1)：\($2)" },
        kept: { "保留上次文件中的地址：\($0) \($1)：\($2)" },
        keptUnseen: { "保留上次文件中的 \($0) 个地址：无法查询其摄像头" },
        emptied: { "云端现在没有 \($0) 的摄像头，而上次文件中有：予以保留；若确已移除，请删除该文件" },
        stays: { "\($0) 保持不变：其中的内容现在都无法更新；请稍后再试" },
        unnameable: "其序列号无法写在命令行上",
        expires: { "地址会过期，最早的于 \($0)（\($1) 后）。得到地址的人都能观看。" },
        endless: "地址没有说明何时过期。得到地址的人都能观看。",
        noAddress: "现在没有摄像头有直播地址；未写入任何内容。",
        renew: { "一行 cron（crontab -e），按时更新：\n  \($0)" },
        asksEachTime: "有人开始观看时，每路流都会运行 eztop address：运行 go2rtc 的用户须有配置。",
        needsVariables: "账号在环境变量里（EZTOP_APP_KEY …）：以后运行它的程序也需要这些变量。",
        foreign: { "\($0) 已存在，且不是此导出所写：未改动" })
}
