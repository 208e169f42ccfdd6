import CCurl

/// Drives curl's multi interface; lives and dies on the transport's thread.
///
/// Between requests it stands in `poll` without a deadline and wakes for nothing.
final class TransferCarrier {
    /// The turns at one origin. curl would count the time in its own queue against a request's deadline; here it does not.
    private struct Lane {
        var running = 0
        var jobs: [TransferJob] = []
        var next = 0

        mutating func pop() -> TransferJob? {
            guard next < jobs.count else { return nil }
            defer { next += 1 }
            return jobs[next]
        }
    }

    /// libcurl wants to be set up once for the whole process, and this takes milliseconds: not before it is needed.
    private static let curl = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    private let desk: TransferDesk
    private var lanes: [Substring: Lane] = [:]
    private var transfers: [Int: Transfer] = [:]
    private var insideHosts = InsideHosts()
    /// Handles at rest, which remember TLS sessions.
    private var spare: [UnsafeMutableRawPointer] = []

    init(_ desk: TransferDesk) {
        self.desk = desk
    }

    func run() {
        guard Self.curl == CURLE_OK, let multi = curl_multi_init() else {
            return desk.close(because: "libcurl could not be set up")
        }
        desk.wakeThrough(multi)
        curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(desk.options.connectionsPerHost, 1) * 2)
        carry(multi)
        desk.wakeThrough(nil)

        for transfer in transfers.values { transfer.leave(multi) }
        for easy in spare + transfers.values.map(\.easy) { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
    }

    private func carry(_ multi: UnsafeMutableRawPointer) {
        while true {
            let inbox = desk.collect()
            if inbox.stopped { return }
            for id in inbox.abandoned { end(id, multi) }
            for job in inbox.jobs { lanes[job.origin, default: Lane()].jobs.append(job) }
            for origin in Set(inbox.jobs.map(\.origin)) { fill(origin, multi) }

            var running: Int32 = 0
            var code = curl_multi_perform(multi, &running)
            deliverFinished(multi)
            if code == CURLM_OK { code = curl_multi_poll(multi, nil, 0, Int32.max, nil) }
            guard code == CURLM_OK else { return desk.close(because: String(cString: curl_multi_strerror(code))) }
        }
    }

    /// Starts what may run now at that origin.
    private func fill(_ origin: Substring, _ multi: UnsafeMutableRawPointer) {
        guard var lane = lanes[origin] else { return }
        while lane.running < max(desk.options.connectionsPerHost, 1), let job = lane.pop() {
            // Its caller may have gone while it waited.
            guard desk.isWanted(job.id) else { continue }
            guard let easy = spare.popLast() ?? curl_easy_init() else {
                desk.deliver(.failure(.unreachable("no memory left to send with")), to: job.id)
                continue
            }
            let transfer = Transfer(job, easy: easy)
            if let refusal = transfer.join(multi, desk.options, insideHosts) {
                transfer.leave(multi)
                rest(easy)
                desk.deliver(.failure(refusal), to: job.id)
            } else {
                transfers[job.id] = transfer
                lane.running += 1
            }
        }
        lanes[origin] = lane.running == 0 ? nil : lane
    }

    private func deliverFinished(_ multi: UnsafeMutableRawPointer) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            let (easy, code) = (message.pointee.easy_handle, message.pointee.data.result)
            guard message.pointee.msg == CURLMSG_DONE, let transfer = transfers.values.first(where: { $0.easy == easy })
            else { continue }
            let answer = transfer.answer(code, desk.options)
            if let leadsInside = transfer.isInside, transfer.job.request.namedBy == nil,
                let host = InsideAddress.host(of: transfer.job.request.url)
            {
                insideHosts.note(host, leadsInside: leadsInside)
            }
            end(transfer.job.id, multi)
            desk.deliver(answer, to: transfer.job.id)
        }
    }

    private func end(_ id: Int, _ multi: UnsafeMutableRawPointer) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        transfer.leave(multi)
        rest(transfer.easy)
        lanes[transfer.job.origin]?.running -= 1
        fill(transfer.job.origin, multi)
    }

    private func rest(_ easy: UnsafeMutableRawPointer) {
        guard spare.count < 8 else { return curl_easy_cleanup(easy) }
        spare.append(easy)
    }
}
