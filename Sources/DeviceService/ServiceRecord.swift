import Fleet
import FoundationEssentials
import OpenPlatform

/// What the service did, for whoever looks for a fault. By its shape nothing has a place in it but names of calls, codes, numbers and
/// seconds: no account's or camera's name, no serial, key, token or address.
public enum ServiceRecord: Hashable, Sendable {
    /// A request is over. Accounts are counted from 1, in the order of the settings.
    case call(account: Int, CallRecord)
    /// What an account's plan found due, and in how many seconds it wants to be asked again; nil when nothing comes by itself.
    case plan(account: Int, due: [ScheduledCall.Kind], wake: TimeInterval?)
    /// The state file was written; or it was not.
    case saved(fault: StateFault?)
    /// Of what happened at the broker only the kind is written down.
    case broker(BrokerNews)
    /// A message of alerts was taken, or was not. Routes are counted from 1, in the order of the configuration.
    case sent(route: Int, fault: RouteFault?)
}
