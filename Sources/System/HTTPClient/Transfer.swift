import CCurl

/// What the callbacks of one transfer collect.
final class Transfer {
    var response = HTTPClientResponse(status: 0)
    let limit: Int
    let deliver: (([UInt8]) -> Bool)?
    let begin: ((HTTPClientResponse) -> Bool)?
    var tooLarge = false
    var stopped = false
    /// Bytes that came since this was last read, to notice silence.
    var progressed = false
    private var headBytes = 0
    private var begun = false

    init(limit: Int, begin: ((HTTPClientResponse) -> Bool)?, deliver: (([UInt8]) -> Bool)?) {
        self.limit = limit
        self.begin = begin
        self.deliver = deliver
    }

    /// One header line with its line end; a status line begins a new head (after `100 Continue`).
    func head(_ line: UnsafeRawBufferPointer) -> Bool {
        progressed = true
        headBytes += line.count
        guard headBytes <= 64 * 1_024 else {
            tooLarge = true
            return false
        }
        var text = Substring(decoding: line, as: UTF8.self)
        while let last = text.unicodeScalars.last, last == "\r" || last == "\n" { text.unicodeScalars.removeLast() }
        if text.hasPrefix("HTTP/") {
            response = HTTPClientResponse(status: 0)
            let parts = text.split(separator: " ", maxSplits: 2)
            response.status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            response.headers.append((name: text[..<colon].lowercased(), value: String(value)))
        } else if text.isEmpty, response.status >= 200, !begun {
            begun = true
            if let begin, !begin(response) {
                stopped = true
                return false
            }
        }
        return true
    }

    func body(_ bytes: UnsafeRawBufferPointer) -> Bool {
        progressed = true
        if let deliver, (200..<300).contains(response.status) {
            guard deliver(Array(bytes)) else {
                stopped = true
                return false
            }
            return true
        }
        guard response.body.count + bytes.count <= limit else {
            tooLarge = true
            return false
        }
        response.body.append(contentsOf: bytes)
        return true
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

let headCallback: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
    bytes,
    size,
    count,
    context in
    let total = size &* count
    guard let transfer = transfer(context) else { return 0 }
    // Any number but `total` makes libcurl stop; for an empty piece that number must not be 0.
    return transfer.head(UnsafeRawBufferPointer(start: bytes, count: total)) ? total : total &+ 1
}

let bodyCallback: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
    bytes,
    size,
    count,
    context in
    let total = size &* count
    guard let transfer = transfer(context) else { return 0 }
    return transfer.body(UnsafeRawBufferPointer(start: bytes, count: total)) ? total : total &+ 1
}
