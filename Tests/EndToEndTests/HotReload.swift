import FoundationEssentials
import TestSupport
import Testing

@Suite("The configuration's file while the dashboard runs", .serialized, .heavy)
struct HotReload {
    private let file = "config/eztop/config.toml"

    private func account(_ cloud: Cloud, _ devices: String) -> String {
        """
        [[accounts]]
        name = "home"
        base_url = "\(cloud.base)"
        app_key = "\(cloud.appKey)"
        app_secret = "\(cloud.appSecret)"
        devices = [\(devices)]

        """
    }

    @Test("what is changed is in force without a restart: words, interval, and whose cameras are shown")
    func changes() async throws {
        let cloud = try Cloud()
        let home = try Home(configuration: account(cloud, "\"hosted\""))
        let tmux = try Tmux(builtProduct("eztop"), [], environment: home.environment, columns: 120, rows: 40)
        try tmux.wait { $0.contains("2 cameras") && $0.contains("every 30s") }
        try home.write("interval = \"45s\"\nlanguage = \"zh-Hans\"\n" + account(cloud, "\"hosted\""), to: file)
        try tmux.wait { $0.contains("已重新读取配置：interval、language") && $0.contains("每 45s 查询") }
        try home.write(account(cloud, "\"own\", \"hosted\""), to: file)
        try tmux.wait { $0.contains("Configuration read again: interval, language, accounts") }
        try tmux.wait { $0.contains("15 cameras") && $0.contains("ready 23h") && $0.contains("every 30s") }
        #expect(try await cloud.calls("token/get") == 1, "the token is the same account's")
    }

    @Test("what is wrong with it is said with its line, and everything goes on as before")
    func wrong() throws {
        let cloud = try Cloud()
        let good = account(cloud, "\"own\"")
        let home = try Home(configuration: good)
        let tmux = try Tmux(builtProduct("eztop"), [], environment: home.environment, columns: 120, rows: 40)
        try tmux.wait { $0.contains("13 cameras") && $0.contains("ready 23h") }
        try home.write("intervall = \"45s\"\n" + good, to: file)
        try tmux.wait { $0.contains("the old one stays in force") && $0.contains("config.toml:1: intervall: unknown key") }
        try tmux.send("Escape")
        try home.write(good.replacing("app_secret = ", with: "app_secret_command = \"exit 3\" #"), to: file)
        try tmux.wait { $0.contains("accounts.app_secret_command:") && $0.contains("13 cameras") }
        try tmux.send("Escape")
        try home.write(good, to: file, mode: 0o644)
        try tmux.wait { $0.contains("others may read the secret in it;") }
        try tmux.send("q")
    }
}
