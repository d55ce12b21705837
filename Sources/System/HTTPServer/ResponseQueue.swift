import CMicroHTTPD

/// Hands answers to the library.
enum ResponseQueue {
    static func queue(_ response: HTTPResponse, on connection: OpaquePointer) -> MHD_Result {
        let made = response.body.withUnsafeBytes { bytes in
            MHD_create_response_from_buffer(
                bytes.count,
                // The library copies the bytes and does not write to them; only its signature says otherwise.
                UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                .RESPMEM_MUST_COPY
            )
        }
        guard let made else { return .NO }
        return send(made, response, on: connection)
    }

    static func queue(_ head: HTTPResponse, stream: HTTPStream, on connection: OpaquePointer) -> MHD_Result {
        let context = Unmanaged.passRetained(stream)
        let made = MHD_create_response_from_callback(
            ct_mhd_size_unknown(),
            8 * 1_024,
            readCallback,
            context.toOpaque(),
            releaseCallback
        )
        guard let made else {
            context.release()
            return .NO
        }
        return send(made, head, on: connection)
    }

    private static func send(
        _ made: OpaquePointer,
        _ response: HTTPResponse,
        on connection: OpaquePointer
    ) -> MHD_Result {
        for field in response.headers.fields {
            MHD_add_response_header(made, field.name, field.value)
        }
        if response.closes { MHD_add_response_header(made, "Connection", "close") }
        let result = MHD_queue_response(connection, UInt32(clamping: response.status), made)
        MHD_destroy_response(made)
        return result
    }
}

private let readCallback: @convention(c) (UnsafeMutableRawPointer?, UInt64, UnsafeMutablePointer<CChar>?, Int) -> Int =
    {
        context,
        _,
        target,
        capacity in
        guard let context, let target, capacity > 0 else { return ct_mhd_end_of_stream() }
        return Unmanaged<HTTPStream>.fromOpaque(context).takeUnretainedValue().read(into: target, capacity: capacity)
    }

private let releaseCallback: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
    if let context { Unmanaged<HTTPStream>.fromOpaque(context).release() }
}
