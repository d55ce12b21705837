import Domain
import HID
import Testing

@Suite("Code profiles")
struct CodeProfileTests {
    @Test("unsound profiles are found at load time")
    func faults() throws {
        let rule = DynamicCodeRule(totp: try #require(TOTP(digits: 8)), keys: .table([:]))
        func fault(_ source: CodeProfile.Source, _ pattern: String, _ proof: CodeProfile.Proof = .none) throws
            -> CodeProfileFault?
        {
            try CodeProfile.of("p", source, pattern, proof: proof).fault()
        }
        #expect(try fault(.barcode([]), "M<number:digits 3>") == .missingField("member"))
        #expect(try fault(.barcode([.qr]), "<member:digits 18>") != nil)
        #expect(try fault(.barcode([.ean]), "<member:any *>") == nil)
        #expect(try fault(.track(.second), ";62<member:digits 14>=<rest:any *>") != nil)
        #expect(try fault(.track(.second), ";7001<member:digits 12>=<rest:any *>") == nil)
        #expect(try fault(.gs1(identifier: "8018"), "<member:digits 18>") == nil)
        #expect(try fault(.gs1(identifier: "04"), "<member:digits 18>") == .unknownIdentifier("04"))
        #expect(try fault(.em4100(form: .decimal8, bits: 24), "<member:hex 6>") == nil)
        #expect(try fault(.em4100(form: .decimal8, bits: 32), "<member:hex 8>") == .wrongBits(shown: 24))
        #expect(try fault(.em4100(form: .pair3and5First, bits: 24), "<member:hex 6>") == .wrongBits(shown: 16))
        #expect(try fault(.em4100(form: nil, bits: 41), "<member:hex 6>") == .wrongBits(shown: 40))
        #expect(try fault(.barcode([]), "M<member:digits 3>", .timeBased(rule)) == .missingField("code"))
        #expect(
            try fault(.barcode([]), "M<member:digits 3>-<code:digits 6>", .timeBased(rule))
                == .wrongCodeField(digits: 8)
        )
        #expect(try fault(.barcode([]), "M<member:digits 3>-<code:digits 8>", .timeBased(rule)) == nil)
    }

    @Test("profiles that would take each other's codes are shown with an example")
    func overlaps() throws {
        let one = try CodeProfile.of("one", .barcode([.qr]), "M<member:digits 1..3>")
        #expect(one.overlap(with: try CodeProfile.of("two", .barcode([]), "<member:alnum 2>")) != nil)
        #expect(one.overlap(with: try CodeProfile.of("two", .barcode([.code128]), "<member:alnum 2>")) == nil)
        #expect(one.overlap(with: try CodeProfile.of("two", .track(.second), "<member:alnum 2>")) == nil)
        let gs1 = try CodeProfile.of("gs1", .gs1(identifier: "8018"), "<member:digits 18>")
        #expect(gs1.overlap(with: gs1) != nil)
        #expect(gs1.overlap(with: try CodeProfile.of("two", .gs1(identifier: "8017"), "<member:digits 18>")) == nil)
        let tag = try CodeProfile.of("tag", .em4100(form: .hex8, bits: 24), "<member:hex 6>")
        #expect(tag.overlap(with: try CodeProfile.of("two", .em4100(form: nil, bits: 24), "<member:hex 6>")) != nil)
        #expect(tag.overlap(with: try CodeProfile.of("two", .em4100(form: .hex10, bits: 24), "<member:hex 6>")) == nil)
    }
}
