import Fleet

extension Texts {
    /// Which lists of an account have rows that make no sense, and how many; nil where none has.
    public func senseless(of account: AccountState) -> String? {
        account.unreadable.map { lists in
            lists.sorted { $0.key < $1.key }.map { inputs.senseless($0.value, $0.key) }.joined(separator: punctuation.comma)
        }
    }

    public var inputs: Inputs {
        switch language {
        case .english: .english
        case .chinese: .chinese
        }
    }

    /// What is said of what somebody typed, copied or set.
    public struct Inputs: Sendable {
        /// The next step where a host answers as a web page does.
        public var isItAnAPI: @Sendable (String) -> String
        /// A serial that no account has: how to find the right one, and the one that was perhaps meant.
        public var whatToList: String
        /// Why a camera that others have delegated may be in no list.
        public var onlyOwn: String
        public var didYouMean: @Sendable (String) -> String
        /// A serial, and the account that has it, which was not chosen.
        public var elsewhere: @Sendable (String, String) -> String
        /// Rows of a list of the cloud that make no sense: how many, and the call that lists them.
        public var senseless: @Sendable (Int, String) -> String
    }
}

extension Texts.Inputs {
    static let english = Texts.Inputs(
        isItAnAPI: { "is \($0) the address of an API? Compare base_url; the login page of a network answers so too" },
        whatToList: "eztop devices lists every camera with its serial",
        onlyOwn:
            "one that is hosted to you is asked for only where the configuration has devices = [\"own\", \"hosted\"]",
        didYouMean: { "did you mean \($0)?" },
        elsewhere: { "\($0) is in the account \($1): choose that with --account" },
        senseless: { "\($0) row\($0 == 1 ? "" : "s") of \($1) make\($0 == 1 ? "s" : "") no sense" })

    static let chinese = Texts.Inputs(
        isItAnAPI: { "\($0) 是 API 的地址吗？请核对 base_url；网络的登录页也会这样应答" },
        whatToList: "eztop devices 列出全部摄像头及其序列号",
        onlyOwn: "托管给您的设备只有在配置中写有 devices = [\"own\", \"hosted\"] 时才会查询",
        didYouMean: { "是否指 \($0)？" },
        elsewhere: { "\($0) 在账号 \($1) 中：请用 --account 选择该账号" },
        senseless: { "\($1) 有 \($0) 行无法理解" })
}
