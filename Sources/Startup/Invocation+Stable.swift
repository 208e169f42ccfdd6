import DeviceService
import Fleet
import Output
import Settings
import Vocabulary
import Wording

extension Invocation {
    /// Where `eztop serve` has the addresses that never end, as the configuration says.
    ///
    /// - Throws: `Failure` 78 where it says of no address at which others can reach them, and where there can be no key.
    public func stableRoot() throws(Failure) -> StableRoot {
        guard serviceSocket == nil else { throw Failure(.configuration, texts.stable.notHere) }
        guard !demo else { throw Failure(.usage, texts.stable.ofDemo) }
        guard let network = configuration.service.network else { throw Failure(.configuration, texts.stable.noListener) }
        let key = try liveKey()
        if let publicURL = network.publicURL { return StableRoot(server: publicURL, key: key) }
        let listen = network.listen
        guard !listen.isEverywhere else { throw Failure(.configuration, texts.stable.noHost(listen.host)) }
        guard listen.port != 0 else { throw Failure(.configuration, texts.stable.noPort) }
        let host = listen.host.contains(":") ? "[\(listen.host)]" : listen.host == "localhost" ? "127.0.0.1" : listen.host
        return StableRoot(server: "http://\(host):\(listen.port)", key: key)
    }

    /// What stands in these addresses.
    ///
    /// - Parameter isNew: another one from now on, so that those with the one before lead nowhere.
    public func liveKey(isNew: Bool = false) throws(Failure) -> Secret {
        guard let stateFolder else { throw Failure(.configuration, texts.stable.noKey(texts.past.fault(.unavailable))) }
        do throws(StateFault) {
            return try LiveKey.read(in: stateFolder, isNew: isNew)
        } catch {
            let file = Printable.text(stateFolder + "/" + LiveKey.name)
            throw Failure(
                .configuration, error == .foreign ? texts.stable.badKey(file) : texts.stable.noKey(texts.past.fault(error)))
        }
    }
}
