import FuzzSupport
import HID

enum Swipers {
    private static let vendor = "0600FF0901A101150026FF007508"

    private static let sureSwipe = MagTekDecoder(
        descriptor(vendor + "09200921092209280929092A0938950781020930956E8202010931956E8202010932956E820201C0")
    )

    static func sureSwipe(_ bytes: [UInt8]) {
        let report = filled(bytes, 337)
        guard let swipe = try? sureSwipe?.swipe(report) else {
            require(false, "a report of full length is a swipe")
            return
        }
        require(swipe.encryption == nil, "a reader without keys encrypts nothing")
        for (track, reading) in swipe.tracks.enumerated() {
            check(
                reading,
                status: report[track],
                field: report[(7 + 110 * track)...].prefix(110),
                length: report[3 + track]
            )
        }
    }

    private static func check(_ reading: TrackReading, status: UInt8, field: ArraySlice<UInt8>, length: UInt8) {
        switch reading {
        case .blank: require(status & 1 == 0 && length == 0, "nothing is on a blank track")
        case .error: require(status & 1 == 1 || Int(length) > field.count, "an error was told")
        case .read(let bytes):
            require(
                status & 1 == 0 && copy(bytes) == Array(field.prefix(Int(length))),
                "a track is what its field holds"
            )
        case .encrypted: require(false, "nothing is encrypted")
        }
    }

    private static let magneSafe = MagTekDecoder(
        descriptor(
            vendor
                + """
                092009210922 09280929092A 0938 95078102 09309570820201 09319570820201 09329570820201
                093995018102 7520092395018102 7508092B95018102 0933968000820201 09409510820201 094295028102 0946950A820201
                0947 0948 0949 95038102 094A9570820201 094B9570820201 094C9570820201 09509508820201 0951 0952 0953 0954 95048102
                C0
                """
        )
    )

    /// Statuses and lengths first, then encryption status, KSN and masked lengths, then what fills the first tracks of both kinds.
    static func magneSafe(_ bytes: [UInt8]) {
        let tracks = bytes.dropFirst(21)
        let report =
            filled(filled(bytes, 7) + tracks, 494) + filled(bytes.dropFirst(7).prefix(14), 14) + filled(tracks, 348)
        guard let swipe = try? magneSafe?.swipe(report) else {
            require(false, "a report of full length is a swipe")
            return
        }
        let hasKey = report[495..<505].contains { $0 != 0 }
        let isEncrypted = hasKey || report[494] & 6 == 6
        require((swipe.encryption != nil) == isEncrypted, "what is encrypted is told")
        for (track, reading) in swipe.tracks.enumerated() {
            switch reading {
            case .encrypted(let masked):
                let field = report[(508 + 112 * track)...].prefix(112)
                require(isEncrypted, "what is clear is read")
                require(masked.map { field.starts(with: copy($0)) } ?? true, "what is shown is the masked track")
            case .read(let text):
                require(!isEncrypted && text.count <= 112, "a ciphertext is never read")
            case .blank, .error: break
            }
        }
    }

    private static let narrow = descriptor(vendor + "950809018102C0")
    private static let wide = descriptor(vendor + "954009018102C0")

    /// A block, its checks put right, in reports of 8 bytes and of 64.
    static func idTech(_ input: inout FuzzInput) {
        let isRight = input.byte() % 8 != 0
        var data = input.rest()
        if data.count > 1_900 {
            data.removeLast(data.count - 1_900)
        }
        var block: [UInt8] = [2, UInt8(data.count & 0xFF), UInt8(data.count >> 8)] + data
        block += [data.reduce(0, ^), data.reduce(0, &+), 3]
        if !isRight, let first = data.first {
            block[Int(first) % block.count] ^= data.last ?? 1
        }
        let one = decode(block, narrow, 8)
        let other = decode(block, wide, 64)
        require(one == other, "the size of its reports changes no block")
        require(one.joined().count <= block.count, "tracks are no longer than their block")
    }

    /// The first thing that comes of a block; empty for an error.
    private static func decode(_ block: [UInt8], _ descriptor: ReportDescriptor, _ size: Int) -> [[UInt8]] {
        var decoder = IDTechDecoder(descriptor)
        for start in stride(from: 0, to: block.count, by: size) {
            let report = filled(block[start..<min(start + size, block.count)], size)
            do throws(IDTechError) {
                if case .reading(let swipe)? = try decoder.report(report, at: 0) {
                    let isClear = swipe.encryption == nil
                    return swipe.tracks.map { track in
                        if case .encrypted = track {
                            require(!isClear, "what is encrypted is told")
                        }
                        return track.clear.map(copy) ?? []
                    }
                }
            } catch {
                require(error.description.utf8.count < 100, "an error is short")
                return []
            }
        }
        return []
    }

    private static let page8E = Page8EDecoder(
        descriptor("058E0901A101150026FF007508950309110912091381020921954F8202010922952882020109 23956B820201C0")
    )

    static func page8E(_ bytes: [UInt8]) {
        let report = filled(bytes, 3 + 79 + 40 + 107)
        guard let swipe = try? page8E?.swipe(report) else {
            require(false, "a report of full length is a swipe")
            return
        }
        let fields = [report[3...].prefix(79), report[82...].prefix(40), report[122...].prefix(107)]
        for (track, reading) in swipe.tracks.enumerated() {
            let length = Int(report[track])
            switch reading {
            case .blank: require(length == 0, "nothing is on a blank track")
            case .error(.lengthBeyondField): require(length > fields[track].count, "a length is beyond its field")
            case .error: require(length == 3, "E stands between its sentinels")
            case .read(let text): require(copy(text) == Array(fields[track].prefix(length)), "a track is its field")
            case .encrypted: require(false, "nothing is encrypted")
            }
        }
    }
}
