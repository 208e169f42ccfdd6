import Fleet
import Vocabulary

extension Texts {
    public static let chinese = Texts(
        language: .chinese,
        states: States(
            online: "在线", offline: "离线", unknown: "未知", on: "已加密", off: "未加密", pending: "待确认",
            encrypted: "已加密", playing: "可播", ready: "可用", refused: "被拒", notGranted: "未授权",
            limited: "受限", broken: "不可播", asking: "查询中", notAsked: "未询问", own: "自有", hosted: "托管"),
        columns: Columns(
            name: "名称", serial: "序列号", channel: "通道", model: "型号", status: "状态", encryption: "视频加密",
            encryptionShort: "加密", live: "直播", history: "历史", age: "时效", uptime: "在线率", source: "来源"),
        header: Header(
            cameras: { "\($0) 个摄像头" },
            count: { "\($0) \($1)" },
            demo: "演示",
            token: { "令牌剩 \($0)" },
            interval: { "每 \($0) 查询" },
            stretched: { "每 \($0) 查询（原为 \($1)）" },
            next: { "\($0) 后再查" },
            onDevices: { "（\($0) 路在 \($1) 台设备上）" },
            missing: { "平台未列出 \($0) 个" },
            push: "推送", unwatched: "未在前台", polling: "正在查询", paused: "已暂停", incomplete: "不完整",
            addressesRest: { "暂停查询地址（\($0)）" },
            calls: { "今日 \($0) 次调用，约 \($1) 次/天" }, callsShort: { "今日 \($0) 次调用" }, readOnly: "只读",
            noAnswer: { "\($1) 已 \($0) 无应答" }, refused: { "\($1) 已拒绝 \($0)" },
            noAnswerYet: { "\($0) 尚无应答" }, refusedYet: { "\($0) 拒绝" },
            filtered: { "\($1) 个中的 \($0) 个" },
            asking: { "正在查询 \($0) …" },
            noCameras: "云端已应答：此账号没有摄像头。",
            noHosted: "云端已应答：没有摄像头托管给此账号。",
            alone: { "仅 \($0)（\($1)：全部账号）" },
            moreTroubles: { "（另有 \($0) 个账号：\($1)）" },
            nothingMatches: { "没有符合筛选的摄像头。按 \($0) 清除筛选。" },
            tooSmall: "eztop：窗口太小，至少 24×5；按键仍有效"),
        notices: Notices(
            liftedForAnHour: { "已解除 \($0) 的加密，一小时后恢复；正在获取直播地址。" },
            lifting: { "正在解除 \($0) 的加密 …" },
            putBack: { "解除时间已到：\($0) 已重新加密。" },
            liftedUntil: { "\($0) 至 \($1)" },
            stillLifted: { "加密仍处于解除状态：\($0)。之后 eztop 运行时会恢复" + ($1.map { "；立即恢复：\($0)" } ?? "") },
            willNotBePutBack: { "\($0)：加密已解除，但因无法保存，到时不会恢复；请运行 \($1)" },
            notPutBack: { "解除时间已到，但未能恢复加密（\($0)）\($1 ? "：视频仍未加密" : "")；eztop 会重试" },
            notLifted: { "\($0)：未解除：列表显示仍为加密" },
            notRestored: { "\($0)：未恢复：列表显示仍未加密" },
            restoring: { "正在恢复 \($0) 的加密 …" },
            lifted: { "\($0) 的加密已解除，正在获取直播地址。" },
            restored: { "\($0) 的加密已恢复，直播地址失效。" },
            alreadyOff: { "\($0)：加密原本未开启（60016）。" },
            alreadyOn: { "\($0)：加密原本已开启（60019）。" },
            askingAddress: { "正在获取 \($0) 的直播地址 …" },
            sent: { "\($0) 的 HLS 地址已发送到 \($1)。终端不会确认收到。" },
            copyFailed: { "地址未能复制：\($0)" },
            tooLong: "地址过长，剪贴板放不下。",
            clipboardOff: "配置关闭了剪贴板。",
            checking: { "正在读取 \($0) 的播放列表 …" },
            plays: { "\($0) 可播：播放列表在前进。" },
            wholeDevice: { "\($0)（全部 \($1) 路）" },
            statusChanged: { "\($0) \($1)" },
            many: { "\($0) 个摄像头\($1)：\($2)" },
            notEncrypted: "不再加密",
            overtaken: "剪贴板已有更晚复制的内容，此次太迟，未复制。",
            encryptionCameOn: { "\($0)：加密已在别处开启，直播地址失效" },
            encryptionWentOff: { "\($0)：加密已在别处解除" },
            recovered: { "\($0) 恢复应答。" },
            terminalFellBack: { "本机没有此终端的描述，按 \($0) 处理。" },
            interval: { "改为每 \($0) 查询一次。" },
            manyCalls: { "每 \($0) 查询：约 \($1) 次/天。平台限制调用次数（10029、10007），但不公布额度。" },
            reconfigured: { changed, later in
                "已重新读取配置：\(changed.joined(separator: "、"))"
                    + (later.isEmpty ? "" : "（\(later.joined(separator: "、")) 下次启动生效）")
            },
            configurationStays: { "配置已改动但有误，仍用原来的。\($0)" },
            configurationMended: "配置已改正，与原来相同。",
            nothingHappened: { "自 \($0) 起没有变化。" },
            refreshing: "正在查询全部 …", refreshed: "已重新查询全部。",
            noProblem: "没有需要关注的摄像头。", noProblemShown: "当前列表中没有需要关注的摄像头。", mouseOff: "鼠标已关闭",
            mouseOn: { "鼠标已打开；按 \($0) 关闭后可用终端自己的选取" },
            routeTmux: "tmux", routeTerminal: "您的终端（OSC 52）", routeScreen: "经 screen 到您的终端（OSC 52）",
            routeWayland: "wl-copy", routeX11: "xclip", routeCommand: "您的剪贴板命令", and: "、"),
        reasons: Reasons(
            rows: { "列表中没有左右；按 \($0) 显示卡片" },
            noCamera: "未选中摄像头", nothingLifted: "没有在此解除且尚未恢复的加密", nothingMarked: "没有标记任何摄像头",
            batch: "对已标记摄像头的操作仍在进行",
            offline: { "\($0) 离线：云端连不上它" },
            busy: { "正在切换 \($0) 的加密" },
            encrypted: { name, key in "\(name) 已加密：\(key.map { "按 \($0) " } ?? "")解除之前没有直播地址" },
            cannotEncrypt: { "\($0)：平台称型号 \($1) 不支持切换视频加密" },
            cannotCapture: { "\($0)：平台称型号 \($1) 不支持抓图" },
            notGranted: { "\($0)：未授权（\($2)）；请设备主人勾选 \($1.rawValue)，之后按 \($3) 重试" }),
        dialogs: Dialogs(
            liftTitle: "解除加密？", restoreTitle: "恢复加密？", chooseTitle: "解除还是恢复加密？",
            restoreAllTitle: "恢复在此解除的加密？",
            channels: "通道",
            liftConsequence: { channels in
                [
                    channels == 1 ? "此摄像头的视频将不再加密。" : "这 \(channels) 个通道的视频将不再加密。",
                    "之后可获取直播地址；拿到地址的人都能观看。",
                ]
            },
            restoreConsequence: { channels in
                [
                    channels == 1 ? "此摄像头的视频将重新加密。" : "这 \(channels) 个通道的视频将重新加密。",
                    "直播地址失效；播放需要验证码。",
                ]
            },
            chooseConsequence: ["尚不知是否加密。解除后可获取直播地址，拿到地址的人都能观看；", "恢复后直播地址失效。"],
            hourConsequence: { "按 \($0) 只解除一小时：届时 eztop 在运行则自动恢复，\($1 ? "否则下次启动时恢复" : "否则不会恢复，因为什么也没有记住")。" },
            restoreAllConsequence: { "这 \($0) 台设备的视频将重新加密，直播地址随即失效。" },
            send: "发送", cancel: "取消",
            codeTitle: "验证码",
            codeWanted: { "云端要求先给出 \($0)（\($1)）的验证码（\($2)）。" },
            codeRefused: { "\($0)（\($1)）没有接受该验证码（\($2)）。" },
            codeWhere: "机身标签上的六个字母，除非在 App 中改过；只留在内存中。",
            code: "验证码", paletteTitle: "命令", noCommand: "没有这个命令。", helpTitle: "按键", logTitle: "日志", back: "返回",
            keep: "保留"),
        batch: Batch(
            actOnMarked: { "之后 \($0) 作用于所有已标记的" },
            marks: { $1 == 0 ? "已标记 \($0)" : "已标记 \($0)，其中 \($1) 个被筛掉" },
            marked: { marked, devices, hidden in
                "已标记 \(marked) 个摄像头" + (devices == marked ? "" : "，属于 \(devices) 台设备")
                    + (hidden == 0 ? "。" : "；其中 \(hidden) 个不在当前列表中。")
            },
            channels: { "\($0) 个通道" },
            allOn: "它们都已加密", allOff: "它们都没有加密",
            consequence: "解除后可以获取直播地址，得到地址的人都能观看；恢复后地址失效。已是该状态的不会再动。",
            liftingTitle: "正在解除加密", restoringTitle: "正在恢复加密", addressTitle: "正在获取地址", checkTitle: "正在检查",
            lifted: { "已解除加密：\($0)/\($1)" }, restored: { "已恢复加密：\($0)/\($1)" },
            addressed: { "地址：\($0)/\($1)" }, checked: { "可播：\($0)/\($1)" },
            refused: { "被拒 \($0)" }, unanswered: { "没有应答 \($0)" }, leftAlone: { "未动 \($0)" }, notSent: { "未发送 \($0)" },
            running: { "进行中：\($0)" },
            inTurn: "每次检查占用账号为数不多的一路流：逐个进行，间隔十秒。",
            separator: "，", hide: "在后台继续", more: { "其余见日志（\($0)）" },
            codeAlone: { "\($0)：需要验证码；按 \($1) 取消标记后，单独对它按 \($2) 输入" },
            already: { "原已如此 \($0)" },
            states: { on, off, unknown, offline in
                var parts = ["已加密 \(on)", "未加密 \(off)"]
                if unknown > 0 { parts.append("未知 \(unknown)") }
                return parts.joined(separator: "，") + (offline > 0 ? "；其中离线 \(offline)（不动）" : "")
            }),
        chooser: Chooser(
            accounts: "账号", themes: "主题", columns: "列", allAccounts: "全部", show: "显示", asBefore: "恢复原样",
            tooNarrow: "（终端太窄）"),
        card: Card(
            asking: "正在获取地址…", neverEnds: "永不过期",
            noID: "此地址没有 id，无法作废",
            stable: { "eztop serve 运行期间可播放。得到此地址的人都能观看；eztop serve --new-live-key 使其全部失效。\($0) 复制。" },
            byHand: { "得到此地址的人都能观看。按 \($0) 复制；若未到达，请在上面手动选取。" },
            holdsCode: { "此地址含设备验证码，这里已遮盖：得到它的人能观看，也能解除加密。按 \($0) 复制完整地址。" },
            withdrawAgain: { "再按 \($0) 作废此地址，持有者不能再观看；按其他键则不作废。" },
            isWithdrawn: { "已作废：持有者不能再观看。按 \($0) 另外获取地址。" },
            withdrawn: { "\($0)：地址已作废，持有者不能再观看" }, withdrawing: { "正在作废 \($0) 的地址…" },
            wantsRows: { "二维码需要 \($0) 行，这里有 \(max(0, $1)) 行" },
            wantsColumns: { "二维码需要 \($0) 列，这里有 \($1) 列" }),
        picture: Picture(
            asking: "摄像头正在抓图…", unreadable: "收到的不是 JPEG 图片。", ago: { "\($0) 前" }),
        player: Player(
            starting: { "正在用播放器打开 \($0)" }, failed: { "播放器出错：\($0)" },
            missing: { "本机没有播放器 \($0)；按 \($1) 显示地址，可在别处打开" },
            noDisplay: { "这里没有可用的显示器（ssh？）；按 \($0) 显示地址，可在别的机器上打开" }, none: "配置中没有播放器"),
        log: Log(
            messages: "消息", changes: "变化", calls: "调用", nothing: "没有可复制的内容。",
            sent: { "日志已发送到 \($0)。终端不会确认收到。" }),
        replay: Replay(running: "重放", halted: "已暂停", over: "已到结尾", keys: "空格 暂停   n 下一条   q 离开"),
        details: Details(
            channel: { "通道 \($0)" },
            rights: "权限", granted: "已授权", untried: "未试",
            hostedRights: "托管设备：使用托管令牌，权限以设备主人勾选的为准。没有 Config 权限时，只能由主人在 App 中解除加密。",
            right: { kind in
                switch kind {
                case .get: "状态"
                case .live: "直播"
                case .configure: "加密"
                case .capture: "抓图"
                }
            },
            tick: { "请设备主人在 App 的托管设置中勾选 \($0.rawValue)；按 \($1) 重试。" },
            noChannel: "无通道", ownDevice: "自有设备", hostedDevice: "托管设备",
            battery: "电池供电：不会自动检查，以免唤醒。",
            checked: { "\($0) 前由 \($1) 得知" },
            neverChecked: "尚未查询", stale: "已过时",
            changed: { "\($0) 前变化" },
            pending: { "\($1) 前切换为\($0)，云端尚未确认" },
            lifted: { "由您在 \($0) 前解除" }, putBack: { "\($0) 后恢复（需 eztop 运行）" }, putBackDue: "即将恢复",
            orLonger: "，或更久", offlineSince: { "自 \($0) 起离线，已 \($1)" },
            address: "直播地址",
            ends: { "\($0) 到期（剩 \($1)）" }, endsIn: { "剩 \($0)" },
            changes: "变化", noChanges: "最近 24 小时没有变化。",
            by: { author in
                switch author {
                case .cloud: "云端"
                case .push: "推送消息"
                case .you: "您"
                case .another: "您的另一个 eztop"
                case .device: "设备自行或由应用"
                }
            }, appeared: "出现", disappeared: "已从账号消失",
            recovered: "恢复应答"),
        past: .chinese,
        sharing: .chinese, serving: .chinese, stable: .chinese,
        errors: Errors(
            unreachable: { "连不上 \($0)：\($1)" },
            malformed: { "\($0) 对 \($1) 的应答无效：\($2)" }, badReply: { "对 \($0) 的应答无效：\($1)" },
            openEnded: { "\($0) 没有应答（\($1)）：不知道是否已执行；\($2)可知结果" },
            nextReading: "下次读取列表",
            saidOff: "但列表显示未加密：仍可解除一次，或稍后再试",
            unpublished: "公开文档中没有此返回码的说明；请重试，或凭返回码咨询平台客服",
            retries: "会自动重试", tryAgain: "请检查网络后重试",
            ourChecks: "eztop 自己的检查可能还占着取流路数；请过一分钟再检查",
            wrongHost: { host in
                host.hasSuffix("ys7.com")
                    ? "所问主机为 \(host)：海外控制台的 appKey 在那里不存在，请把 region 改为 eu、us、sa、sg、in 或 ru"
                    : "所问主机为 \(host)：其他区域的 appKey 在那里不存在，open.ys7.com 的 appKey 需 region = \"cn\""
            },
            asksHourly: "何时恢复没有说明；eztop 每小时试一次",
            checkKey: "请从控制台重新复制 appKey 和 appSecret",
            askOwner: { "请设备主人勾选 \($0.rawValue)" },
            missing: { "\($0) 统计的数量比列出的多 \($1) 个；个人版只列出 10 台设备：如为个人版，请升级企业版，或移除部分设备" },
            forgot: { fault in
                switch fault {
                case .unavailable: "状态目录无法写入：下次启动不会记得任何内容"
                case .foreign: "状态文件属于他人、是链接或对他人开放：不予使用，也不记录"
                case .damaged: "状态文件已损坏，已另存为 state.db.damaged 并重新开始"
                case .journal: "状态文件旁有一个不属于它的日志文件，已另存为 state.db.damaged-journal"
                case .newer: "状态文件来自更新版本的 eztop：不予使用，也不记录"
                case .full: "状态文件无法写入，磁盘已满或损坏：不记录"
                case .clock: "时钟不准，或已有记录的时间晚于现在：修正之前不记录历史"
                case .busy: "另一个 eztop 正占用状态文件；下次再写"
                }
            },
            rememberedAgain: "状态文件可以写入了，继续记录",
            push: { news in
                switch news {
                case .listening(let address, let callback): "在 \(address)/ 接收推送消息，托管授权回调为 \(address)\(callback)"
                case .deaf(let reason): "无法接收推送消息：\(Texts.chineseSystemWords(reason))；查询照常"
                case .rejected(let count): "拒绝了 \(count) 条推送消息：签名或时间不对；请核对 push.secret 与控制台一致，并校准时钟"
                case .alarm(let kind): "报警 \(kind)"
                case .pulling(let group): "从平台的消息队列接收消息（\(group.rawValue)）"
                case .refused: "查询照常，但平台的消息队列没有消息可取"
                case .passedOver(let count): "平台消息队列中有 \(Durations.grouped(count)) 条消息过旧，未作提示"
                }
            },
            clockAhead: { "本机时钟比 \($1) 快 \($0)：请校准，否则时长与到期时间都不准" },
            clockBehind: { "本机时钟比 \($1) 慢 \($0)：请校准，否则时长与到期时间都不准" }),
        commandLine: CommandLine(
            noTerminal: "仪表盘需要终端。没有终端时：`eztop devices` 列出全部摄像头，`eztop watch` 每有变化输出一行。",
            dumbTerminal: "仪表盘需要能移动光标的终端，而 TERM 不是。`eztop watch` 每有变化输出一行，`eztop devices` 列出全部摄像头。",
            nothingConfigured: """
                eztop 还没有账号。
                  eztop --demo     显示模拟的家，不需要账号
                  eztop setup      询问并验证 appKey 与 appSecret，写入配置
                  EZTOP_APP_KEY、EZTOP_APP_SECRET 和 EZTOP_REGION 不用文件即可指定账号
                """,
            manyCalls: { "正在获取直播地址：\($0) 次调用" },
            watching: { "正在观察 \($0) 个摄像头：每有变化输出一行，按 ^C 结束" },
            nothingMatches: { "没有符合 --filter \($0) 的摄像头" },
            endsWithDemo: "演示用的模拟云随本命令结束，其直播地址随之失效。",
            noDemo: "setup 为真实账号写入配置；演示不需要配置：eztop --demo",
            unknownSerial: { "所有账号中都没有摄像头 \($0)" },
            unknownAmongAnswered: { "已应答的账号中没有摄像头 \($0)" },
            notHosted: { "\($0) 不是托管给您的；可归还的见 eztop hosting devices" },
            wholeDevice: "加密属于整台设备：请只写序列号，不加通道",
            severalAccounts: { "\($0) 在多个账号中：\($1)；请用 --account 选择" },
            whichChannel: { "\($0) 的通道：\($1)" },
            unknownAccount: { "没有名为 \($0) 的账号；现有：\($1)" },
            readOnly: "只读模式：不做任何改变设备的操作",
            lifted: { "\($0) 的加密已解除。" }, restored: { "\($0) 的加密已恢复。" },
            codePrompt: { "\($0) 的验证码：" },
            codeAsked: { "云端需要验证码（\($0)）。" },
            codeWanted: { "云端需要验证码（\($0)）：请设置 EZTOP_VERIFICATION_CODE，或配置中的 accounts.verification_codes。" },
            codeRefused: { "云端没有接受所发送的验证码（\($0)）：验证码在机身标签上，除非在 App 中改过。" },
            noCode: "没有输入验证码：加密保持不变。",
            incomplete: { "不完整：\($0)" },
            sent: { "已发送到 \($0)。终端不会确认收到。" },
            noTerminalForCopy: "没有可发送的终端",
            pictureToTerminal: "图片不能输出到终端：请指定文件或使用管道",
            addressPrompt: "地址或其 id：", noAddressGiven: "没有给出地址或 id", withdrawn: "已作废。",
            wantsYes: "没有终端可供询问：加 --yes 则不询问直接归还",
            nothingGivenBack: "未归还任何摄像头", keptWithoutReason: "仍在托管；云端未说明原因",
            giveBack: { "把这 \($0) 个摄像头归还主人？只有主人才能再次托管。[y/N]" },
            whichAccount: { "有多个账号：\($0)；请用 --account 选择" },
            fileFault: { "\($0)：\($1)" }, noRecording: { "\($0)：不是 eztop 的录制文件" },
            simulatedInPublic: {
                "模拟云对其他机器开放：明文 HTTP，拿到其地址的人即可观看视频；只有持有下列密钥者可以请求，只有持有控制地址者可以更改（\($0)）"
            },
            notPlaying: { "不可播：\($0)" }),
        setup: .chinese, manual: .chinese, install: .chinese, unit: .chinese, report: .chinese, alerts: .chinese,
        commands: [
            "move-down": CommandWords("下一个摄像头", "向下"),
            "move-up": CommandWords("上一个摄像头", "向上"),
            "page-down": CommandWords("下一页", "下页"),
            "page-up": CommandWords("上一页", "上页"),
            "first-row": CommandWords("第一个摄像头", "最前"),
            "last-row": CommandWords("最后一个摄像头", "最后"),
            "next-problem": CommandWords("下一个需要关注的摄像头", "下个问题"),
            "details": CommandWords("详情：每个已知事实及其时效", "详情"),
            "mark": CommandWords("标记摄像头", "标记"),
            "mark-all": CommandWords("标记全部行，或全部取消", "全标"),
            "clear-marks": CommandWords("取消所有标记", "取消标记"),
            "move-left": CommandWords("左边的卡片", "左"),
            "move-right": CommandWords("右边的卡片", "右"),
            "card": CommandWords("地址卡：各种协议、完整地址、二维码", "地址卡"),
            "play": CommandWords("用播放器打开地址", "播放"),
            "picture": CommandWords("抓图并在此显示", "图片"),
            "tiles": CommandWords("卡片或列表", "卡片"),
            "pane": CommandWords("详情栏的位置", "详情栏"),
            "history": CommandWords("历史：30 天，每行一个摄像头，以及同时离线记录", "历史"),
            "history-span": CommandWords("历史列的范围：24 小时、7 天、30 天", "范围"),
            "columns": CommandWords("选择列", "列"),
            "accounts": CommandWords("选择显示的账号", "账号"),
            "theme": CommandWords("选择主题", "主题"),
            "mouse": CommandWords("打开或关闭鼠标", "鼠标"),
            "toggle-encryption": CommandWords("解除或恢复设备的加密；先询问", "加密"),
            "restore-encryption": CommandWords("把在此解除的加密全部恢复；先询问", "全部加密"),
            "copy-address": CommandWords("复制 HLS 地址", "复制 HLS"),
            "check": CommandWords("读取播放列表：能播吗？", "检查"),
            "refresh": CommandWords("立即查询此摄像头", "刷新"),
            "refresh-all": CommandWords("立即查询全部", "全部刷新"),
            "filter": CommandWords("筛选：名称、序列号、型号、状态；!词 表示排除", "筛选"),
            "sort": CommandWords("按下一列排序", "排序"),
            "reverse-sort": CommandWords("颠倒顺序", "倒序"),
            "pause": CommandWords("暂停或继续查询", "暂停"),
            "longer-interval": CommandWords("加长间隔", "慢些"),
            "shorter-interval": CommandWords("缩短间隔", "快些"),
            "palette": CommandWords("按名称执行任何命令", "命令"),
            "log": CommandWords("消息、变化和调用的日志", "日志"),
            "help": CommandWords("本页", "帮助"),
            "redraw": CommandWords("重画屏幕", "重画"),
            "suspend": CommandWords("挂起；fg 返回", "挂起"),
            "dismiss": CommandWords("关闭消息，再清除筛选，再取消所有标记", "关闭"),
            "quit": CommandWords("退出", "退出"),
            "page-dismiss": CommandWords("关闭所显示的错误，否则返回上一页", "返回"),
            "page-back": CommandWords("返回上一页", "返回"),
            "scroll-down": CommandWords("向下一行", "滚动"),
            "scroll-up": CommandWords("向上一行", "滚动"),
            "scroll-page-down": CommandWords("下一页", "下页"),
            "scroll-page-up": CommandWords("上一页", "上页"),
            "scroll-top": CommandWords("到开头", "开头"),
            "scroll-bottom": CommandWords("到末尾", "末尾"),
            "details-close": CommandWords("返回上一页", "返回"),
            "details-up": CommandWords("向上一行", "滚动"),
            "details-down": CommandWords("向下一行", "滚动"),
            "card-copy": CommandWords("复制地址", "复制"),
            "card-hls": CommandWords("HLS 地址", "HLS"),
            "card-llhls": CommandWords("低延迟 HLS 地址", "LLHLS"),
            "card-rtmp": CommandWords("RTMP 地址", "RTMP"),
            "card-flv": CommandWords("FLV 地址", "FLV"),
            "card-ezopen": CommandWords("平台自有播放器的地址", "ezopen"),
            "card-sd": CommandWords("标清", "SD"),
            "card-hd": CommandWords("高清", "HD"),
            "card-stable": CommandWords("由 eztop serve 提供的永久地址，并复制", "永久"),
            "card-check": CommandWords("读取播放列表：能播吗？", "检查"),
            "card-withdraw": CommandWords("按两次：作废地址，持有者不能再观看", "作废"),
            "card-keep": CommandWords("按第一次之后：地址保持不变", "保留"),
            "picture-again": CommandWords("再抓一张图", "再抓一张"),
            "history-close": CommandWords("返回上一页", "返回"),
            "history-down": CommandWords("下一个摄像头", "移动"),
            "history-up": CommandWords("上一个摄像头", "移动"),
            "history-page-down": CommandWords("下一页", "下页"),
            "history-page-up": CommandWords("上一页", "上页"),
            "history-first": CommandWords("第一个摄像头", "最前"),
            "history-last": CommandWords("最后一个摄像头", "最后"),
            "history-camera": CommandWords("该摄像头的离线记录、一周各时段与在线率", "此摄像头"),
            "log-filter": CommandWords("筛选日志；!词 表示排除", "筛选"),
            "log-kind": CommandWords("消息、变化、调用，或全部", "类别"),
            "log-copy": CommandWords("以纯文本复制所显示的内容", "复制"),
            "log-clear": CommandWords("先清除筛选，再返回", "清除"),
            "log-close": CommandWords("返回上一页", "返回"),
            "help-close": CommandWords("返回上一页", "返回"),
            "prompt-keep": CommandWords("保留所输入的", "保留"),
            "prompt-clear": CommandWords("清除所输入的", "清除"),
            "filter-leave": CommandWords("没有输入时离开筛选", "离开"),
            "dialog-confirm": CommandWords("执行所询问的操作", "执行"),
            "dialog-leave": CommandWords("离开，一切保持不变", "保持不变"),
            "dialog-down": CommandWords("比屏幕长时向下一行", "滚动"),
            "dialog-up": CommandWords("向上一行", "滚动"),
            "dialog-page-down": CommandWords("下一页", "下页"),
            "dialog-page-up": CommandWords("上一页", "上页"),
            "encryption-lift": CommandWords("两个方向都可选时，解除加密", "解除加密"),
            "encryption-hour": CommandWords("解除一小时", "解除一小时"),
            "encryption-restore": CommandWords("两个方向都可选时，恢复加密", "恢复加密"),
            "batch-stop": CommandWords("停止尚未发送的", "停止尚未发送的"),
            "chooser-down": CommandWords("下一行", "向下"),
            "chooser-up": CommandWords("上一行", "向上"),
            "chooser-first": CommandWords("第一行", "最前"),
            "chooser-last": CommandWords("最后一行", "最后"),
            "chooser-toggle": CommandWords("显示或隐藏该列", "显示或隐藏"),
            "palette-down": CommandWords("下一个命令", "向下"),
            "palette-up": CommandWords("上一个命令", "向上"),
            "palette-complete": CommandWords("补全其名称", "补全"),
            "palette-leave": CommandWords("没有输入时离开", "离开"),
        ],
        headings: [
            "move": "移动", "camera": "所选摄像头", "list": "列表", "program": "程序", "pages": "各页面", "scrolling": "文字页面",
            "details": "详情", "card": "地址卡", "picture": "图片", "history": "历史", "camera-history": "单个摄像头的历史", "log": "日志",
            "help": "帮助", "prompts": "输入筛选时",
            "filter": "列表的筛选", "log-filter": "日志的筛选", "dialogs": "各对话框", "encryption": "加密对话框",
            "restoration": "恢复加密对话框", "code": "验证码", "marked": "已标记摄像头对话框", "batch": "正在处理已标记的",
            "chooser": "选择列表", "palette": "命令面板",
        ])
}
