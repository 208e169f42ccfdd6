import DeviceService
import FoundationEssentials
import HTTP
import Output
import Settings
import Startup
import Vocabulary
import Wording

extension DoctorRun {
    /// Every account side by side, three calls each at most.
    mutating func examineAccounts() throws(Failure) -> [AccountCheckup] {
        try invocation.startDemo()
        defer { invocation.endDemo() }
        let accounts = accountsWithSecrets()
        let cache = invocation.cacheFolder
        let checkups = try Blocking.run {
            let transport = CurlTransport()
            return await withTaskGroup(of: (Int, AccountCheckup).self) { group in
                for (place, account) in accounts.enumerated() {
                    group.addTask { (place, await AccountCheckup.run(account, transport: transport, cacheDirectory: cache)) }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
        for (place, account) in accounts.enumerated() {
            guard let checkup = checkups[place] else { continue }
            let check = AccountCheck(
                account: account.name, key: Redactor.start(of: account.appKey), checkup: checkup, now: Date())
            for finding in check.findings(texts) { note(finding) }
        }
        return accounts.indices.compactMap { checkups[$0] }
    }

    /// Those whose secret can be had; of the others it is said why not.
    private mutating func accountsWithSecrets() -> [AccountSettings] {
        var accounts: [AccountSettings] = []
        for account in invocation.configuration.accounts {
            do throws(Failure) {
                let settings = try invocation.settings(of: account)
                discretion.keep(secret: settings.appSecret.value)
                accounts.append(settings)
            } catch {
                note(
                    Finding(
                        .token, of: account.name, .fail(error.code), error.message, mend: texts.doctor.cloud.mendSecret))
            }
        }
        return accounts
    }
}
