extension Texts {
    /// Keys, tokens, quotas, rights and hosting (api tables 1, 2 and 8).
    static let accountCodes: [String: Row] = [
        "1001": Row("no such user", "check the account in the console", "用户不存在", "到控制台检查账号"),
        "10001": Row("a parameter is empty or malformed", "check serial and channel", "参数为空或格式不正确", "检查序列号和通道号"),
        "10002": Row(
            "the token is wrong or has expired", "check region, key and secret", "令牌异常或过期", "检查区域、appKey 和 appSecret"),
        "10004": Row("no such user", "check the account in the console", "用户不存在", "到控制台检查账号"),
        "10005": Row("the appKey is frozen or not approved", "look at the app in the console", "appKey 被冻结或未通过审核", "到控制台查看应用"),
        "10006": Row("this IP address is not allowed", "allow it in the console", "IP 受限", "到控制台放行此 IP"),
        "10007": Row(
            "quota reached: too many calls", "nobody says until when; try again in an hour", "调用次数已达配额", "何时恢复没有说明；一小时后再试"),
        "10008": Row("the signature is wrong", "check key and secret", "签名错误", "检查 appKey 和 appSecret"),
        "10009": Row("a signed parameter is wrong", "check key and secret", "签名参数错误", "检查 appKey 和 appSecret"),
        "10010": Row("the signature is too old", "set this machine's clock", "签名超时", "校准本机时钟"),
        "10013": Row("the app may not make this call", "ask the platform for the right", "应用没有权限调用此接口", "向平台申请权限"),
        "10014": Row(
            "token and appKey do not belong together", "check key and secret", "令牌与 appKey 不一致", "检查 appKey 和 appSecret"),
        "10015": Row("the user has not authorised the app", "send the owner the hosting link", "用户未授权", "把托管链接发给设备主人"),
        "10017": Row("no such appKey", "check the key and the region", "appKey 不存在", "检查 appKey 和区域"),
        "10018": Row(
            "token and appKey do not match", "check key and secret", "令牌与 appKey 不匹配", "检查 appKey 和 appSecret"),
        "10026": Row(
            "more devices than the personal plan allows, which is ten", "take the business plan, or remove some",
            "设备数量超出个人版限制（10 台）",
            "升级企业版，或移除部分设备"),
        "10027": Row("too many appKeys in this account", "remove one in the console", "appKey 数量超出限制", "到控制台删除一个"),
        "10028": Row(
            "quota reached: too many captures", "nobody says until when; try again in an hour", "抓图次数已达配额", "何时恢复没有说明；一小时后再试"),
        "10029": Row("calls come too often", "ask less often", "调用频率超过限制", "请降低调用频率"),
        "10030": Row(
            "appKey and appSecret do not match", "copy both from the console again", "appKey 和 appSecret 不匹配", "从控制台重新复制"),
        "10031": Row(
            "not granted: the sub-account or hosting does not include this",
            "ask the owner to tick Real (live), Config (encryption) or Capture (pictures), whichever this needs",
            "未授权：子账户或托管不含此权限", "请设备主人勾选所需的权限：Real（直播）、Config（加密）或 Capture（抓图）"),
        "10032": Row("no such sub-account", "check it in the console", "子账户不存在", "到控制台检查"),
        "10034": Row("the sub-account is there already", "nothing to do", "子账户已存在", "无需操作"),
        "10035": Row("the sub-account's token could not be had", "try again", "子账户获取令牌异常", "重试"),
        "10036": Row("the sub-account is switched off", "switch it on in the console", "子账户被禁用", "到控制台启用"),
        "10051": Row("captures are not allowed", "ask the owner to tick Capture", "无权限进行抓图", "请设备主人勾选 Capture"),
        "10052": Row("the balance is used up", "top it up in the console", "余额不足", "到控制台充值"),
        "30001": Row("no such user", "check the region", "用户不存在", "检查区域"),
        "49999": Row("the cloud has a fault", "try again in a minute", "数据异常", "稍后再试"),
        "50000": Row("the cloud's server has a fault", "try again in a minute", "服务器异常", "稍后再试"),
        "70003": Row("the refresh token is not known", "have the owner authorise again", "刷新令牌不存在", "请设备主人重新授权"),
        "70004": Row("the refresh token has expired", "have the owner authorise again", "刷新令牌已过期", "请设备主人重新授权"),
        "70005": Row(
            "refresh token and key do not belong together", "check the key", "刷新令牌与 appKey 不匹配", "检查 appKey"),
        "70006": Row(
            "refresh token and user do not belong together", "have the owner authorise again", "刷新令牌与用户不匹配",
            "请设备主人重新授权"),
        "70007": Row("no such authorisation code", "have the owner authorise again", "授权码不存在", "请设备主人重新授权"),
        "80000": Row("the authorisation failed", "try again", "授权异常", "重试"),
        "80002": Row("code and token do not belong together", "have the owner authorise again", "授权码和令牌不匹配", "请设备主人重新授权"),
    ]
}
