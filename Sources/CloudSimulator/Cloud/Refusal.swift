/// A code of the platform in place of data, with the platform's own words for it (api.md §8.1).
struct Refusal: Error, Hashable, Sendable {
    var code: String
    var message: String
    /// Some refusals carry `"data":null`.
    var hasNullData = false

    static let parameter = Refusal(code: "10001", message: "参数错误")
    static let token = Refusal(code: "10002", message: "accessToken异常或过期")
    static let frozenKey = Refusal(code: "10005", message: "appKey异常")
    static let callsADay = Refusal(code: "10007", message: "调用次数达到上限")
    static let noInterface = Refusal(code: "10013", message: "应用没有权限调用此接口")
    static let unknownKey = Refusal(code: "10017", message: "appKey不存在")
    static let callRate = Refusal(code: "10029", message: "调用频率超过限制")
    static let wrongSecret = Refusal(code: "10030", message: "appKey和appSecret不匹配")
    static let notPermitted = Refusal(code: "10031", message: "子账户或萤石用户没有权限")
    static let noChannel = Refusal(code: "20001", message: "摄像机不存在")
    static let offline = Refusal(code: "20007", message: "设备不在线")
    static let wrongVerificationCode = Refusal(code: "20010", message: "设备验证码错误")
    static let malformedSerial = Refusal(code: "20014", message: "deviceSerial不合法")
    static let foreignDevice = Refusal(code: "20018", message: "该用户不拥有该设备")
    static let noChannelOfUser = Refusal(code: "20032", message: "该用户下通道不存在")
    static let notEncrypted = Refusal(code: "60016", message: "加密未开启，无须关闭")
    static let captureFailed = Refusal(code: "60017", message: "设备抓图失败")
    static let encrypted = Refusal(code: "60019", message: "加密已开启", hasNullData: true)

    static let unknownAuthCode = Refusal(code: "70007", message: "授权码不存在")
    static let unknownRefreshToken = Refusal(code: "70003", message: "refresh_token 不存在")
    static let refreshTokenOfAnother = Refusal(code: "70006", message: "refresh_token 与 open_id 不匹配")
    static let unsupported = Refusal(code: "60020", message: "不支持该命令")

    /// The platform's words for codes that only faults bring.
    static func words(for code: String) -> String {
        let known: [Refusal] = [
            parameter, token, frozenKey, callsADay, noInterface, unknownKey, callRate, wrongSecret, notPermitted, noChannel,
            offline,
            wrongVerificationCode, malformedSerial, foreignDevice, noChannelOfUser, notEncrypted, captureFailed, encrypted,
            unsupported,
        ]
        let others = [
            "10004": "用户不存在", "10006": "ip受限", "10026": "设备数量超出个人版限制，当前设备无法操作，请充值企业版",
            "20002": "设备不存在", "20006": "网络异常", "20008": "设备响应超时", "49999": "数据异常", "50000": "服务器异常",
            "60014": "设备正在升级", "60015": "设备正在重启", "60058": "高风险需确权", "60061": "账户流量已超出或未购买，限制开通",
        ]
        return known.first { $0.code == code }?.message ?? others[code] ?? "未知错误"
    }
}
