import CMicrohttpd
import FoundationEssentials
import Glibc
import System

// libmicrohttpd calls these on its own thread: global functions, since a closure would take the isolation of where it stands.

/// Called before a connection is taken.
func admit(context: UnsafeMutableRawPointer?, address: UnsafePointer<sockaddr>?, length: socklen_t) -> MHD_Result {
    guard let context else { return .NO }
    let dispatcher = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue()
    return dispatcher.connections.admits(PeerAddress(address)) ? .YES : .NO
}

/// Called when a connection is there, and before it is closed.
func connect(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    what: MHD_ConnectionNotificationCode
) {
    guard let context, let connection else { return }
    let open = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue().connections
    let key = UInt(bitPattern: connection)
    if what == .CONNECTION_NOTIFY_STARTED {
        open.open(key, descriptor: mhd_descriptor(connection), peer: PeerAddress(mhd_peer(connection)))
    } else {
        open.close(key)
    }
}

/// Called when a head is read, for each piece of the body, at its end, and once more when a suspended request is taken up.
func receive(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
    uploadSize: UnsafeMutablePointer<Int>?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let url, let method, let uploadSize, let slot else { return .NO }
    let dispatcher = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue()
    let bodyBytes = dispatcher.bounds.bodyBytes

    let isCrowded = slot.pointee == mhd_crowded()
    guard !isCrowded, let known = slot.pointee else {
        let request = PartialRequest(
            method: String(cString: method), path: StreamSafe.text(String(cString: url).utf8),
            version: version.map { String(cString: $0) } ?? "",
            connection: connection,
            peer: dispatcher.connections.credentials(of: UInt(bitPattern: connection)),
            address: dispatcher.connections.address(of: UInt(bitPattern: connection)))
        slot.pointee = Unmanaged.passRetained(request).toOpaque()
        dispatcher.connections.enter(.body, UInt(bitPattern: connection))
        guard let method = Server.Method(rawValue: request.method), dispatcher.methods.contains(method) else {
            let served = Server.Method.allCases.filter(dispatcher.methods.contains).map(\.rawValue).joined(separator: ", ")
            return queue(Outgoing(status: 405, headers: [Header("Allow", served)]), on: connection, dispatcher)
        }
        if isCrowded { return refuse(414, on: connection, dispatcher) }
        if request.isAmbiguous { return refuse(400, on: connection, dispatcher) }
        guard dispatcher.connections.hasPlace(for: request.path, on: UInt(bitPattern: connection)) else {
            let headers = [Header("Retry-After", "10"), Header("Connection", "close")]
            return queue(Outgoing(status: 503, headers: headers), on: connection, dispatcher)
        }
        if let announced = request.announced, announced > bodyBytes {
            return queue(Outgoing(status: 413), on: connection, dispatcher)
        }
        return .YES
    }

    let request = Unmanaged<PartialRequest>.fromOpaque(known).takeUnretainedValue()
    if uploadSize.pointee > 0 {
        request.append(UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee), limit: bodyBytes)
        uploadSize.pointee = 0
        // A body of unannounced length is answered at its end, unless it shows no sign of ending.
        return request.received > bodyBytes * 2 ? .NO : .YES
    }
    if request.isHandedOver {
        guard let reply = dispatcher.takeReply(for: connection) else { return .NO }
        return queue(reply, for: request, on: connection, dispatcher)
    }
    if request.received > bodyBytes {
        return queue(Outgoing(status: 413), on: connection, dispatcher)
    }
    request.isHandedOver = true
    return dispatcher.begin(request.whole(), on: connection) ? .YES : .NO
}

/// The request is over, however it ended.
func complete(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    end: MHD_RequestTerminationCode
) {
    guard let context, let connection, let slot, let known = slot.pointee, known != mhd_crowded() else { return }
    // The peer may have gone while its answer was made.
    let dispatcher = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue()
    dispatcher.takeReply(for: connection)?.drop()
    // Where it is kept, the next head begins.
    dispatcher.connections.enter(.head, UInt(bitPattern: connection))
    slot.pointee = nil
    // Last, since it is the owner's own code that is called.
    Unmanaged<PartialRequest>.fromOpaque(known).takeRetainedValue().stream?.end()
}

/// Called when what a stream has given is sent, for more of it.
private func next(
    context: UnsafeMutableRawPointer?, position: UInt64, buffer: UnsafeMutablePointer<CChar>?, size: Int
) -> Int {
    guard let context, size > 0 else { return mhd_stream_broken }
    return Unmanaged<BodyStream>.fromOpaque(context).takeUnretainedValue()
        .take(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
}

/// Called when a stream is needed no more.
private func forget(context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<BodyStream>.fromOpaque(context).release()
}

private func queue(
    _ reply: Outgoing, for request: PartialRequest, on connection: OpaquePointer, _ dispatcher: RequestDispatcher
) -> MHD_Result {
    switch reply.body {
    case .whole(let body):
        return queue(reply, body, on: connection, dispatcher)
    case .stream(let stream):
        let key = UInt(bitPattern: connection)
        guard stream.begin(on: key, isChunked: request.takesChunks, of: dispatcher.connections) else {
            stream.drop()
            return .NO
        }
        request.stream = stream
        guard dispatcher.begin(stream, on: connection) else {
            return queue(Outgoing(status: 503, headers: [Header("Retry-After", "10")]), Data(), on: connection, dispatcher)
        }
        let itself = Unmanaged.passRetained(stream), length = stream.length
        // What is there whole goes out in blocks of this size, and not in chunks of a connection's own memory.
        let response = MHD_create_response_from_callback(
            length ?? UInt64.max, length == nil ? 4096 : 65_536, next, itself.toOpaque(), forget)
        guard let response else {
            itself.release()
            return .NO
        }
        if length == nil, request.method == "HEAD" { mhd_unchunked(response) }
        mhd_never_idle(connection)
        return queue(response, with: reply, isLast: true, on: connection)
    }
}

private func queue(
    _ reply: Outgoing, _ body: Data = Data(), on connection: OpaquePointer, _ dispatcher: RequestDispatcher
) -> MHD_Result {
    let response = body.withUnsafeBytes { bytes in
        MHD_create_response_from_buffer(
            bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let response else { return .NO }
    dispatcher.connections.enter(.sending, UInt(bitPattern: connection))
    return queue(
        response, with: reply, isLast: dispatcher.connections.isLast(UInt(bitPattern: connection)), on: connection)
}

/// What was sent after it may be anything: nothing more of it is read.
private func refuse(_ status: Int, on connection: OpaquePointer, _ dispatcher: RequestDispatcher) -> MHD_Result {
    queue(Outgoing(status: status, headers: [Header("Connection", "close")]), on: connection, dispatcher)
}

/// A header that would break the reply's framing is left out: libmicrohttpd refuses line breaks and a length of one's own.
private func queue(
    _ response: OpaquePointer, with reply: Outgoing, isLast: Bool, on connection: OpaquePointer
) -> MHD_Result {
    defer { MHD_destroy_response(response) }
    for header in reply.headers {
        MHD_add_response_header(response, header.name, header.value)
    }
    if isLast { MHD_add_response_header(response, "Connection", "close") }
    let status = (200..<600).contains(reply.status) ? reply.status : 500
    return MHD_queue_response(connection, UInt32(status), response)
}
