/// Hosts that the user configured, and that are inside: what these name may be inside too.
///
/// All connections to one have to have led there: one that was outside once may name nothing inside ever, though its name should lead
/// there later.
struct InsideHosts {
    private var isInside: [String: Bool] = [:]

    mutating func note(_ host: String, leadsInside: Bool) {
        isInside[host] = leadsInside && isInside[host] ?? true
    }

    /// It says so itself, or has been found there.
    func holds(_ host: String) -> Bool { isInside[host] == true || InsideAddress.holds(host: host) }
}
