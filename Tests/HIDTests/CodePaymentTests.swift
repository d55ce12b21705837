import Domain
import Testing

@testable import HID

@Suite("Payment codes and cards")
struct CodePaymentTests {
    private func scheme(_ text: String) -> PaymentScheme? {
        Array(text.utf8).withUnsafeBufferPointer { PaymentCodes.shared.scheme(of: $0) }
    }

    @Test("every line of the data files is read")
    func lines() {
        let ranges = DataLines.read(PackageResources.payment_ranges_txt)
        #expect(PaymentRanges.shared.entries.count == ranges.count && ranges.count > 50)
        let codes = DataLines.read(PackageResources.payment_codes_txt)
        #expect(PaymentCodes.shared.entries.count == codes.count && codes.count == 4)
        #expect(Set(PaymentCodes.shared.entries.map(\.scheme) + [.emvConsumer]) == Set(PaymentScheme.allCases))
    }

    @Test("no two ranges of one scheme overlap, and no range holds what fuel cards use")
    func ranges() {
        let entries = PaymentRanges.shared.entries
        for (index, one) in entries.enumerated() {
            for two in entries[(index + 1)...] where one.scheme == two.scheme {
                let overlap = one.range.prefixes.contains { left in
                    two.range.prefixes.contains { left.hasPrefix($0) || $0.hasPrefix(left) }
                }
                #expect(!overlap, "\(one) \(two)")
            }
            #expect(one.range.prefixes.allSatisfy { !$0.hasPrefix("7") && !$0.hasPrefix("0") }, "\(one)")
        }
    }

    @Test(
        "numbers of the schemes lie in the ranges",
        arguments: [
            ("4111111111111111", true), ("5105105105105100", true), ("2221000000000009", true),
            ("2720999999999996", true),
            ("2220999999999999", false), ("2721000000000000", false), ("378282246310005", true),
            ("341111111111111", true),
            ("351111111111111", false), ("3528000000000007", true), ("3590000000000000", false),
            ("30569309025904", true),
            ("3060000000000000", false), ("6011111111111117", true), ("6212345678901234569", true),
            ("8171999900000021", true),
            ("6759649826438453", true), ("2200770212727079", true), ("6074849900000000", true),
            ("6079850000000000", false),
            ("5067310000000010", true), ("9558801202106562334", true), ("6013820000000000", true),
            ("9704000000000018", true),
            ("7001123456789019", false), ("9001000000000000", false), ("6001000000000001", false),
            ("0012345678", false),
        ]
    )
    func members(number: String, inside: Bool) {
        #expect(PaymentRanges.shared.contains(Array(number.utf8)) == inside)
    }

    @Test(
        "a range is covered by the fewest prefixes",
        arguments: [
            (
                "2221-2720",
                [
                    "2221", "2222", "2223", "2224", "2225", "2226", "2227", "2228", "2229", "223", "224", "225", "226",
                    "227", "228", "229", "23", "24", "25", "26", "270", "271", "2720",
                ]
            ),
            ("4", ["4"]), ("00-99", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
            ("10-15", ["10", "11", "12", "13", "14", "15"]),
            ("0999-1000", ["0999", "1000"]),
        ]
    )
    func prefixes(text: String, expected: [String]) throws {
        #expect(try #require(PrefixRange(text)).prefixes == expected)
    }

    @Test("what is no range is refused", arguments: ["", "-", "1-", "1-22", "5-4", "1-2-3", "a", "123456789"])
    func noRange(text: String) {
        #expect(PrefixRange(text) == nil)
    }

    @Test(
        "payment codes are told by their scheme",
        arguments: [
            ("101234567890123456", PaymentScheme.wechatPay), ("151234567890123456", .wechatPay),
            ("2512345678901234", .alipay),
            ("281234567890123456", .alipay), ("301234567890123456789012", .alipay), ("6212345678901234567", .unionPay),
            ("0112345678901234567", .eCNY), ("hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=", .emvConsumer),
            ("hQVDUFYwMQ==", .emvConsumer),
        ]
    )
    func codes(text: String, expected: PaymentScheme) {
        #expect(scheme(text) == expected)
    }

    @Test(
        "other texts are no payment codes",
        arguments: [
            "", "10123456789012345", "1012345678901234567", "161234567890123456", "091234567890123456",
            "251234567890123", "2512345678901234567890123",
            "311234567890123456", "621234567890123456", "62123456789012345678", "012345678901234567",
            "10123456789012345a", "hQVDUFYw", "M:1012345678901234",
        ]
    )
    func noCodes(text: String) {
        #expect(scheme(text) == nil)
    }

    @Test("the bytes of an EMV code are one too")
    func emvBytes() {
        let bytes: [UInt8] = [0x85, 0x05, 0x43, 0x50, 0x56, 0x30, 0x31, 0x61, 0x1A]
        #expect(bytes.withUnsafeBufferPointer { PaymentCodes.shared.scheme(of: $0) } == .emvConsumer)
        #expect(bytes.prefix(6).withUnsafeBufferPointer { PaymentCodes.shared.scheme(of: $0) } == nil)
    }

    @Test("a merchant's code is told by its frame and its CRC")
    func merchant() {
        let code = "00020101021126280011com.example01091234567895204581253031565802CN5904SHOP6007BEIJING630436F5"
        func isOne(_ text: String) -> Bool { Array(text.utf8).withUnsafeBufferPointer { MerchantCode.isOne($0) } }
        #expect(isOne(code))
        #expect(isOne(code.replacing("36F5", with: "36f5")))
        #expect(!isOne(code.replacing("36F5", with: "36F4")))
        #expect(!isOne(code.replacing("SHOP", with: "SHIP")))
        for length in 0..<code.utf8.count {
            #expect(!isOne(String(code.prefix(length))))
        }
    }

    @Test(
        "patterns for scans that would take payment codes are shown with an example",
        arguments: [
            ("<member:digits 18>", PaymentConflict.Kind.code(.wechatPay)), ("13<member:digits 16>", .code(.wechatPay)),
            ("<member:digits 16>", .code(.alipay)), ("28<member:digits 15..20>", .code(.alipay)),
            ("62<member:digits 17>", .code(.unionPay)),
            ("0<member:digits 18>", .code(.eCNY)), ("<member:any *>", .code(.wechatPay)),
            ("h<member:alnum 20..60>", .code(.emvConsumer)),
            ("<member:digits 10><code:digits 8>", .code(.wechatPay)),
        ]
    )
    func conflicts(pattern: String, kind: PaymentConflict.Kind) throws {
        let template = try Template(pattern)
        let conflict = try #require(PaymentSpace.conflict(withCode: template))
        #expect(conflict.kind == kind)
        #expect(template.match(Array(conflict.example.utf8)) != nil)
        if kind != .code(.emvConsumer) {
            #expect(scheme(conflict.example) != nil)
        }
    }

    @Test(
        "patterns for scans that keep clear of payment codes are free",
        arguments: [
            "M:<member:digits 1..20>", "<member:digits 8>", "<member:digits 13>", "16<member:digits 16>",
            "https://shop.example/m/<member:alnum 1..32>", "24<member:digits 14>",
        ]
    )
    func free(pattern: String) throws {
        #expect(PaymentSpace.conflict(withCode: try Template(pattern)) == nil)
    }

    @Test(
        "patterns for tracks that would take bank cards are shown with an example",
        arguments: [
            (";6212<member:digits 12>=<rest:any *>", TrackNumber.second, PaymentConflict.Kind.card(scheme: "unionpay")),
            (";4<member:digits 15>=<rest:any *>", .second, .card(scheme: "visa")),
            ("<member:any *>", .second, .card(scheme: "visa")),
            (";<member:digits 16>=<rest:any *>", .second, .card(scheme: "visa")),
            ("%B5<member:digits 15>^<rest:any *>", .first, .card(scheme: "mastercard")),
            ("%99<member:digits 19>^<rest:any *>", .first, .card(scheme: "visa")),
            (";0162<member:digits 14>=<rest:any *>", .third, .card(scheme: "unionpay")),
            (";7<member:digits 15>=<rest:any *>", .second, .openPrefix),
            (";70<member:digits 14>=<rest:any *>", .second, .openPrefix),
            (";01700<member:digits 13>=<rest:any *>", .third, .openPrefix),
        ]
    )
    func trackConflicts(pattern: String, track: TrackNumber, kind: PaymentConflict.Kind) throws {
        let template = try Template(pattern)
        let conflict = try #require(PaymentSpace.conflict(withTrack: template, on: track))
        #expect(conflict.kind == kind)
        #expect(template.match(Array(conflict.example.utf8)) != nil)
        #expect(conflict.description.contains(conflict.example))
    }

    @Test(
        "patterns for tracks outside the ranges are free",
        arguments: [
            (";7001<member:digits 12>=<rest:any *>", TrackNumber.second), (";<member:digits 10>?", .second),
            (";6212<member:digits 8>?", .second),
            ("%B7001<member:digits 12>^<rest:any *>", .first), ("%MEMBER^<member:digits 8>?", .first),
            (";017001<member:digits 12>=<rest:any *>", .third),
            (";<member:digits 8>=<rest:any *>", .second),
        ]
    )
    func trackFree(pattern: String, track: TrackNumber) throws {
        #expect(PaymentSpace.conflict(withTrack: try Template(pattern), on: track) == nil)
    }

    @Test("every prefix of every range and code has its pattern")
    func patterns() {
        let prefixes = PaymentRanges.shared.entries.reduce(0) { $0 + $1.range.prefixes.count }
        #expect(PaymentSpace.cards(on: .first).count == 2 * prefixes)
        #expect(PaymentSpace.cards(on: .second).count == 2 * prefixes)
        #expect(PaymentSpace.cards(on: .third).count == 4 * prefixes)
        #expect(PaymentSpace.codes.count == PaymentCodes.shared.entries.reduce(1) { $0 + $1.range.prefixes.count })
    }
}
