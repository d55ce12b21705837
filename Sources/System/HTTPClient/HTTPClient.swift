import CCurl
import Glibc

/// A synchronous HTTP client over libcurl: one handle with its kept connections, confined to one thread at a time.
///
/// Redirects are not followed, certificates are verified, the environment's proxies are ignored. `cancellation`
/// is the only part that other threads may use.
public final class HTTPClient {
    /// Cancels this client's transfers from another thread.
    public let cancellation: HTTPCancellation
    private let easy: UnsafeMutableRawPointer?
    private let multi: UnsafeMutableRawPointer?
    private var isOpen = true

    /// A client without connections; nothing is sent yet.
    public init() {
        _ = libraryReady
        easy = curl_easy_init()
        multi = curl_multi_init()
        cancellation = HTTPCancellation(multi)
    }

    deinit {
        close()
    }

    /// Closes the kept connections; the client then only fails.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        cancellation.close()
        if let easy { curl_easy_cleanup(easy) }
        if let multi { curl_multi_cleanup(multi) }
    }

    /// Sends a request and returns its whole answer, whatever the status. Blocks up to the request's time limits.
    public func send(_ request: HTTPClientRequest) throws(HTTPClientError) -> HTTPClientResponse {
        try perform(request, Transfer(limit: request.maxResponseBytes, begin: nil, deliver: nil))
    }

    /// Sends a request and hands over the bytes of a 2xx answer as they come, until the answer ends.
    ///
    /// Another status is returned with its body, as from `send`. `onHead` gets status and fields first. A closure
    /// that returns false ends the transfer, with the error `cancelled`. The closures run on the calling thread.
    public func stream(
        _ request: HTTPClientRequest,
        onHead: ((HTTPClientResponse) -> Bool)? = nil,
        onBytes: @escaping ([UInt8]) -> Bool
    ) throws(HTTPClientError) -> HTTPClientResponse {
        try perform(request, Transfer(limit: request.maxResponseBytes, begin: onHead, deliver: onBytes))
    }

    private func perform(
        _ request: HTTPClientRequest,
        _ transfer: Transfer
    ) throws(HTTPClientError) -> HTTPClientResponse {
        guard isOpen, let easy, let multi else {
            throw HTTPClientError(code: .library, requestSent: false, curlCode: 0, detail: "no handle")
        }
        let fields = try prepare(easy, request, transfer)
        defer { curl_slist_free_all(fields) }
        cancellation.begin()
        defer { cancellation.end() }
        let code = withoutPipeSignal { run(easy, multi, request, transfer) }
        guard case .finished(CURLE_OK) = code else { throw error(code, easy, transfer) }
        return transfer.response
    }

    private enum Outcome {
        case finished(CURLcode)
        case silent
        case cancelled
    }

    private func run(
        _ easy: UnsafeMutableRawPointer,
        _ multi: UnsafeMutableRawPointer,
        _ request: HTTPClientRequest,
        _ transfer: Transfer
    ) -> Outcome {
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else { return .finished(CURLE_FAILED_INIT) }
        defer { curl_multi_remove_handle(multi, easy) }
        var heard = now()
        while true {
            var running: Int32 = 0
            guard curl_multi_perform(multi, &running) == CURLM_OK else { return .finished(CURLE_FAILED_INIT) }
            var code = CURLE_OK
            if ct_curl_multi_result(multi, &code) == 1 { return .finished(code) }
            if cancellation.isCancelled { return .cancelled }
            var wait: Int32 = 60_000
            if request.idleTimeout > 0 {
                if transfer.progressed { heard = now() }
                transfer.progressed = false
                let left = request.idleTimeout - (now() - heard)
                guard left > 0 else { return .silent }
                wait = Int32(clamping: left)
            }
            curl_multi_poll(multi, nil, 0, wait, nil)
        }
    }

    /// Sets the handle's options; returns the field list the caller frees.
    private func prepare(
        _ easy: UnsafeMutableRawPointer,
        _ request: HTTPClientRequest,
        _ transfer: Transfer
    ) throws(HTTPClientError) -> UnsafeMutablePointer<curl_slist>? {
        let invalid = HTTPClientError(code: .invalidRequest, requestSent: false, curlCode: 0, detail: "")
        guard Self.isClean(request.url), !request.method.isEmpty, request.method.utf8.allSatisfy({ $0 > 0x20 }),
            request.headers.allSatisfy({ Self.isClean($0.name) && !$0.name.isEmpty && Self.isClean($0.value) })
        else { throw invalid }
        curl_easy_reset(easy)
        var results: [CURLcode] = []
        func set(_ option: CURLoption, _ value: Int) { results.append(ct_curl_set_long(easy, option, value)) }
        func set(_ option: CURLoption, _ value: String) { results.append(ct_curl_set_string(easy, option, value)) }
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PROXY, request.proxy ?? "")
        set(CURLOPT_TCP_NODELAY, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout)
        set(CURLOPT_TIMEOUT_MS, request.totalTimeout)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let trustFile = request.trustFile { set(CURLOPT_CAINFO, trustFile) }
        if let path = request.unixSocketPath { set(CURLOPT_UNIX_SOCKET_PATH, path) }
        if !request.reusesConnection { set(CURLOPT_FRESH_CONNECT, 1) }
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if let body = request.body {
            set(CURLOPT_POST, 1)
            results.append(ct_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
            // Copied, because the array's own storage need not stay where it is.
            body.withUnsafeBytes { bytes in
                let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                results.append(withExtendedLifetime(body) { Self.copyBody(easy, start) })
            }
            set(CURLOPT_CUSTOMREQUEST, request.method)
        } else if request.method != "GET" {
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        results.append(ct_curl_set_callback(easy, CURLOPT_HEADERFUNCTION, headCallback))
        results.append(ct_curl_set_pointer(easy, CURLOPT_HEADERDATA, context))
        results.append(ct_curl_set_callback(easy, CURLOPT_WRITEFUNCTION, bodyCallback))
        results.append(ct_curl_set_pointer(easy, CURLOPT_WRITEDATA, context))
        var fields: UnsafeMutablePointer<curl_slist>?
        // Without this libcurl waits a second for "100 Continue" before a large body.
        for line in ["Expect:"] + request.headers.map({ $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" })
        {
            fields = curl_slist_append(fields, line) ?? fields
        }
        results.append(ct_curl_set_pointer(easy, CURLOPT_HTTPHEADER, fields))
        guard results.allSatisfy({ $0 == CURLE_OK }) else {
            curl_slist_free_all(fields)
            throw invalid
        }
        return fields
    }

    private static func copyBody(_ easy: UnsafeMutableRawPointer, _ start: UnsafeMutableRawPointer?) -> CURLcode {
        guard let start else { return ct_curl_set_string(easy, CURLOPT_COPYPOSTFIELDS, "") }
        return ct_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start)
    }

    private static func isClean(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private func error(_ outcome: Outcome, _ easy: UnsafeMutableRawPointer, _ transfer: Transfer) -> HTTPClientError {
        // libcurl counts the request bytes it has handed to the connection, over all its own repeats.
        var size = 0
        ct_curl_get_long(easy, CURLINFO_REQUEST_SIZE, &size)
        let sent = size > 0
        switch outcome {
        case .cancelled:
            return HTTPClientError(code: .cancelled, requestSent: sent, curlCode: 0, detail: "cancelled")
        case .silent:
            return HTTPClientError(code: .timedOut, requestSent: sent, curlCode: 0, detail: "silence")
        case .finished(let code):
            let kind: HTTPClientError.Code =
                transfer.tooLarge ? .tooLarge : transfer.stopped ? .cancelled : Self.kind(code, sent: sent)
            return HTTPClientError(
                code: kind,
                requestSent: sent,
                curlCode: Int32(bitPattern: code.rawValue),
                detail: String(cString: curl_easy_strerror(code))
            )
        }
    }

    private static func kind(_ code: CURLcode, sent: Bool) -> HTTPClientError.Code {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .tls
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidRequest
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .notConnected
        case CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY: .library
        default: sent ? .broken : .notConnected
        }
    }

    private func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}

/// The library's global state, set up once before the first handle.
private let libraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
