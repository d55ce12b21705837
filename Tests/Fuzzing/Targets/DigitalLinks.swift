import FuzzSupport
import HID

/// Web addresses: a GS1 Digital Link that is read is read the same from its canonical form and from its element string.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    let message: GS1Message
    do throws(GS1Error) {
        message = try GS1Message(link: bytes)
    } catch {
        require(error.position <= max(bytes.count, 512), "an error has its place in the text")
        return 0
    }
    check(message, bytes)
    let canonical = (1...message.elements.count).contains { path in
        (try? GS1Message(link: Array(link(message, path: path).utf8))) == message
    }
    require(canonical || isTooLong(message), "the canonical link says the same")
    let elements = message.elements.flatMap { Array("\($0.identifier)\($0.value)\u{1D}".utf8) }
    if elements.count <= 512 {
        let reading = try? GS1Reading(elements, separators: .kept)
        require(reading == .message(message), "the element string says the same")
    }
    if let scheme = bytes.firstIndex(of: 0x3A), bytes.count <= 512 {
        let isSecure = scheme == 5
        let turned: String = bytes[0] == 0x68 ? (isSecure ? "HTTPS" : "HTTP") : (isSecure ? "https" : "http")
        require(
            (try? GS1Message(link: Array(turned.utf8) + bytes[scheme...])) == message,
            "the scheme may be in capitals"
        )
    }
    return 0
}

private func check(_ message: GS1Message, _ bytes: [UInt8]) {
    require(!message.elements.isEmpty, "a link has its key")
    var names: Set<String> = []
    for element in message.elements {
        require(names.insert(element.identifier).inserted, "an identifier stands once")
        require(message[element.identifier] == element.value && !element.value.isEmpty, "a value is found by its name")
        if ["00", "01", "414", "417", "8017", "8018"].contains(element.identifier) {
            require(hasCheckDigit(element.value), "a key ends in its check digit")
        }
    }
    // A short GTIN is filled up with at most six zeros.
    let length = message.elements.reduce(0) { $0 + $1.identifier.utf8.count + $1.value.utf8.count }
    require(length <= bytes.count + 6, "elements are parts of the link")
}

private func link(_ message: GS1Message, path: Int) -> String {
    let encoded = message.elements.map { ($0.identifier, percent($0.value)) }
    let way = encoded.prefix(path).map { "/\($0)/\($1)" }.joined()
    let query = encoded.dropFirst(path).map { "\($0)=\($1)" }.joined(separator: "&")
    return "https://x.y" + way + (query.isEmpty ? "" : "?" + query)
}

private func isTooLong(_ message: GS1Message) -> Bool {
    (1...message.elements.count).contains { link(message, path: $0).utf8.count > 512 }
}

private func percent(_ text: String) -> String {
    text.utf8.map { byte in
        let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        return isPlain
            ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
}

/// Weights 3 and 1 in turn, by position from the left of a number filled up to 18 digits.
private func hasCheckDigit(_ text: String) -> Bool {
    let digits = String(repeating: "0", count: max(0, 18 - text.count)) + text
    return digits.enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * ($1.offset % 2 == 0 ? 3 : 1) } % 10
        == 0
}
