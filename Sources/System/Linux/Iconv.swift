import Glibc
import Synchronization

/// Turns characters into the bytes of a charset by glibc's `iconv`, and bytes into characters.
///
/// Charset names are glibc's: `GB18030`, `CP437`, `ISO-8859-15`. Each is opened once and kept until `close()`. Safe to share between
/// threads: a lock serialises the conversions, each takes well under a microsecond.
public final class Iconv: Sendable {
    private struct Opened: @unchecked Sendable {
        var encoders: [String: iconv_t?] = [:]
        var decoders: [String: iconv_t?] = [:]
    }

    private let opened = Mutex(Opened())

    public init() {}

    deinit { close() }

    /// The character's bytes in `charset`; nil when it has none there or glibc does not know the charset.
    public func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]? {
        opened.withLock { opened in
            guard let handle = Iconv.open(charset, in: &opened.encoders, to: charset, from: "UTF-32LE") else {
                return nil
            }
            let value = scalar.value
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
            return Iconv.convert(bytes, by: handle)
        }
    }

    /// The characters that `bytes` mean in `charset`; nil when they are not valid there or glibc does not know it.
    public func decode(_ bytes: some Sequence<UInt8>, from charset: String) -> String? {
        opened.withLock { opened in
            guard let handle = Iconv.open(charset, in: &opened.decoders, to: "UTF-8", from: charset) else {
                return nil
            }
            return Iconv.convert(Array(bytes), by: handle).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Whether glibc has the charset; a minimal system may lack its gconv modules (Debian package libc6).
    public func knows(_ charset: String) -> Bool {
        opened.withLock { opened in
            Iconv.open(charset, in: &opened.encoders, to: charset, from: "UTF-32LE") != nil
        }
    }

    /// Frees every handle; a later conversion opens anew.
    public func close() {
        opened.withLock { opened in
            for handle in opened.encoders.values {
                handle.map { _ = iconv_close($0) }
            }
            for handle in opened.decoders.values {
                handle.map { _ = iconv_close($0) }
            }
            opened = Opened()
        }
    }

    private static func open(
        _ charset: String,
        in handles: inout [String: iconv_t?],
        to target: String,
        from source: String
    ) -> iconv_t? {
        if let known = handles[charset] {
            return known
        }
        // A hostile name would grow the table without end; "//" would switch on transliteration.
        guard handles.count < 256, !charset.isEmpty, !charset.utf8.contains(0x2F) else {
            return nil
        }
        let handle: iconv_t? = iconv_open(target, source)
        // iconv_open reports failure as (iconv_t)-1.
        let valid = handle.flatMap { Int(bitPattern: $0) == -1 ? nil : $0 }
        handles[charset] = .some(valid)
        return valid
    }

    private static func convert(_ input: [UInt8], by handle: iconv_t) -> [UInt8]? {
        var input = input.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count &* 4 &+ 16)
        let count: Int? = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var fromLeft = source.count
                var to = target.baseAddress
                var toLeft = target.count
                iconv(handle, nil, nil, nil, nil)
                guard iconv(handle, &from, &fromLeft, &to, &toLeft) == 0, fromLeft == 0 else {
                    return nil
                }
                return target.count - toLeft
            }
        }
        return count.map { output[..<$0].map { UInt8(bitPattern: $0) } }
    }
}
