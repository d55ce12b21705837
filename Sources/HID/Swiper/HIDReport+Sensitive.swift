extension HIDReport {
    /// The first `length` bytes of a field; nil when the field does not hold that many.
    func sensitive(_ field: ReportField, length: Int) -> SensitiveBytes? {
        guard length >= 0, length <= field.byteCount, length == 0 || byte(field, length - 1) != nil else {
            return nil
        }
        return SensitiveBytes(capacity: length) { target in
            for index in 0..<length {
                target[index] = byte(field, index) ?? 0
            }
        }
    }

    /// The whole field but the zeros at its end.
    func sensitiveWithoutPadding(_ field: ReportField) -> SensitiveBytes {
        var length = field.byteCount
        while length > 0, byte(field, length - 1) ?? 0 == 0 {
            length -= 1
        }
        return sensitive(field, length: length) ?? SensitiveBytes([])
    }

    /// All bytes of a field that is no secret; none when the reader has no such field.
    func plain(_ field: ReportField?) -> [UInt8] {
        guard let field else {
            return []
        }
        return (0..<field.byteCount).compactMap { byte(field, $0) }
    }
}
