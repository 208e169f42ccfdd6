extension Texts {
    /// Of `eztop serve`.
    public struct Serving: Sendable {
        /// Its first word: how often it asks, and which accounts.
        public var ready: @Sendable (_ interval: String, _ accounts: String) -> String
        /// For a service manager: cameras, how many of them are offline, and what an account lacks.
        public var status: @Sendable (_ cameras: Int, _ offline: Int, _ trouble: String?) -> String
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
        status: { cameras, offline, trouble in
            let counts = "\(cameras) \(cameras == 1 ? "camera" : "cameras"), \(offline) offline"
            return trouble.map { "\(counts); \($0)" } ?? counts
        },
        runsAlready: { "eztop serve runs already: pid \($0)" },
        reloaded: {
            $0.isEmpty
                ? "The configuration was read again: nothing has changed."
                : "The configuration was read again: \($0.joined(separator: ", "))."
        },
        staysAsItWas: "The configuration that was in force stays in force.")

    static let chinese = Texts.Serving(
        ready: { "每 \($0) 为您的所有 eztop 统一查询云端（\($1)）；它们会自动连接" },
        status: { cameras, offline, trouble in
            let counts = "\(cameras) 台摄像头，\(offline) 台离线"
            return trouble.map { "\(counts)；\($0)" } ?? counts
        },
        runsAlready: { "eztop serve 已在运行：进程 \($0)" },
        reloaded: { $0.isEmpty ? "已重新读取配置：没有变化。" : "已重新读取配置：\($0.joined(separator: "、"))。" },
        staysAsItWas: "原先生效的配置继续有效。")
}
