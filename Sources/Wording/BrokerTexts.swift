import Fleet

extension Texts {
    public var broker: Broker {
        switch language {
        case .english: .english
        case .chinese: .chinese
        }
    }

    /// Of the broker to which states are published (MQTT).
    public struct Broker: Sendable {
        /// The broker, and the topic below which they are.
        public var publishing: @Sendable (String, String) -> String
        /// The broker, and why there is nothing.
        public var failed: @Sendable (String, String) -> String
        public var noLibrary, noPassword, unwelcome, ousted: String
        public var insecure, lost: @Sendable (String) -> String
        public var refused: @Sendable (Int) -> String
        /// The serial, and the direction.
        public var switched, notSwitched: @Sendable (String, Bool) -> String
        public var busy, wantsCode, refusesCode: String
        /// What Home Assistant calls them.
        public var encryption, live: String
    }

    /// What happened at the broker, in words.
    public func describe(_ news: BrokerNews) -> String {
        switch news {
        case .publishing(let place, let topic): broker.publishing(place, topic)
        case .failed(let fault, let place): broker.failed(place, describe(fault))
        case .switched(let serial, let on): broker.switched(serial, on)
        case .notSwitched(let serial, let on, let refusal):
            broker.notSwitched(serial, on) + punctuation.colon + describe(refusal)
        }
    }

    public func describe(_ fault: BrokerFault) -> String {
        switch fault {
        case .noLibrary: broker.noLibrary
        case .noPassword: broker.noPassword
        case .unreachable(let reason): systemWords(reason)
        case .insecure(let reason): broker.insecure(reason)
        case .unwelcome: broker.unwelcome
        case .refused(let code): broker.refused(code)
        case .lost(let reason): broker.lost(systemWords(reason))
        case .ousted: broker.ousted
        }
    }

    private func describe(_ refusal: SwitchRefusal) -> String {
        switch refusal {
        case .busy: broker.busy
        case .wantsCode: broker.wantsCode
        case .refusesCode: broker.refusesCode
        case .failed(let trouble): explain(trouble, retries: false)
        }
    }
}

extension Texts.Broker {
    static let english = Texts.Broker(
        publishing: { "MQTT: states are at \($0), below \($1)" },
        failed: { "MQTT: nothing is published at \($0): \($1); polling goes on, and it is tried again" },
        noLibrary: "libmosquitto is not installed (apt-get install libmosquitto1)",
        noPassword: "mqtt.password_file cannot be used; eztop doctor says why",
        unwelcome: "the broker takes neither this user nor this password; compare mqtt.url and mqtt.password_file with its own",
        ousted:
            "the broker breaks off again and again; another one may be there by the same name: give each machine its own mqtt.node",
        insecure: {
            "no TLS that is to be trusted (\($0)); compare the host in mqtt.url with its certificate, and set mqtt.ca_file where its authority is your own"
        },
        lost: { "the connection broke (\($0))" },
        refused: { "the broker refused (MQTT \($0))" },
        switched: { "MQTT: encryption of \($0) switched \($1 ? "on" : "off")" },
        notSwitched: { "MQTT: encryption of \($0) not switched \($1 ? "on" : "off")" },
        busy: "other switches are under way",
        wantsCode: "the platform wants its verification code: write it below [accounts.verification_codes]",
        refusesCode: "the verification code in the configuration is not the device's",
        encryption: "Encryption", live: "Live")

    static let chinese = Texts.Broker(
        publishing: { "MQTT：状态发布到 \($0) 的 \($1) 之下" },
        failed: { "MQTT：无法发布到 \($0)：\($1)；查询照常，将再次尝试" },
        noLibrary: "未安装 libmosquitto（apt-get install libmosquitto1）",
        noPassword: "mqtt.password_file 无法使用；eztop doctor 会说明原因",
        unwelcome: "服务器不接受此用户名或密码；请核对 mqtt.url 和 mqtt.password_file",
        ousted: "服务器一再断开连接，可能另有同名的客户端：请给每台机器各设 mqtt.node",
        insecure: { "没有可信的 TLS（\($0)）；请核对 mqtt.url 中的主机与其证书，若为自建证书机构请设置 mqtt.ca_file" },
        lost: { "连接断开（\($0)）" },
        refused: { "服务器拒绝（MQTT \($0)）" },
        switched: { "MQTT：\($0) 的加密已\($1 ? "开启" : "关闭")" },
        notSwitched: { "MQTT：\($0) 的加密未能\($1 ? "开启" : "关闭")" },
        busy: "有其他切换正在进行",
        wantsCode: "平台要求其验证码：请写入 [accounts.verification_codes]",
        refusesCode: "配置中的验证码不是该设备的",
        encryption: "加密", live: "直播")
}
