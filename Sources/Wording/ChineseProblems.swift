import Settings

extension ConfigurationProblem.What {
    var chinese: String {
        switch self {
        case .unknownKey(let nearest): "没有这个配置项" + (nearest.isEmpty ? "" : "；是 \(nearest) 吗？")
        case .misplaced(let table?): "没有这个配置项；它应在 [[\(table)]] 之下"
        case .misplaced(nil): "没有这个配置项；它应在第一个 [表] 之前"
        case .wrongType(let expected, let found): "应为\(expected.chinese)，而这里是\(found.chinese)"
        case .badDuration(let from, let to):
            "应为 \(DurationText(seconds: from)) 到 \(DurationText(seconds: to)) 的时长，例如 "
                + DurationText.examples(from: from, to: to).joined(separator: " 或 ")
        case .badValue(let expectation): "应为\(expectation.chinese)"
        case .quoted: "请去掉两端的引号：在这里引号也是值的一部分"
        case .notAnAPI: "这是网页或单个接口，不是 API 的地址：只写协议和主机即可，例如 \"https://open.ys7.com\""
        case .missing: "缺少"
        case .conflict(let other): "与 \(other) 只能设置一个"
        case .keyTaken(let key, let command, let place):
            "按键 \(key) 已属于 \(command)\(place.map { "（\(Texts.chinese.heading($0))）" } ?? "")；请也给后者另设按键"
        case .duplicateKey(let line): "第 \(line) 行已设置"
        case .duplicateAccount(let name): "已有名为 \(name) 的账号"
        case .duplicateName(let name): "已有名为 \(name) 的一项"
        case .unknownRoute(let names):
            names.isEmpty ? "没有名为此的 [[via]]：一个都没有" : "没有名为此的 [[via]]；现有：\(names.joined(separator: "、"))"
        case .missingSpan: "缺少：silent 须说明多久没有查询，例如 for = \"10m\""
        case .stateInFilter: "此处不能按状态筛选：告警内容由 when 决定；请用名称、序列号、型号或账号"
        case .plainRoute(let name): "经 \(name) 发送的消息在网络上为明文：请用 https 地址"
        case .unknownTheme(let names): "没有这个主题；现有：" + names.joined(separator: "、")
        case .syntax(let fault): "不是 TOML：\(fault.chinese)"
        case .readableByOthers(let chmod): SecretFault.readableByOthers(chmod: chmod).chinese
        case .readableAsGiven(let path, let mode): "他人可以读取 \(path) 中的密钥（权限 \(mode)）；该文件由 root 提供，照常使用"
        case .exposed(let exposure): exposure.chinese
        case .unreadable(let fault): fault.chinese
        case .secret(let fault): fault.chinese
        case .unusedVariable: "未使用：账号取自配置文件，此变量须与 EZTOP_APP_KEY 和 EZTOP_APP_SECRET 一起设置"
        case .plainBroker: "没有 TLS：途经者都能看到状态和密码（如有）；建议用 mqtts://"
        case .plainActions: "不可经 mqtt:// 用于本机以外：途经者都能切换您的摄像头；请用 mqtts://"
        case .passwordOfNobody: "有密码则应有用户名：mqtt.url = \"mqtts://user@host:8883\""
        case .certificatesOfPlain: "证书只用于 mqtts://"
        case .nothingConfigured(let isThere): isThere ? "没有配置账号（[[accounts]]）" : "没有这个文件"
        }
    }
}

extension Exposure {
    fileprivate var chinese: String {
        let facts = "所有者 \(owner)，权限 \(mode)"
        let what =
            switch kind {
            case .othersWrite: "所有人都可写入（\(facts)）"
            case .groupWrites: "同组用户可写入（\(facts)），而其中有账号、命令或密钥"
            case .foreign: "属于另一用户（\(facts)）"
            case .openFolder: "目录 \(path) 对所有人开放（\(facts)），他人可换掉文件"
            case .groupFolder(let group): "目录 \(path) 对用户组 \(group) 开放（\(facts)），组内他人可换掉文件"
            case .foreignFolder: "目录 \(path) 属于另一用户（\(facts)），其可换掉文件"
            case .foreignLink: "链接 \(path) 属于另一用户（所有者 \(owner)），指向哪个文件由其决定"
            }
        return what + "；运行：\(mend)"
    }
}

extension ValueKind {
    var chinese: String {
        switch self {
        case .string: "字符串"
        case .integer: "整数"
        case .float: "浮点数"
        case .boolean: " true 或 false"
        case .array: "数组"
        case .table: "表"
        case .date: "日期"
        case .time: "时刻"
        case .dateTime: "日期时间"
        case .strings: "字符串数组"
        case .tables: "表数组（双层方括号标题，如 [[accounts]]）"
        case .stringOrStrings: "字符串或字符串数组"
        case .socketOrTable: "套接字的路径或表"
        case .duration: "带引号的时长，例如 \"30s\""
        }
    }
}

extension Expectation {
    var chinese: String {
        switch self {
        case .oneOf(let names): "以下之一：" + names.joined(separator: "、")
        case .clipboard: " \"auto\"、\"osc52\"、\"off\"，或数组形式的命令，例如 [\"xsel\", \"-b\"]"
        case .size: "10MB 到 100GB 的大小，例如 \"500MB\""
        case .onDemandOrDuration: " \"on-demand\" 或 10s 到 30d 的时长，例如 \"15m\""
        case .printable(let limit): " 1 到 \(limit) 个可显示的字符"
        case .accountName: " 1 到 64 个字符的名称，不含斜杠，以字母或数字开头"
        case .appKey: "应用的 appKey：1 到 128 个字母和数字"
        case .secret: "密钥：1 到 256 个可显示的字符"
        case .verificationCode: "验证码：1 到 32 个可显示的字符"
        case .sources: " own、hosted 或 own,hosted"
        case .baseURL: "主机的 http 或 https 地址，不含用户、查询或片段"
        case .listenAddress: " host:port"
        case .hostHeader: "请求方所用的主机名，或 host:port"
        case .ipAddress: " IP 地址"
        case .brokerURL: " \"mqtts://user@host:8883\" 或 \"mqtt://…\"，不含密码（密码放在 password_file 中）"
        case .topic: "字母、数字、- 和 _，以斜杠分隔，最多 128 个字符"
        case .topicLevel: " 1 到 64 个字母、数字、- 或 _"
        case .socketPath: "以 / 开头、不超过 107 字节的路径"
        case .userName: "本机的用户名或用户组名"
        case .keyName: "按键名，例如 y、Ctrl-P、Enter 或 F5"
        case .stream: " \"playing\"、\"empty\"、\"missing\" 或返回码，例如 \"9048\""
        case .serial: "序列号：大写字母和数字，最多 50 个"
        case .code: "平台返回码，例如 \"10029\""
        case .postAddress: " http 或 https 地址，不含用户名和片段"
        case .quietHours: "一天中的两个时刻，例如 \"22:00-07:00\""
        case .player: " {url} 单独成词；脚本以 \"$1\" 取得它：sh -c 'mpv \"$1\"' sh {url}"
        case .notEmpty: "至少一个"
        case .number(let from, let to): " \(from) 到 \(to) 的整数"
        }
    }
}

extension FileFault {
    var chinese: String {
        switch self {
        case .notFound: "没有这个文件"
        case .notPermitted: "无权读取"
        case .directory: "是目录，不是文件"
        case .notAFile: "不是普通文件"
        case .tooLarge(let limit): "超过 \(limit / 1024) KiB"
        case .notUTF8: "不是 UTF-8：请另存为 UTF-8"
        case .holdsNUL: "含空字符，不是文本：请另存为 UTF-8"
        case .holdsMarks: "一个字母上有三十个以上的附加符号：请删去"
        case .failed(let code): "无法读取（errno \(code)）"
        }
    }
}

extension SecretFault {
    var chinese: String {
        switch self {
        case .file(let path, let fault): "\(path)\(fault.line.map { ":\($0)" } ?? "")：\(fault.chinese)"
        case .readableByOthers(let chmod): "其中的密钥可被他人读取；请运行：\(chmod)"
        case .exposed(let exposure): exposure.chinese
        case .command(let failure): failure.chinese
        case .settings(let path?): "\(path):1：是注释或变量（NAME=…），像设置文件：首行应只是密钥本身"
        case .settings(nil): "命令输出的第一行是注释或变量（NAME=…）：应只是密钥本身"
        case .notASecret(let path?): "\(path):1：不是密钥：首行应为 1 到 256 个可显示的字符"
        case .notASecret(nil): "命令输出的第一行不是密钥：应为 1 到 256 个可显示的字符"
        case .quoted(let path?): "\(path):1：请去掉两端的引号"
        case .guessable(let path, let least):
            "\(path):1：令牌至少 \(least) 个字符，不含空白；请运行：openssl rand -hex 32 > \(ShellWord.quoted(path))"
        case .quoted(nil): "命令输出的密钥两端有引号：请去掉"
        }
    }
}

extension CommandFailure {
    var chinese: String {
        switch self {
        case .notStarted(let reason): "命令无法启动：\(Texts.chineseSystemWords(reason))"
        case .exited(let status): "命令失败，退出码 \(status)"
        case .killed(let signal): "命令被信号 \(signal) 终止"
        case .timedOut(let seconds): "命令 \(seconds) 秒内没有结果"
        }
    }
}

extension SyntaxFault {
    var chinese: String {
        switch self {
        case .headingWithoutName: "标题没有名称"
        case .manyParts: "配置项的层数过多"
        case .manyBrackets: "括号嵌套过深"
        case .noValue: "没有值；文本需要引号"
        case .unquoted: "需要引号，例如 \"30s\""
        case .boolean: "这里应为 true 或 false，不加引号"
        case .backslash: "双引号中的反斜杠：请写两个，或改用单引号（'…'）"
        case .foreign(let sign): "\(sign) 不是其中的符号：请用英文键盘的符号"
        case .unseen(let sign): "有不可用的空白（\(sign)）：请重新输入"
        case .colon: "键与值之间应为 ="
        case .unopenedBracket: "括号没有开头"
        case .nul: "文本中有空字符"
        case .unclosedText: "文本在本行没有结束"
        case .parser(let words): words.isEmpty ? "无法读取" : "无法读取（解析器原文：\(words)）"
        }
    }
}
