extension Texts {
    /// The conversation of `eztop setup`.
    public struct Setup: Sendable {
        /// The file that will hold what is answered.
        public var welcome: @Sendable (String) -> String
        public var needsTerminal: String
        public var appKey, appSecret, noKey, noSecret: String
        /// A host, and what came of asking it.
        public var asking: @Sendable (String) -> String
        public var known: String
        /// A host, and the account that has the key already.
        public var wrongSecret, keyIsThere: @Sendable (String) -> String
        public var nowhereAt: @Sendable (String) -> String
        public var nowhere, again: String
        /// The hosts that did not answer.
        public var unanswered: @Sendable (String) -> String
        /// Cameras in all, online, and encrypted.
        public var found: @Sendable (Int, Int, Int) -> String
        public var none: String
        public var more: @Sendable (Int) -> String
        public var offerHosted: String
        public var foundHosted: @Sendable (Int) -> String
        public var noHosted: String
        public var name: @Sendable (String) -> String
        public var badName: String
        public var nameIsThere: @Sendable (String) -> String
        public var whereSecret, command: String
        public var commandFailed: @Sendable (String) -> String
        public var commandDiffers: String
        /// The accounts that the file has.
        public var exists: @Sendable (String, String) -> String
        public var hasOnlySettings: @Sendable (String) -> String
        public var addOrReplace, replaceWarning: String
        public var write: @Sendable (String) -> String
        public var written, kept: @Sendable (String) -> String
        public var changedMeanwhile: @Sendable (String) -> String
        public var cannotAdd, noHome, next, left: String
        /// What was typed is neither of the two answers.
        public var enterOrCommand: String
        /// What means yes, and no.
        public var yes, no: [String]
    }
}

extension Texts.Setup {
    static let english = Texts.Setup(
        welcome: { file in
            """
            eztop asks the cloud as an app of the open platform, which has an appKey and an appSecret. The console shows them once you are logged in:

              China       open.ys7.com: 应用管理 / 我的应用 (app management / my apps)
              elsewhere   open.ezvizlife.com: My Apps

            They will be kept in \(file), which nobody but you may read. ^C leaves, and writes nothing.

            """
        },
        needsTerminal:
            "setup asks questions and so needs a terminal. Without one: EZTOP_APP_KEY, EZTOP_APP_SECRET and EZTOP_REGION, or a file as docs/configuration.md describes it.",
        appKey: "appKey: ", appSecret: "appSecret (stars stand for it): ",
        noKey: "An appKey is 1 to 128 letters and digits, without blanks.", noSecret: "An appSecret is 1 to 256 characters.",
        asking: { "  \($0)  " }, known: "knows this key",
        wrongSecret: { "\($0) knows this key, but not with this secret. Copy the secret from the console once more." },
        keyIsThere: { "The file has this key already, as \($0). Nothing was written." },
        nowhereAt: {
            "\($0) does not know this key. Look for a letter that is missing; EZTOP_BASE_URL or EZTOP_REGION named that host."
        },
        nowhere: "No region knows this key. Look for a letter that is missing, or for an app that was disabled.",
        again: "Enter tries again, q leaves: ",
        unanswered: { "No answer from \($0), so the key may well be good: look at the network, and at https_proxy." },
        found: { all, online, encrypted in
            "\(all == 1 ? "1 camera" : "\(all) cameras"): \(online) online, \(encrypted) encrypted"
        },
        none: "The cloud answers, and this account has no cameras of its own yet.",
        more: { "and \($0) more" },
        offerHosted: "Show cameras that other people hosted to this app (设备托管) too? [y/N] ",
        foundHosted: { $0 == 1 ? "1 hosted camera" : "\($0) hosted cameras" },
        noHosted: "None is hosted yet; `eztop hosting link` shows the page on which an owner does it.",
        name: { "A name for this account [\($0)]: " },
        badName: "1 to 64 characters without slashes, a letter or a digit first.",
        nameIsThere: { "There already is an account \($0)." },
        whereSecret: "Enter keeps the secret in the file; c names a command that prints it: ",
        command: "command, such as pass show ezviz (or gopass, secret-tool): ",
        commandFailed: { "That did not work: \($0)" },
        commandDiffers: "The command's first line is not the secret that was typed.",
        exists: { "\($0) is there already, with the accounts \($1)." },
        hasOnlySettings: { "\($0) is there already, with settings and no account." },
        addOrReplace: "a adds an account to it, r replaces it, Enter leaves it as it is: ",
        replaceWarning: "The old file will be kept beside it, with .old at its end.",
        write: { "Write \($0)? [Y/n] " },
        written: { "Written: \($0)" }, kept: { "The old one: \($0)" },
        changedMeanwhile: { "\($0) was changed meanwhile: nothing was written; begin again" },
        cannotAdd: "The account cannot be put at the end of this file, which stays as it is: write it there by hand.",
        noHome: "the environment names no home: name a file with --config",
        next: "Now: `eztop` shows the cameras, `eztop doctor` looks whether terminal and clipboard play along.",
        left: "Nothing was written.",
        enterOrCommand: "Not taken: that is neither Enter nor c. After c the command is asked for.", yes: ["y", "yes"],
        no: ["n", "no"])

    static let chinese = Texts.Setup(
        welcome: { file in
            """
            eztop 以开放平台应用的身份查询云端，其 appKey 和 appSecret 登录后见控制台：

              国内    open.ys7.com：应用管理 / 我的应用
              海外    open.ezvizlife.com：My Apps（我的应用）

            它们将保存在 \(file)，只有您能读取。按 ^C 离开，不写入任何内容。

            """
        },
        needsTerminal:
            "setup 要询问，因此需要终端。没有终端时：设置 EZTOP_APP_KEY、EZTOP_APP_SECRET 和 EZTOP_REGION，或按 docs/configuration.md 写配置文件。",
        appKey: "appKey：", appSecret: "appSecret（以星号显示）：",
        noKey: "appKey 是 1 到 128 个字母和数字，不含空格。", noSecret: "appSecret 是 1 到 256 个字符。",
        asking: { "  \($0)  " }, known: "有此 appKey",
        wrongSecret: { "\($0) 有此 appKey，但 appSecret 不匹配。请从控制台重新复制。" },
        keyIsThere: { "配置中已有此 appKey，账号名为 \($0)。未写入任何内容。" },
        nowhereAt: { "\($0) 没有此 appKey。请检查是否漏了字符；该主机由 EZTOP_BASE_URL 或 EZTOP_REGION 指定。" },
        nowhere: "所有区域都没有此 appKey。请检查是否漏了字符，或应用是否被停用。",
        again: "按 Enter 重试，q 离开：",
        unanswered: { "\($0) 没有应答，appKey 可能没有问题：请检查网络和 https_proxy。" },
        found: { all, online, encrypted in "\(all) 个摄像头：\(online) 个在线，\(encrypted) 个已加密" },
        none: "云端已应答：此账号还没有自己的摄像头。",
        more: { "另有 \($0) 个" },
        offerHosted: "是否也显示他人托管给此应用的摄像头（设备托管）？[y/N] ",
        foundHosted: { "\($0) 个托管的摄像头" },
        noHosted: "还没有托管的摄像头；`eztop hosting link` 显示供主人授权的页面。",
        name: { "此账号的名称 [\($0)]：" },
        badName: "1 到 64 个字符，不含斜杠，以字母或数字开头。",
        nameIsThere: { "已有名为 \($0) 的账号。" },
        whereSecret: "按 Enter 把 appSecret 保存在文件中；输入 c 则由命令给出：",
        command: "命令，例如 pass show ezviz（或 gopass、secret-tool）：",
        commandFailed: { "没有成功：\($0)" },
        commandDiffers: "命令输出的第一行不是刚才输入的 appSecret。",
        exists: { "\($0) 已存在，其中有账号 \($1)。" },
        hasOnlySettings: { "\($0) 已存在，其中有设置而没有账号。" },
        addOrReplace: "a 添加账号，r 替换文件，按 Enter 保持不变：",
        replaceWarning: "旧文件将保留在旁边，文件名后加 .old。",
        write: { "写入 \($0)？[Y/n] " },
        written: { "已写入：\($0)" }, kept: { "旧文件：\($0)" },
        changedMeanwhile: { "\($0) 在此期间被改动：什么也没有写入；请重新开始" },
        cannotAdd: "无法把账号加到此文件末尾，文件未改动：请手动加入。",
        noHome: "环境中没有主目录：请用 --config 指定文件",
        next: "现在：`eztop` 显示摄像头，`eztop doctor` 检查终端和剪贴板。",
        left: "未写入任何内容。",
        enterOrCommand: "未采用：请按 Enter 或输入 c；输入 c 之后再输入命令。", yes: ["y", "yes", "是"], no: ["n", "no", "否"])
}
