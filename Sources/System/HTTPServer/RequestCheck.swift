import CMicroHTTPD

/// What is checked about a request before its body is taken.
enum RequestCheck {
    /// Reads the header fields, duplicates kept; nil when one has a NUL or another control character.
    static func headers(of connection: OpaquePointer) -> HTTPHeaders? {
        var collected = Collected()
        withUnsafeMutablePointer(to: &collected) {
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, collectField, $0)
        }
        return collected.valid ? collected.headers : nil
    }

    /// The reason to refuse a request with these headers, if there is one.
    static func refusal(
        version: String,
        rawTarget: String,
        headers: HTTPHeaders,
        headerBytes: Int,
        limits: HTTPServerConfiguration
    ) -> HTTPRefusal? {
        guard version == "HTTP/1.1" else { return .version }
        guard rawTarget.utf8.count <= limits.targetLimit else { return .targetTooLong }
        guard headerBytes <= limits.headerLimit, headers.fields.count <= limits.fieldLimit else {
            return .headersTooLarge
        }
        guard headers.values("Host").count == 1 else { return .host }
        let lengths = headers.values("Content-Length")
        let chunked = headers["Transfer-Encoding"] != nil
        guard lengths.count <= 1, !(chunked && !lengths.isEmpty) else { return .framing }
        if chunked { return .lengthRequired }
        if let length = lengths.first {
            // Digits only: a sign or a list is another reading of the same message.
            guard !length.isEmpty, length.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return .framing }
            guard let count = Int(length), count <= limits.bodyLimit else { return .bodyTooLarge }
        }
        return nil
    }

    struct Collected {
        var headers = HTTPHeaders()
        var valid = true
    }
}

private let collectField:
    @convention(c) (
        UnsafeMutableRawPointer?, MHD_ValueKind, UnsafePointer<CChar>?, Int, UnsafePointer<CChar>?, Int
    ) -> MHD_Result = { context, _, key, keySize, value, valueSize in
        guard let context else { return .NO }
        let collected = context.assumingMemoryBound(to: RequestCheck.Collected.self)
        func text(_ pointer: UnsafePointer<CChar>?, _ size: Int) -> String? {
            guard let pointer else { return "" }
            let bytes = UnsafeRawBufferPointer(start: pointer, count: size)
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let name = text(key, keySize), let content = text(value, valueSize) else {
            collected.pointee.valid = false
            return .NO
        }
        collected.pointee.headers.add(name, content)
        return .YES
    }
