import FoundationEssentials
import TestSupport
import Testing

/// One form of address and one word for a thing, in everything that the program and its Chinese page say.
@Suite("The Chinese glossary", .serialized, .heavy)
struct GlossaryTests {
    private static let checkout = String(#filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined())

    /// What is not said, and what is said in its place.
    private static let instead = [
        "你": "您", "撤销": "作废", "回执": "确认收到", "轮询": "查询", "错误号": "返回码", "正在取": "正在获取", "重新取": "重新获取",
        "可取直播": "可获取直播", "登陆": "登录", "摄像机": "摄像头", "帐号": "账号", "帐户": "账号", "序号": "序列号", "文件夹": "目录",
        "缺省": "默认", "视频流": "码流", "抓拍": "抓图", "截图": "抓图", "家目录": "主目录", "退出状态": "退出码", "离线的": "离线",
        "这个键": "配置项", "凭证": "凭据", "秘钥": "密钥", "token 无": "令牌", "accessToken": "令牌", "refresh_token": "刷新令牌",
    ]

    /// The names and words that have no Chinese form, or are typed as they stand.
    private static let latin = Set(
        """
        for silent test when accounts act address alerts API App appKey Apps appSecret ASCII Assistant base bin build cameras Capture cat chafa chown clipboard cn Config control cron crontab Debian \
        default devices doctor empty encrypted encryption Enter errno Esc eu export eztop ezviz EZVIZ fg FLV Frigate glyphs gopass group \
        HLS HOME Home hosted hosting http HTTP https id in install IP JPEG JSON KiB kill Kodi libmosquitto link listen live locales missing mpv MQTT ms My nobody off on openssl OSC own pass \
        PATH playing Ptz rand Real region release replay report rm root RTMP ru sa screen serve service set setup sg sh share show SIGTERM snapshot ssh status swift Swift systemctl systemd TERM timedatectl TLS tmux \
        TOML top true false url us VLC watch XDG xsel xterm zsh
        """.split(separator: " ").map(String.init))

    /// English, with the Chinese word that a user looks for beside its translation.
    private static let bilingual = ["top for 萤石 / EZVIZ", "应用管理 / 我的应用 (app management / my apps)", "hosted to this app (设备托管)"]

    private static var sources: [String] {
        let sources = (try? FileManager.default.subpathsOfDirectory(atPath: checkout + "/Sources")) ?? []
        return sources.filter { path in
            path.hasSuffix(".swift") && !path.hasSuffix("PinyinTable.swift") && !path.hasPrefix("CloudSimulator/")
                && !path.hasPrefix("OpenPlatform/")
        }.map { "/Sources/" + $0 }
    }

    private static func lines(_ file: String) throws -> [String] {
        String(decoding: try Data(contentsOf: URL(filePath: checkout + file)), as: UTF8.self).split(separator: "\n").map(
            String.init
        )
        .filter { line in
            !line.trimmingPrefix(while: { $0 == " " }).hasPrefix("//") && line.unicodeScalars.contains(where: isChinese)
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) }

    @Test("holds in every text: one form of address, one word for a thing")
    func words() throws {
        let files = Self.sources + ["/README.zh-Hans.md"]
        #expect(files.count > 100)
        for file in files {
            for line in try Self.lines(file) {
                for (word, right) in Self.instead {
                    #expect(!line.contains(word), "\(file) says \(word), which is called \(right): \(line)")
                }
            }
        }
    }

    @Test("no English word stands in a Chinese sentence, and no Chinese one in an English sentence without its translation")
    func mixture() throws {
        var seen = 0
        for file in Self.sources {
            for line in try Self.lines(file) where !Self.bilingual.contains(where: line.contains) {
                for text in Self.literals(line) where text.unicodeScalars.contains(where: Self.isChinese) {
                    seen += 1
                    for word in Self.words(text) { #expect(Self.latin.contains(word), "\(file): \(word) in \(text)") }
                }
            }
        }
        #expect(seen > 500)
    }

    /// The texts between quotes; of a text over several lines the line.
    private static func literals(_ line: String) -> [Substring] {
        guard line.contains("\"") else { return [line[...]] }
        return line.matches(of: /"((?:[^"\\]|\\.)*)"/).map(\.output.1)
    }

    /// Words of Latin letters alone: what has a mark in it is typed as it stands (`--config`, `app_secret`, `docs/export.md`).
    private static func words(_ text: Substring) -> [String] {
        let plain = text.replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: " ").replacing(/`[^`]*`/, with: " ")
        return plain.split { !$0.isASCII || $0 == " " || "()\"',;<>|".contains($0) }.map(String.init).filter { word in
            word.count > 1 && word.allSatisfy { $0.isASCII && $0.isLetter }
        }
    }
}
