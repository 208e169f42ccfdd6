import FoundationEssentials

extension Texts {
    /// What the system, its libraries and programs say in English, with each phrase that is known in this language.
    public func systemWords(_ said: String) -> String {
        language == .chinese ? Self.chineseSystemWords(said) : said
    }

    static func chineseSystemWords(_ said: String) -> String {
        systemPhrases.reduce(said) { $0.replacing($1.english, with: $1.chinese) }
    }

    /// A phrase that holds another one stands before it.
    private static let systemPhrases: [(english: String, chinese: String)] = [
        // Of libc.
        ("Operation not permitted", "不允许此操作"), ("No such file or directory", "没有这个文件或目录"), ("Input/output error", "输入输出错误"),
        ("Permission denied", "没有权限"), ("File exists", "文件已存在"), ("Not a directory", "不是目录"), ("Is a directory", "是目录"),
        ("Too many open files", "打开的文件过多"), ("File too large", "文件过大"), ("No space left on device", "磁盘已满"),
        ("Read-only file system", "文件系统只读"), ("Broken pipe", "管道已断开"), ("File name too long", "文件名过长"),
        ("Too many levels of symbolic links", "链接层数过多"), ("Disk quota exceeded", "超出磁盘配额"), ("Text file busy", "文件正在运行"),
        ("Address already in use", "地址已被占用"), ("Cannot assign requested address", "不是本机的地址"),
        ("Connection refused", "连接被拒绝"), ("Connection reset by peer", "连接被重置"), ("Connection timed out", "连接超时"),
        ("No route to host", "没有到该主机的路由"), ("Network is unreachable", "没有网络"), ("Exec format error", "不是可运行的程序"),
        ("Cannot allocate memory", "内存不足"), ("Invalid argument", "参数无效"), ("Device or resource busy", "设备忙"),
        // Of programs that were started.
        (": not found", "：没有这个程序"), (": not executable", "：不能运行"), (": not started", "：未能启动"), (": no answer in 2 s", "：两秒内没有应答"),
        (": exit ", "：退出码 "), (": signal ", "：被信号终止 "), (": ended", "：已结束"), ("not printable", "含不可显示的字符"),
        ("no folder of the user's own", "不是您自己的目录"), ("no key of the user's own", "没有您自己的密钥"),
        ("others may write its folder, or one on the way, or own a link to it", "他人可写入其目录或途经的目录，或拥有途经的链接"),
        ("nobody listens there", "没有进程在监听"), ("its end was not seen", "未看到其结束"), (" port ", " 端口 "),
    ]
}
