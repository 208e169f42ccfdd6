extension Texts {
    /// Of `eztop serve`.
    public struct Serving: Sendable {
        /// Its first word: how often it asks, and which accounts.
        public var ready: @Sendable (_ interval: String, _ accounts: String) -> String
        /// The same of one that no other eztop can attach to.
        public var readyAlone: @Sendable (_ interval: String, _ accounts: String) -> String
        /// For a service manager: cameras, how many of them are offline, and what an account lacks.
        public var status: @Sendable (_ cameras: Int, _ offline: Int, _ trouble: String?) -> String
        /// Where others may ask it; over the network also whether that is in plain view.
        public var open: @Sendable (_ place: String, _ isPlain: Bool) -> String
        public var closed: @Sendable (_ place: String, _ reason: String) -> String
        /// Another one does, by its process.
        public var runsAlready: @Sendable (Int) -> String
        /// The keys of the configuration that are other ones now.
        public var reloaded: @Sendable ([String]) -> String
        /// After what is wrong with a configuration that was to be read again.
        public var staysAsItWas: String
    }
}

extension Texts.Serving {
    static let english = Texts.Serving(
        ready: { "asks the cloud every \($0) for all eztops of yours (\($1)); they attach by themselves" },
        readyAlone: { "asks the cloud every \($0) (\($1)), alone: no other eztop attaches to it" },
        status: { cameras, offline, trouble in
            let counts = "\(cameras) \(cameras == 1 ? "camera" : "cameras"), \(offline) offline"
            return trouble.map { "\(counts); \($0)" } ?? counts
        },
        open: { place, isPlain in
            "others may ask at \(place)"
                + (isPlain ? ", in plain view of the network: put a proxy that speaks TLS in front of it" : "")
        },
        closed: { "nobody can ask at \($0): \($1); that is tried again" },
        runsAlready: { "eztop serve runs already: pid \($0)" },
        reloaded: {
            $0.isEmpty
                ? "The configuration was read again: nothing has changed."
                : "The configuration was read again: \($0.joined(separator: ", "))."
        },
        staysAsItWas: "The configuration that was in force stays in force.")

    static let chinese = Texts.Serving(
        ready: { "每 \($0) 为您的所有 eztop 统一查询云端（\($1)）；它们会自动连接" },
        readyAlone: { "每 \($0) 查询一次云端（\($1)），单独运行：其他 eztop 不会连接到它" },
        status: { cameras, offline, trouble in
            let counts = "\(cameras) 台摄像头，\(offline) 台离线"
            return trouble.map { "\(counts)；\($0)" } ?? counts
        },
        open: { place, isPlain in "可在 \(place) 访问" + (isPlain ? "，且网络上为明文：请在其前放置支持 TLS 的代理" : "") },
        closed: { "无法在 \($0) 提供访问：\(Texts.chineseSystemWords($1))；将再次尝试" },
        runsAlready: { "eztop serve 已在运行：进程 \($0)" },
        reloaded: { $0.isEmpty ? "已重新读取配置：没有变化。" : "已重新读取配置：\($0.joined(separator: "、"))。" },
        staysAsItWas: "原先生效的配置继续有效。")
}
