import Fleet
import Settings
import Vocabulary

extension Broker {
    /// The library that would be used; nil where there is none.
    public static var library: String? { BrokerLogin.library }

    /// Comes to the broker under another name than whoever publishes there, and goes again.
    ///
    /// - Returns: why it does not let anybody in, or cannot be reached; nil where it does.
    public func tryConnecting() async -> BrokerFault? {
        let password: Secret?
        do throws(SecretFault) {
            password = try passwordFile.map { path throws(SecretFault) in try SecretSource.password(at: path) }
        } catch { return .noPassword }
        let link = MosquittoLink(
            BrokerLogin(
                address: address, caFile: caFile, password: password, client: Topics(self).node + "-doctor", will: nil))
        for await event in link.events {
            switch event {
            case .connected: link.end()
            case .ended(let fault): return fault
            case .acknowledged, .received: break
            }
        }
        return nil
    }
}
