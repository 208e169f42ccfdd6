import Fleet

extension Texts {
    /// Why nothing could be reached, in a few words: libcurl's sentence names host and port again, and does not fit a line. What
    /// is not among these stays in libcurl's own words.
    func networkFault(_ reason: String) -> String {
        guard let row = Self.networkFaults.first(where: { row in row.said.contains { reason.contains($0) } }) else {
            return systemWords(reason)
        }
        return language == .chinese ? row.chinese : row.english ?? reason
    }

    /// The request was on its way when the connection ended: libcurl says `Connection timed out` only before.
    static func isOpenEnded(_ reason: String) -> Bool {
        [
            ServiceError.pollerGone, ServiceError.pollerSilent, "Operation timed out", "Operation too slow", "reset by peer",
            "Empty reply from server",
        ].contains { reason.contains($0) }
    }

    /// What libcurl says, in any of its versions, and what was wrong with a reply; without English words its own ones do.
    private static let networkFaults: [(said: [String], english: String?, chinese: String)] = [
        (
            ["an address inside"], "the cloud named an address of this machine or its network, which was not asked",
            "云端给出了本机或本网络的地址，未予访问"
        ),
        (
            [ServiceError.tooManyCameras], "more than 20,000 cameras, of which the rest is left out", "摄像头超过 20,000 台，其余未列出"
        ),
        (["Connection refused"], "connection refused", "连接被拒绝"),
        (["No route to host", "Host is unreachable"], "no route to the host", "没有到该主机的路由"),
        (["Network is unreachable"], "no network", "没有网络"),
        ([ServiceError.stillWaiting], "still waiting", "仍在等待"),
        ([ServiceError.pollerGone], nil, "负责查询的进程已退出"),
        ([ServiceError.pollerSilent], nil, "负责查询的进程没有应答"),
        ([ServiceError.noService], nil, "没有程序应答您"),
        ([ServiceError.foreignService], nil, "在监听的不是 eztop，或属于另一用户"),
        ([ServiceError.crowdedService], nil, "您已有过多的程序连接它"),
        ([ServiceError.serviceOfOtherVersion], nil, "其 eztop 是另一版本"),
        ([ServiceError.serviceWithoutAccount], nil, "其中没有这个账号"),
        (["timed out", "Timeout was reached"], "timed out", "超时"),
        (["Could not resolve host", "Couldn't resolve host"], "no such host", "没有这个主机"),
        (["Could not resolve proxy", "Couldn't resolve proxy"], "no such proxy", "没有这个代理"),
        (["reset by peer"], "connection reset", "连接被重置"),
        (["Empty reply from server"], "connection closed without a reply", "连接关闭而无应答"),
        (["Couldn't connect to server", "Could not connect to server", "Failed to connect"], "no connection", "连接失败"),
        (["certificate has expired"], nil, "主机的证书已过期"),
        (["self-signed certificate", "self signed certificate"], nil, "主机的证书为自签名，不受信任"),
        (["SSL certificate", "certificate"], nil, "主机的证书不受信任"),
        (
            ["wrong version number", "packet length too long", "unknown protocol", "http request"],
            "no TLS is spoken there: something in between answers, or your own base_url is one of http://",
            "该端口不是 TLS：中间有代理应答，或您自设的 base_url 应为 http://"
        ),
        (["SSL", "TLS"], nil, "TLS 连接失败"),
        (["the reply is no JSON object"], nil, "应答不是 JSON 对象"),
        (["the reply has no code"], nil, "应答没有返回码"),
        (["the serial is none"], nil, "这不是序列号"),
        (["the address leads to no playlist"], nil, "地址下没有播放列表"),
        (["the picture is empty"], nil, "图片为空"),
        (["the reply has no token, or none with an end"], nil, "应答没有令牌，或令牌没有到期时间"),
        (["the reply has no consumer"], nil, "应答没有消费者"),
        ([ServiceError.sameMessages], nil, "同样的消息一再出现"),
        (["the reply has no list"], nil, "应答没有列表"),
        (["the reply has no device"], nil, "应答没有设备"),
        (["the reply has no picture"], nil, "应答没有图片"),
        (["the reply has no capacity"], nil, "应答没有设备能力"),
        (["the reply has no address of the protocol asked for"], nil, "应答没有所求协议的地址"),
        (["the reply is over"], nil, "应答过大"),
        (["the reply has too many values"], nil, "应答的内容过多"),
        (["the reply is of another device"], nil, "应答属于另一台设备"),
        (["no account of that name"], nil, "没有这个账号"),
    ]
}
