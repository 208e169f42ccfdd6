extension Texts {
    /// What playlists and players say (api table 5.5).
    static let streamCodes: [String: Row] = [
        "none": Row(
            "what answers at the address is no playlist", "ask for a fresh one; a proxy or a login page may answer in its place",
            "地址返回的不是播放列表", "请重新获取地址；也可能是代理或登录页在应答"),
        "empty": Row(
            "the playlist has no video", "try again in a minute; if it stays so, look at the camera in the app",
            "播放列表中没有视频", "稍后再试；若一直如此，请在 App 中查看该摄像头"),
        "stalled": Row(
            "the playlist stands still", "try again in a minute; if it stays so, look at the camera's network",
            "播放列表没有更新", "稍后再试；若一直如此，请检查摄像头的网络"),
        "404": Row(
            "no stream yet, or no package for this device", "try again in a minute, or look at the package in the console",
            "尚无码流，或设备没有套餐", "稍后再试，或到控制台查看套餐"),
        "4057": Row("the address is not one of the platform", "ask for a fresh one", "播放地址不合法", "请重新获取地址"),
        "4058": Row("the address has expired", "ask for a fresh one", "地址已过期", "请重新获取地址"),
        "9048": Row(
            "too many are watching, or the device's package is not active", "close a player, or activate the package",
            "同时观看的人太多，或设备套餐未激活", "关闭一个播放器，或激活套餐"),
        "9049": Row(
            "the bandwidth of the plan is used up", "close a player, or take a larger plan",
            "套餐带宽已用完", "关闭一个播放器，或升级套餐"),
        "9053": Row(
            "no HLS stream, asked for with H.265 and without: the codec, a model without HLS, or a package that is used up or just activated",
            "set the camera to H.264, try FLV or RTMP, or look at the package; a new one takes an hour",
            "允许与不允许 H.265 都没有 HLS 流：编码不支持、该型号未开通 HLS，或套餐已用完或刚激活",
            "把摄像头改为 H.264，试 FLV 或 RTMP，或查看套餐；新套餐约一小时后生效"),
        "9057": Row("the device encrypts its stream", "lift its encryption first", "设备码流已加密", "请先解除加密"),
        "9060": Row("the stream server does not accept the address", "ask for a fresh one", "取流鉴权失败", "请重新获取地址"),
        "9061": Row("the stream server does not accept the address", "ask for a fresh one", "取流鉴权失败", "请重新获取地址"),
        "9062": Row("the stream server does not accept the address", "ask for a fresh one", "取流鉴权失败", "请重新获取地址"),
        "90601": Row("the stream of this address is not known", "ask for a fresh one", "流标识不存在", "请重新获取地址"),
        "90606": Row("the mobile data card does not allow it", "look at the card's plan", "4G 卡不允许取流", "检查 4G 卡套餐"),
        "95402": Row("there is no recording of that time", "choose another time", "该时段没有录像", "换一个时间段"),
        "95404": Row("the device is offline", "check its power and network", "设备不在线", "检查电源和网络"),
        "95405": Row("the device did not answer in time", "try again in a minute", "设备响应超时", "稍后再试"),
        "95406": Row("the stream server does not accept the token", "ask for a fresh address", "取流令牌无效", "请重新获取地址"),
        "95409": Row("the lens mask is on", "open the lens in the app", "隐私遮蔽已开启", "在 App 中打开镜头"),
        "95411": Row("the token has no right to this stream", "ask the owner to tick Real", "令牌无取流权限", "请设备主人勾选 Real"),
        "95415": Row("no such channel", "check the channel's number", "通道错误", "检查通道号"),
        "95416": Row("the device cannot serve another viewer", "close a player", "设备资源不足", "关闭一个播放器"),
        "95417": Row("the mobile data of the device is used up", "top up its card", "设备 4G 流量已用完", "为 4G 卡充值"),
        "95544": Row("the channel has no video", "look at the camera behind the recorder", "通道没有视频源", "检查录像机后的摄像头"),
        "95546": Row("too many are watching this device", "close a player", "设备取流并发已达上限", "关闭一个播放器"),
        "95547": Row("too many are watching this device", "close a player", "设备取流并发已达上限", "关闭一个播放器"),
    ]
}
