import CMicrohttpd
import FoundationEssentials

// libmicrohttpd calls these on its own thread: global functions, since a closure would take the isolation of where it stands.

/// Called when a head is read, for each piece of the body, at its end, and once more when a suspended request is taken up.
func receive(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
    uploadSize: UnsafeMutablePointer<Int>?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let url, let method, let uploadSize, let slot else { return .NO }
    let dispatcher = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue()

    guard let known = slot.pointee else {
        let request = PartialRequest(
            method: String(cString: method), path: String(cString: url), connection: connection)
        slot.pointee = Unmanaged.passRetained(request).toOpaque()
        guard ["GET", "HEAD", "POST"].contains(request.method) else {
            return queue(Outgoing(status: 405, headers: [Header("Allow", "GET, HEAD, POST")]), on: connection)
        }
        if let announced = request.announced, announced > dispatcher.bodyBytes {
            return queue(Outgoing(status: 413), on: connection)
        }
        return .YES
    }

    let request = Unmanaged<PartialRequest>.fromOpaque(known).takeUnretainedValue()
    if uploadSize.pointee > 0 {
        request.append(UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee), limit: dispatcher.bodyBytes)
        uploadSize.pointee = 0
        if request.age > .seconds(dispatcher.bodySeconds) { return .NO }
        // A body of unannounced length is answered at its end, unless it shows no sign of ending.
        return request.received > dispatcher.bodyBytes * 2 ? .NO : .YES
    }
    if request.isHandedOver {
        guard let reply = dispatcher.takeReply(for: connection) else { return .NO }
        return queue(reply, on: connection)
    }
    if request.received > dispatcher.bodyBytes {
        return queue(Outgoing(status: 413), on: connection)
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
    _ = Unmanaged<RequestDispatcher>.fromOpaque(context).takeUnretainedValue().takeReply(for: connection)
    Unmanaged<PartialRequest>.fromOpaque(known).release()
    slot.pointee = nil
}

/// A header that would break the reply's framing is left out: libmicrohttpd refuses line breaks and a length of one's own.
private func queue(_ reply: Outgoing, on connection: OpaquePointer) -> MHD_Result {
    let response = reply.body.withUnsafeBytes { bytes in
        MHD_create_response_from_buffer(
            bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let response else { return .NO }
    defer { MHD_destroy_response(response) }
    for header in reply.headers {
        MHD_add_response_header(response, header.name, header.value)
    }
    let status = (200..<600).contains(reply.status) ? reply.status : 500
    return MHD_queue_response(connection, UInt32(status), response)
}
