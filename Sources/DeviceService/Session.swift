import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import System
import Vocabulary

/// One account at the cloud: its tokens, and every call made with one of them.
///
/// A token is renewed a day before its end and once when the cloud no longer takes it, with one renewal in flight, here and
/// in all processes that share the cache.
actor Session {
    /// A fresh token that was refused is followed by another one after so many seconds, the longer the oftener that happens.
    private static let refusalRests: [TimeInterval] = [30, 60, 120]
    /// How long another process may take to renew, in seconds: longer than any call.
    private static let lockPatience = 20.0

    private let settings: AccountSettings
    private let platform: any OpenPlatform
    private let clock: any Clock
    private let cache: TokenCache?
    /// How old a token may be to be used, in seconds; nil takes any that is good.
    private let oldest: TimeInterval?

    private var held: [Source: HeldToken] = [:]
    private var renewals: [Source: Task<Result<HeldToken, ServiceError>, Never>] = [:]
    /// Tokens that came from the cloud just now and have not been taken by it in any call yet.
    private var untried: Set<Token> = []
    /// Fresh tokens that were refused, since the last one that was taken.
    private var fruitless: [Source: Int] = [:]
    /// Secrets that were sent besides those that are known: codes that somebody typed, and tokens of before. The newest last.
    private var sent: [String] = []
    /// `trust/device/list` is asked as documented, until that is refused.
    private var hostedListSource = Source.own

    init(
        _ settings: AccountSettings, platform: any OpenPlatform, clock: any Clock, cacheDirectory: String?,
        oldest: TimeInterval? = nil
    ) {
        self.settings = settings
        self.platform = platform
        self.clock = clock
        self.oldest = oldest
        cache = cacheDirectory.map { TokenCache(folder: $0, appKey: settings.appKey, base: settings.base) }
    }

    /// The host that is really asked, and the end of the token it is asked with.
    var summary: (host: String, tokenExpires: Date?) {
        let token = (held[.own] ?? held[.hosted])?.token
        return (token.map { base(of: $0).host } ?? settings.base.host, token?.expires)
    }

    /// When the oldest token in use was had for key and secret.
    var tokenObtained: Date? { held.values.map(\.obtained).min() }

    /// Makes a call with the account's token for these devices. A list is asked for once more where the network broke, an action
    /// never.
    func send<Reply>(_ call: Call<Reply>, as source: Source) async throws(ServiceError) -> Reply {
        let first = try await token(source)
        do throws(PlatformError) {
            return try await attempt(call, first)
        } catch {
            let trouble = failure(error, of: call.name, base(of: first))
            guard error.retryClass == .refetchToken else { throw trouble }
            let second = try await renewed(source, instead: first, refusal: trouble)
            do throws(PlatformError) {
                return try await attempt(call, second)
            } catch {
                throw failure(error, of: call.name, base(of: second))
            }
        }
    }

    /// A page of `trust/device/list`: with the account's own token as documented (doc 824), with the hosted one where that is
    /// refused.
    func hostedPage(_ page: Int, size: Int) async throws(ServiceError) -> Page<HostedRow> {
        let call = Call.hostedCameras(page: page, size: size)
        let source = hostedListSource
        do throws(ServiceError) {
            return try await send(call, as: source)
        } catch {
            guard source == .own, let code = error.code, PlatformCode.isRefusal(code) else { throw error }
            let rows = try await send(call, as: .hosted)
            hostedListSource = .hosted
            return rows
        }
    }

    /// Reads the playlist behind an HLS address, which needs no token; where it names other ones, the first of them.
    func playlist(_ url: String, as name: CallName = .playlist) async throws(ServiceError) -> Playlist {
        do throws(PlatformError) {
            let playlist = try await platform.playlist(url, namedBy: settings.base, as: name)
            guard playlist.segments.isEmpty, let variant = playlist.variant else { return playlist }
            return try await platform.playlist(variant, namedBy: settings.base, as: name)
        } catch {
            throw failure(error, of: .playlist, Base(url: url, overseas: false))
        }
    }

    /// Fetches a picture, which needs no token.
    func picture(_ url: String) async throws(ServiceError) -> Data {
        do throws(PlatformError) {
            return try await platform.picture(url, namedBy: settings.base)
        } catch {
            throw failure(error, of: .picture, Base(url: url, overseas: false))
        }
    }

    /// A cloud may say anything back of what it was ever sent, to whatever call.
    private func failure(_ error: PlatformError, of call: CallName, _ base: Base) -> ServiceError {
        let codes = settings.verificationCodes.values.map(\.value) + sent
        let secrets =
            [settings.appSecret.value] + held.values.map(\.token.value) + untried.map(\.value)
            + codes.filter { $0.utf8.count >= Self.shortestCode }
        return ServiceError(error.hiding(secrets), call: call, host: base.host)
    }

    /// So many secrets of before are looked for.
    private static let mostSent = 64

    /// A secret goes out that is not the account's own: nobody is to read it in an answer, now or later.
    func notice(_ secret: Secret) {
        sent.removeAll { $0 == secret.value }
        sent.append(secret.value)
        if sent.count > Self.mostSent { sent.removeFirst() }
    }

    /// Bytes of a verification code that is looked for in words: one that is shorter stands in any.
    private static let shortestCode = 4

    private func attempt<Reply>(_ call: Call<Reply>, _ token: Token) async throws(PlatformError) -> Reply {
        let base = base(of: token)
        do throws(PlatformError) {
            let reply = try await platform.send(call, token, base: base)
            taken(token)
            return reply
        } catch {
            if error.retryClass != .refetchToken, case .refused = error { taken(token) }
            guard call.repeats, case .transport(let fault) = error, fault.isTransient, !Task.isCancelled else { throw error }
            let reply = try await platform.send(call, token, base: base)
            taken(token)
            return reply
        }
    }

    /// The cloud knows this token.
    private func taken(_ token: Token) {
        untried.remove(token)
        fruitless[token.kind] = nil
    }

    /// The file that keeps a token is no more believed than a reply.
    private func base(of token: Token) -> Base { settings.base.following(token) }

    private func token(_ kind: Source) async throws(ServiceError) -> Token {
        let now = clock.now
        if held[kind] == nil, let cached = cache?.read(kind), !cached.isOver(at: now), !isTooOld(cached),
            !isOfAnotherSecret(cached)
        {
            held[kind] = cached
        }
        guard let present = held[kind] else { return try await renew(kind, instead: nil) }
        if !present.isDue(at: now) { return present.token }
        do throws(ServiceError) {
            return try await renew(kind, instead: present.token)
        } catch {
            // It still holds for a day.
            if present.isOver(at: now) { throw error }
            return present.token
        }
    }

    private func renewed(_ kind: Source, instead refused: Token, refusal: ServiceError) async throws(ServiceError) -> Token {
        if let present = held[kind], present.token != refused { return present.token }
        // Another process may have had a better one meanwhile.
        if let cached = cache?.read(kind), cached.token.value != refused.value, isGood(cached) {
            held[kind] = cached
            return cached.token
        }
        if untried.contains(refused), let present = held[kind] {
            let times = fruitless[kind] ?? 0
            let rest = Self.refusalRests[min(times, Self.refusalRests.count - 1)]
            if abs(clock.now.timeIntervalSince(present.obtained)) < rest { throw refusal }
            fruitless[kind] = times + 1
        }
        return try await renew(kind, instead: refused)
    }

    /// It does not prove key and secret of now: it is too old for that, or was had for another secret.
    private func isTooOld(_ held: HeldToken) -> Bool {
        guard let oldest else { return false }
        return held.secretMark != secretMark || abs(clock.now.timeIntervalSince(held.obtained)) >= oldest
    }

    /// Tells one secret from another, and does not lead back to it: an HMAC of the key with it.
    private var secretMark: String { PushSignature(secret: settings.appSecret).sign(Data(), time: settings.appKey) }

    /// It says nothing of the secret of now, which somebody has changed since.
    private func isOfAnotherSecret(_ held: HeldToken) -> Bool { held.secretMark.map { $0 != secretMark } ?? false }

    private func isGood(_ held: HeldToken) -> Bool {
        !held.isDue(at: clock.now) && !isTooOld(held) && !isOfAnotherSecret(held)
    }

    private func renew(_ kind: Source, instead old: Token?) async throws(ServiceError) -> Token {
        let task =
            renewals[kind]
            ?? Task {
                let result = await fetch(kind, instead: old)
                renewals[kind] = nil
                return result
            }
        renewals[kind] = task
        return try await task.value.get().token
    }

    private func fetch(_ kind: Source, instead old: Token?) async -> Result<HeldToken, ServiceError> {
        guard let cache else { return await ask(kind) }
        let deadline = ContinuousClock.now + .seconds(Self.lockPatience)
        while true {
            switch cache.lock() {
            case .taken(let lock):
                let result = await shared(kind, instead: old, cache)
                _ = consume lock
                return result
            case .busy:
                // A process that was stopped in the middle may keep it for ever.
                guard ContinuousClock.now < deadline else { return await ask(kind) }
                await pause(0.05)
            case .impossible: return await ask(kind)
            }
        }
    }

    /// While the lock is held: another process may have renewed it meanwhile.
    private func shared(_ kind: Source, instead old: Token?, _ cache: TokenCache) async -> Result<HeldToken, ServiceError> {
        if let cached = cache.read(kind), cached.token.value != old?.value, isGood(cached) {
            held[kind] = cached
            return .success(cached)
        }
        let result = await ask(kind)
        if case .success(let held) = result { cache.write(held) }
        return result
    }

    private func ask(_ kind: Source) async -> Result<HeldToken, ServiceError> {
        let base = settings.base
        do throws(PlatformError) {
            let token = try await platform.token(
                for: kind, appKey: settings.appKey, appSecret: settings.appSecret, base: base)
            if let old = held[kind]?.token { notice(Secret(old.value)) }
            let fresh = HeldToken(token: token, obtained: clock.now, secretMark: secretMark)
            held[kind] = fresh
            untried = untried.filter { $0.kind != kind }.union([token])
            return .success(fresh)
        } catch {
            return .failure(failure(error, of: kind == .own ? .token : .hostedToken, base))
        }
    }
}

extension PlatformCode {
    /// The cloud will not do this with this token, rather than not now.
    static func isRefusal(_ code: String) -> Bool {
        switch retryClass(code) {
        case .never, .refetchToken: true
        case .wait, .waitForQuota: false
        }
    }
}
