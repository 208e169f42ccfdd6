import CMicrohttpd
import FoundationEssentials
import Glibc

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

    guard let known = slot.pointee else {
        let request = PartialRequest(
            method: String(cString: method), path: String(cString: url), connection: connection,
            peer: dispatcher.connections.credentials(of: UInt(bitPattern: connection)))
        slot.pointee = Unmanaged.passRetained(request).toOpaque()
        dispatcher.connections.enter(.body, UInt(bitPattern: connection))
        guard ["GET", "HEAD", "POST"].contains(request.method) else {
            return queue(Outgoing(status: 405, headers: [Header("Allow", "GET, HEAD, POST")]), on: connection, dispatcher)
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
        return queue(reply, on: connection, dispatcher)
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
    guard let context, let connection, let slot, let known = slot.pointee else { return }
    // The peer may have gone while its answer was made.
    let dispatcher = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue()
    _ = dispatcher.takeReply(for: connection)
    // Where it is kept, the next head begins.
    dispatcher.connections.enter(.head, UInt(bitPattern: connection))
    Unmanaged<PartialRequest>.fromOpaque(known).release()
    slot.pointee = nil
}

/// A header that would break the reply's framing is left out: libmicrohttpd refuses line breaks and a length of one's own.
private func queue(_ reply: Outgoing, on connection: OpaquePointer, _ dispatcher: RequestDispatcher) -> MHD_Result {
    let response = reply.body.withUnsafeBytes { bytes in
        MHD_create_response_from_buffer(
            bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let response else { return .NO }
    defer { MHD_destroy_response(response) }
    for header in reply.headers {
        MHD_add_response_header(response, header.name, header.value)
    }
    dispatcher.connections.enter(.sending, UInt(bitPattern: connection))
    if dispatcher.connections.isLast(UInt(bitPattern: connection)) {
        MHD_add_response_header(response, "Connection", "close")
    }
    let status = (200..<600).contains(reply.status) ? reply.status : 500
    return MHD_queue_response(connection, UInt32(status), response)
}
