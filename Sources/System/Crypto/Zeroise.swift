import CCrypto

/// Overwrites a buffer of secrets; unlike a plain loop before the memory is freed, the compiler cannot drop it.
public func zeroise(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    if let start = bytes.baseAddress {
        OPENSSL_cleanse(start, bytes.count)
    }
}

/// Overwrites an array of secrets in place; an array whose storage somebody else holds too is copied first, so hold it alone.
public func zeroise(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBufferPointer { zeroise($0) }
}
