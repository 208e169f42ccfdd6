import HTTP
import Vocabulary

extension Call where Reply == UserToken {
    /// `trust/device/token/get` (doc 820): a token for the devices of the one user who authorised with this code. Made with the
    /// app's own token. `token(for: .hosted, …)` (doc 822) reaches the devices of all users; this is for programs that act for
    /// single ones.
    ///
    /// Refused with 70007 for a code that is unknown or used up, 80002 for one of another app, 10015 where the user has not
    /// authorised.
    ///
    /// - Parameter authCode: what the callback of the authorisation page brought (`Base.authorisationPage`); good once.
    public static func userToken(authCode: String) -> Call {
        Call(.userToken, [Parameter("auth_code", authCode)], to: .trust, as: UserTokenReply.self, missing: .noToken) { $0.token }
    }

    /// `oauth/token/refreshToken` (doc 821): the next token of that user, at the host where users authorise. Made with the app's
    /// own token.
    ///
    /// Refused with 70003 for a refresh token that is unknown, 70004 for one that has ended: the user has to authorise again.
    public static func refreshedToken(of old: UserToken, appKey: String) -> Call {
        let parameters = [
            Parameter("refresh_token", old.refreshToken), Parameter("client_id", appKey), Parameter("open_id", old.openID),
            Parameter("grant_type", "refresh_token"),
        ]
        return Call(.refreshToken, parameters, to: .authorisation, as: UserTokenReply.self, missing: .noToken) { reply in
            guard var user = reply.token else { return nil }
            // The reply does not name the user, who is still the same.
            user.trustID = user.trustID ?? old.trustID
            return user
        }
    }
}

extension Call where Reply == [HostedChannel] {
    /// `trust/cancel` (doc 826): gives hosted channels back to their owners, at most `HostedChannel.most` a call. The reply is those
    /// that the cloud says it did not give back; it need not say anything.
    public static func cancelHosting(_ channels: [HostedChannel]) -> Call {
        let serials = Parameter("deviceSerials", channels.map(\.text).joined(separator: ","))
        return Call(.cancelHosting, [serials], as: Rows<CancelledRow>.self) { envelope, _ throws(PlatformError) in
            let refused = Set((envelope.content?.readable ?? []).filter { !$0.isSuccess }.map(\.serial))
            return channels.filter { refused.contains($0.serial) || refused.contains($0.text) }
        }
    }
}
