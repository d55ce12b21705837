import CMicroHTTPD

// The library's callbacks. They are global constants of the C type: a closure made in an isolated context would trap
// when the library's own thread calls it.

private func listener(_ context: UnsafeMutableRawPointer?) -> ListenerDaemon? {
    context.map { Unmanaged<ListenerDaemon>.fromOpaque($0).takeUnretainedValue() }
}

let acceptCallback: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<sockaddr>?, socklen_t) -> MHD_Result = {
    context,
    _,
    _ in
    listener(context)?.mayAccept() == true ? .YES : .NO
}

let connectionCallback:
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        MHD_ConnectionNotificationCode
    ) -> Void = { context, connection, slot, code in
        guard let listener = listener(context), let connection, let slot else { return }
        if code == .CONNECTION_NOTIFY_STARTED {
            slot.pointee = Unmanaged.passRetained(listener.opened(connection)).toOpaque()
        } else if let opaque = slot.pointee {
            slot.pointee = nil
            listener.closed(Unmanaged<HTTPConnection>.fromOpaque(opaque).takeRetainedValue())
        }
    }

let uriCallback:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
        context,
        uri,
        connection in
        guard let listener = listener(context), let uri, let connection else { return nil }
        let exchange = listener.began(connection, rawTarget: String(cString: uri))
        return Unmanaged.passRetained(exchange).toOpaque()
    }

/// The target is decoded by `HTTPTarget`, strictly; the library leaves it as it came.
let unescapeCallback: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = {
    _,
    _,
    text in
    guard let text else { return 0 }
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
}

let accessCallback:
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
        UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafeMutablePointer<Int>?,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result = { context, connection, _, method, version, upload, uploadSize, slot in
        guard let listener = listener(context), let connection, let method, let version, let uploadSize,
            let opaque = slot?.pointee
        else { return .NO }
        let size = uploadSize.pointee
        uploadSize.pointee = 0
        return listener.access(
            Unmanaged<Exchange>.fromOpaque(opaque).takeUnretainedValue(),
            connection,
            method: String(cString: method),
            version: String(cString: version),
            upload: UnsafeRawBufferPointer(start: upload, count: upload == nil ? 0 : size)
        )
    }

let completedCallback:
    @convention(c) (
        UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        MHD_RequestTerminationCode
    ) -> Void = { context, connection, slot, _ in
        guard let listener = listener(context), let connection, let slot, let opaque = slot.pointee else { return }
        slot.pointee = nil
        listener.ended(Unmanaged<Exchange>.fromOpaque(opaque).takeRetainedValue(), on: connection)
    }
