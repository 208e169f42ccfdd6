/// What a code of the platform means and what to do about it, in one language.
public struct CodeMeaning: Hashable, Sendable {
    public var meaning: String
    public var next: String
}

extension Texts {
    /// The meaning of a code of api doc "global codes", of the live page and of the playlists; nil for one nobody documented.
    public func meaning(of code: String) -> CodeMeaning? {
        guard let row = Self.codes[code] else { return nil }
        return language == .chinese ? row.chinese : row.english
    }

    private struct Row: Sendable {
        var english, chinese: CodeMeaning

        init(_ english: String, _ next: String, _ chinese: String, _ nextChinese: String) {
            self.english = CodeMeaning(meaning: english, next: next)
            self.chinese = CodeMeaning(meaning: chinese, next: nextChinese)
        }
    }

    private static let codes: [String: Row] = [
        "404": Row("the address has expired", "ask for a fresh one", "地址已过期", "请重新取地址"),
        "4058": Row("the address has expired", "ask for a fresh one", "地址已过期", "请重新取地址"),
        "9048": Row(
            "too many are watching, or the device's package is not active", "close a player, or activate the package",
            "同时观看的人太多，或设备套餐未激活", "关闭一个播放器，或激活套餐"),
        "9049": Row(
            "the bandwidth of the plan is used up", "close a player, or take a larger plan",
            "套餐带宽已用完", "关闭一个播放器，或升级套餐"),
        "9053": Row(
            "the video is H.265, which this stream cannot carry", "set the camera to H.264, or ask for SD",
            "视频为 H.265，此流不支持", "把摄像头改为 H.264，或取标清"),
        "9057": Row("the device encrypts its stream", "lift its encryption first", "设备码流已加密", "请先解除加密"),
        "1001": Row("no such user", "check the account in the console", "用户不存在", "到控制台检查账号"),
        "10001": Row("a parameter is empty or malformed", "check serial and channel", "参数为空或格式不正确", "检查序列号和通道号"),
        "10002": Row(
            "the token is wrong or has expired", "check region, key and secret", "accessToken 异常或过期", "检查区域、appKey 和 appSecret"),
        "10004": Row("no such user", "check the account in the console", "用户不存在", "到控制台检查账号"),
        "10005": Row("the appKey is frozen or not approved", "look at the app in the console", "appKey 被冻结或未通过审核", "到控制台查看应用"),
        "10006": Row("this IP address is not allowed", "allow it in the console", "IP 受限", "到控制台放行此 IP"),
        "10007": Row(
            "the calls of the day are used up", "wait until midnight in Beijing", "今日调用次数已达上限", "到北京时间零点再试"),
        "10013": Row("the app may not make this call", "ask the platform for the right", "应用没有权限调用此接口", "向平台申请权限"),
        "10014": Row(
            "token and appKey do not belong together", "check key and secret", "token 与 appKey 不一致", "检查 appKey 和 appSecret"),
        "10015": Row("the user has not authorised the app", "send the owner the hosting link", "用户未授权", "把托管链接发给设备主人"),
        "10017": Row("no such appKey", "check the key and the region", "appKey 不存在", "检查 appKey 和区域"),
        "10018": Row(
            "token and appKey do not match", "check key and secret", "accessToken 与 appKey 不匹配", "检查 appKey 和 appSecret"),
        "10026": Row("more devices than the personal plan allows", "take the business plan", "设备数量超出个人版限制", "升级企业版"),
        "10027": Row("too many appKeys in this account", "remove one in the console", "appKey 数量超出限制", "到控制台删除一个"),
        "10028": Row("the captures of the day are used up", "wait until midnight in Beijing", "今日抓图次数已达上限", "到北京时间零点再试"),
        "10029": Row("calls come too often", "ask less often", "调用频率超过限制", "请降低调用频率"),
        "10030": Row(
            "appKey and appSecret do not match", "copy both from the console again", "appKey 和 appSecret 不匹配", "从控制台重新复制"),
        "10031": Row(
            "not granted: the sub-account or hosting does not include this", "ask the owner to tick this permission",
            "未授权：子账户或托管不含此权限", "请设备主人勾选该权限"),
        "10032": Row("no such sub-account", "check it in the console", "子账户不存在", "到控制台检查"),
        "10034": Row("the sub-account is there already", "nothing to do", "子账户已存在", "无需操作"),
        "10035": Row("the sub-account's token could not be had", "try again", "子账户获取 token 异常", "重试"),
        "10036": Row("the sub-account is switched off", "switch it on in the console", "子账户被禁用", "到控制台启用"),
        "10051": Row("captures are not allowed", "ask the owner to tick Capture", "无权限进行抓图", "请设备主人勾选抓图"),
        "10052": Row("the balance is used up", "top it up in the console", "余额不足", "到控制台充值"),
        "20001": Row("no such channel", "check the channel's number", "通道不存在", "检查通道号"),
        "20002": Row("no such device", "check the serial", "设备不存在", "检查序列号"),
        "20006": Row("the device's network is in trouble", "try again in a minute", "设备网络异常", "稍后再试"),
        "20007": Row("the device is offline", "check its power and network", "设备不在线", "检查电源和网络"),
        "20008": Row("the device did not answer in time", "try again in a minute", "设备响应超时", "稍后再试"),
        "20010": Row(
            "the verification code is wrong", "it stands on the device's label", "设备验证码错误", "验证码在设备标签上"),
        "20013": Row("somebody else has added the device", "ask its owner", "设备已被别人添加", "联系设备主人"),
        "20014": Row("the serial is malformed", "check the serial", "设备序列号不正确", "检查序列号"),
        "20015": Row("the device cannot do this", "nothing to do", "设备不支持该功能", "无法操作"),
        "20017": Row("the device is yours already", "nothing to do", "设备已被自己添加", "无需操作"),
        "20018": Row(
            "not granted: the device is not this account's", "ask its owner to host it to you",
            "未授权：该用户不拥有该设备", "请设备主人托管给你"),
        "20032": Row("no such channel in this account", "check the channel's number", "该用户下通道不存在", "检查通道号"),
        "30001": Row("no such user", "check the region", "用户不存在", "检查区域"),
        "49999": Row("the cloud has a fault", "try again in a minute", "数据异常", "稍后再试"),
        "50000": Row("the cloud's server has a fault", "try again in a minute", "服务器异常", "稍后再试"),
        "60012": Row("the device says: unknown error", "try again", "设备返回未知错误", "重试"),
        "60016": Row("encryption is off already", "nothing to do", "加密未开启，无须关闭", "无需操作"),
        "60017": Row("the capture failed", "try again", "设备抓图失败", "重试"),
        "60019": Row("the device encrypts its video", "lift its encryption first", "设备已加密", "请先解除加密"),
        "60020": Row("the device does not know this command", "nothing to do", "设备不支持该命令", "无法操作"),
        "60022": Row("it is so already", "nothing to do", "当前已是该状态", "无需操作"),
        "60026": Row("the lens mask is on", "open the lens in the app", "隐私遮蔽已开启", "在 App 中打开镜头"),
        "60058": Row("the platform wants the ownership proved", "confirm the device in the app", "高风险，需确权", "在 App 中确权"),
        "60060": Row("live is not opened for this channel", "open it in the console", "直播功能未开通", "到控制台开通"),
        "60061": Row("the traffic is used up or was never bought", "buy traffic in the console", "流量已超出或未购买", "到控制台购买流量"),
        "60062": Row("live is open already", "nothing to do", "该通道直播已开通", "无需操作"),
        "60063": Row("live is closed", "open it in the console", "直播已关闭", "到控制台开通"),
        "60083": Row("the lens mask is being switched", "try again in a minute", "隐私遮蔽正在切换", "稍后再试"),
        "60084": Row("the lens mask is being switched", "try again in a minute", "隐私遮蔽正在切换", "稍后再试"),
        "70007": Row("no such authorisation code", "have the owner authorise again", "授权码不存在", "请设备主人重新授权"),
        "80000": Row("the authorisation failed", "try again", "授权异常", "重试"),
        "80002": Row("code and token do not belong together", "have the owner authorise again", "授权码和 token 不匹配", "请设备主人重新授权"),
    ]
}
