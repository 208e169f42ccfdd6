import Fleet
import Output
import Settings
import Vocabulary

/// Finds where an app is registered: nobody remembers, and a key of another region is simply unknown.
struct RegionSearch {
    enum Outcome: Equatable {
        case found(AccountPlace)
        /// The key is known there, and the secret is another one's.
        case wrongSecret(AccountPlace)
        /// Known there, and refused for a reason that no other region would change.
        case refused(AccountPlace, ServiceError)
        case nowhere
        /// No host that answered knows it, and these did not answer: it may be known there.
        case unanswered([AccountPlace])
    }

    /// Where to ask, in this order: most keys are Chinese, and the others' consoles are by how many cameras they have.
    let places: [AccountPlace]

    static let everywhere = RegionSearch(places: [Region.cn, .eu, .us, .sg, .sa, .india, .ru].map { .region($0) })

    /// - Parameters:
    ///   - ask: asks one place; nil when it took key and secret.
    ///   - tell: what each place said.
    func run(
        ask: (AccountPlace) throws(Failure) -> ServiceError?, tell: (AccountPlace, ServiceError?) -> Void = { _, _ in }
    ) throws(Failure) -> Outcome {
        var silent: [AccountPlace] = []
        for place in places {
            let trouble = try ask(place)
            tell(place, trouble)
            switch trouble {
            case nil: return .found(place)
            case .refused(PlatformCode.wrongSecret, _, _, _): return .wrongSecret(place)
            case .refused(let code, _, _, _) where Self.unknownKey.contains(code): continue
            case .refused: return trouble.map { .refused(place, $0) } ?? .nowhere
            // Elsewhere it may answer.
            case .unreachable, .malformed: silent.append(place)
            }
        }
        return silent.isEmpty ? .nowhere : .unanswered(silent)
    }

    /// How a region says that it has no such key.
    private static let unknownKey: Set<String> = [
        PlatformCode.wrongParameter, PlatformCode.tokenExpired, PlatformCode.tokenOfAnotherKey, PlatformCode.noSuchKey,
    ]
}
