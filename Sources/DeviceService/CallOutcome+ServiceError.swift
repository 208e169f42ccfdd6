import Fleet
import OpenPlatform
import Vocabulary

extension CallOutcome {
    /// What the plan makes of a call that brought no result. A single device that is refused has been answered; a list that is,
    /// says that the account has no right to it.
    init(_ trouble: ServiceError, of kind: ScheduledCall.Kind) {
        switch trouble {
        case .unreachable: self = .failed
        case .malformed: self = .disturbed
        case .refused(PlatformCode.tooFrequent, _, _, _): self = .limited
        case .refused(let code, _, _, _):
            switch PlatformCode.retryClass(code) {
            case .waitForQuota: self = .exhausted
            case .wait: self = .disturbed
            case .refetchToken, .never: self = kind.isList ? .failed : .answered
            }
        }
    }
}
