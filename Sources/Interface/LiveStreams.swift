import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Sharing
import Vocabulary
import Wording

/// `/live/KEY/SERIAL_CH.m3u8` and `.flv` (docs/service.md): addresses that never end, for programs that are set up once.
///
/// A playlist is fetched when a player asks, once in the time of a segment however many ask, and from another address before the one in use
/// ends. Players follow a redirect once and reload what it led to, which is why a playlist is served, and not redirected to.
actor LiveStreams {
    private struct Key: Hashable {
        var camera: CameraID
        var kind: StableAddress.Kind
    }

    private struct Stream {
        /// The cloud's address that is in use, and when another one is to be had.
        var address: LiveAddress?
        var renewal = Date.distantPast
        var playlist: LivePlaylist
        /// Until when what is there is new enough.
        var freshUntil = Date.distantPast
        /// Why there is nothing, and until when nobody is asked again.
        var refusal: Refused?
        var refusedUntil = Date.distantPast
        var failures = 0
        var failingSince: Date?
        var used: Date
        var refill: Task<Void, Never>?

        init(at now: Date) {
            playlist = LivePlaylist(at: now)
            used = now
        }

        /// Whether nobody is asked now. A time that is farther off than any of its kind was set before the clock was set back.
        func isFresh(_ kind: StableAddress.Kind, at now: Date) -> Bool {
            func isAhead(_ moment: Date, most: TimeInterval) -> Bool { (0...most).contains(moment.timeIntervalSince(now)) }
            return isAhead(freshUntil, most: kind == .hls ? LiveStreams.longestSegment : .infinity)
                || isAhead(refusedUntil, most: LiveStreams.rests.max() ?? 0)
        }
    }

    private var streams: [Key: Stream] = [:]
    private var budget = LiveBudget()
    private let texts = Texts.english

    /// Seconds for which a stream that nobody asks for is remembered.
    private static let idle: TimeInterval = 300
    /// Seconds that the last playlist is still given where the cloud does not answer.
    private static let patience: TimeInterval = 12
    /// Seconds until somebody is asked again after a refusal, the longer the oftener.
    private static let rests: [TimeInterval] = [5, 10, 20, 60]
    /// Seconds after which a playlist is fetched anew, however long its segments are.
    private static let longestSegment: TimeInterval = 10
    /// Seconds that an address of the list is to have left.
    private static let worthWatching: TimeInterval = 20
    /// Seconds after which a player may look again for a camera that is offline or encrypted.
    private static let untilItMayBeBack = 10

    /// - Parameter isTrusted: whoever asks is this machine itself, or a proxy, and so many at once.
    func answer(_ request: Incoming, of poller: PollerView, isTrusted: Bool) async -> Outgoing {
        do throws(Refused) {
            let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
            // What was asked for is looked up whether the key is right or not: both take the same time, and are told alike.
            let wanted = parts.last.flatMap { StableAddress(file: String($0)) }
            let camera = wanted?.camera(among: poller.snapshot.cameras)
            let isRight = poller.liveKey.map { $0.isSame(as: parts.count == 4 ? String(parts[2]) : "") } ?? false
            guard isRight, parts.count == 4, let wanted, let camera else {
                throw Refused(404, "no camera is watched here", next: "eztop address SERIAL --stable prints the address")
            }
            guard request.method == "GET" || request.method == "HEAD" else {
                throw Refused(405, "it takes GET", next: "use GET", headers: [Header("Allow", "GET")])
            }
            try refuse(camera)
            let key = Key(camera: camera.id, kind: wanted.kind)
            let names = poller.snapshot.accounts.first { $0.id == camera.id.account }.map { "http://\($0.host)/" }
            try begin(key, from: isTrusted ? nil : request.address)
            return try await answer(key, poller.service, mayLeadInside: names.map(InsideAddress.holds(url:)) ?? false)
        } catch {
            return error.answer(texts).withoutTrace
        }
    }

    /// What is known of the camera costs nobody anything.
    private func refuse(_ camera: Camera) throws(Refused) {
        let reason: String, next: String
        switch camera.liveState(at: Date()) {
        case .offline: (reason, next) = ("the camera is offline", "it plays again when it is back")
        case .encrypted: (reason, next) = ("the video is encrypted", "e in eztop lifts the encryption")
        default: return
        }
        throw Refused(503, reason, next: next, headers: [Header("Retry-After", "\(Self.untilItMayBeBack)")])
    }

    private func begin(_ key: Key, from peer: PeerAddress?) throws(Refused) {
        let now = Date()
        streams = streams.filter { now.timeIntervalSince($0.value.used) < Self.idle || $0.value.refill != nil }
        if streams[key] == nil {
            guard budget.takes(from: peer, at: now) else {
                throw Refused(
                    503, "so many cameras begin at once", next: "try again in a moment",
                    headers: [Header("Retry-After", "\(Int(LiveBudget.period))")])
            }
            streams[key] = Stream(at: now)
        }
        streams[key]?.used = now
    }

    /// - Parameter mayLeadInside: the cloud itself lies in this network.
    private func answer(
        _ key: Key, _ service: any PollingService, mayLeadInside: Bool
    ) async throws(Refused) -> Outgoing {
        if let stream = streams[key], stream.refill == nil, !stream.isFresh(key.kind, at: Date()) {
            streams[key]?.refill = Task {
                await refill(key, service)
                streams[key]?.refill = nil
            }
        }
        await streams[key]?.refill?.value
        guard let stream = streams[key] else { throw Refused(503, "the service ends") }
        if let refusal = stream.refusal { throw refusal }
        switch key.kind {
        case .hls:
            let headers = [Header("Content-Type", "application/vnd.apple.mpegurl")]
            return Outgoing(status: 200, headers: headers, body: Data(stream.playlist.text.utf8)).withoutTrace
        case .flv:
            guard let address = stream.address, mayLeadInside || !InsideAddress.holds(url: address.url) else {
                throw Refused(
                    503, "the cloud names an address of this network", next: "eztop address SERIAL --protocol flv shows it")
            }
            return Outgoing(status: 302, headers: [Header("Location", address.url)]).withoutTrace
        }
    }

    // MARK: What the cloud is asked

    private func refill(_ key: Key, _ service: any PollingService) async {
        do throws(ServiceError) {
            switch key.kind {
            case .hls: try await refillPlaylist(key, service)
            case .flv:
                let address = try await service.address(of: key.camera, liveProtocol: .flv, quality: .hd).get()
                streams[key]?.address = address
                let end = address.expires?.addingTimeInterval(-Self.worthWatching) ?? .distantFuture
                // One that lives shorter costs no more.
                streams[key]?.freshUntil = max(end, Date().addingTimeInterval(Self.rests[0]))
            }
            streams[key]?.failures = 0
            streams[key]?.failingSince = nil
            streams[key]?.refusal = nil
        } catch {
            fail(key, error)
        }
    }

    private func fail(_ key: Key, _ trouble: ServiceError) {
        guard var stream = streams[key] else { return }
        let now = Date()
        let since = stream.failingSince ?? now
        stream.failingSince = since
        let isPassing = trouble.code == nil || trouble.code == PlatformCode.noPlaylist
        if key.kind == .hls, isPassing, !stream.playlist.isEmpty, abs(now.timeIntervalSince(since)) < Self.patience {
            // A player waits for more of what it has.
            stream.freshUntil = now.addingTimeInterval(1)
        } else {
            let rest = Self.rests[min(stream.failures, Self.rests.count - 1)]
            stream.failures += 1
            stream.refusedUntil = now.addingTimeInterval(rest)
            stream.refusal = Refused(
                503, texts.summary(of: trouble), code: trouble.code, next: texts.nextStep(after: trouble),
                headers: [Header("Retry-After", "\(Int(rest))")])
            if key.kind == .hls, isPassing { stream.address = nil }
        }
        streams[key] = stream
    }

    private func refillPlaylist(_ key: Key, _ service: any PollingService) async throws(ServiceError) {
        var address = try await address(for: key, service)
        var playlist: Playlist
        do throws(ServiceError) {
            playlist = try await service.playlist(of: address, key.camera).get()
        } catch {
            // It was withdrawn, or has ended before its time.
            guard error.code == PlatformCode.noPlaylist, let other = try? await another(than: address, for: key, service) else {
                throw error
            }
            address = other
            playlist = try await service.playlist(of: address, key.camera).get()
        }
        if playlist.errorCode == PlatformCode.codecNotSupported {
            // The check finds out whether the other kind of codec plays, and keeps its address.
            _ = await service.check(key.camera)
            streams[key]?.address = nil
            address = try await self.address(for: key, service)
            playlist = try await service.playlist(of: address, key.camera).get()
        }
        if let code = playlist.errorCode {
            throw .refused(code: code, message: "", call: .playlist, host: Base(url: address.url, overseas: false).host)
        }
        guard !playlist.segments.isEmpty else {
            throw .malformed(
                reason: "the playlist has no segments", call: .playlist, host: Base(url: address.url, overseas: false).host)
        }
        let now = Date()
        streams[key]?.playlist.take(playlist, from: address.url, at: now)
        let segment = Double(streams[key]?.playlist.targetDuration ?? 1)
        streams[key]?.freshUntil = now.addingTimeInterval(min(segment, Self.longestSegment))
        // Nothing comes there any more.
        if playlist.isOver { streams[key]?.renewal = now }
    }

    /// The address in use, or another one where that ends soon.
    private func address(for key: Key, _ service: any PollingService) async throws(ServiceError) -> LiveAddress {
        let now = Date(), known = streams[key]?.address
        if let known, let renewal = streams[key]?.renewal, now < renewal { return known }
        do throws(ServiceError) {
            return try await another(than: known, for: key, service)
        } catch {
            // The one that there is goes on for a little.
            guard let known, known.expires.map({ $0.timeIntervalSince(now) > 1 }) ?? true else { throw error }
            streams[key]?.renewal = now.addingTimeInterval(Self.rests[0])
            return known
        }
    }

    private func another(
        than old: LiveAddress?, for key: Key, _ service: any PollingService
    ) async throws(ServiceError) -> LiveAddress {
        let now = Date(), left = old?.expires?.timeIntervalSince(now) ?? 0
        let address = try await service.address(of: key.camera, minimumLeft: max(Self.worthWatching, left + 1)).get()
        streams[key]?.address = address
        // Players have three segments of it before them, which are to be had to their end.
        let margin = Double(streams[key]?.playlist.targetDuration ?? 2) * 3 + 4
        let renewal = address.expires.map { $0.addingTimeInterval(-min(margin, $0.timeIntervalSince(now) / 2)) } ?? .distantFuture
        // One that has ended already, by this machine's clock, costs no more than one that lives.
        streams[key]?.renewal = max(renewal, now.addingTimeInterval(Self.rests[0]))
        return address
    }
}

extension Outgoing {
    /// Nobody on the way keeps it, and no page says where it came from.
    fileprivate var withoutTrace: Outgoing {
        var answer = self
        answer.headers += [Header("Cache-Control", "no-store"), Header("Referrer-Policy", "no-referrer")]
        return answer
    }
}
