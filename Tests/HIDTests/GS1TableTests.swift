import Testing

@testable import HID

@Suite("GS1 identifiers")
struct GS1TableTests {
    @Test("every line of the table is read, and no identifier stands twice")
    func lines() {
        let lines = DataLines.read(PackageResources.gs1_identifiers_txt)
        var seen: Set<String> = []
        for line in lines {
            let entries = GS1Table.read(line)
            #expect(!entries.isEmpty, "\(line)")
            for (identifier, definition) in entries {
                #expect(seen.insert(identifier).inserted, "\(identifier)")
                #expect((2...4).contains(identifier.utf8.count) && Digits.areAll(identifier.utf8))
                #expect(!definition.title.isEmpty)
                #expect(definition.lengths.upperBound <= 90)
                // Only the last part may vary, and nothing that must be there follows what may be absent.
                let parts = definition.parts
                #expect(parts.dropLast().allSatisfy { $0.lengths.count == 1 })
                if let optional = parts.firstIndex(where: \.isOptional) {
                    #expect(parts[optional...].allSatisfy { $0.isOptional })
                }
            }
        }
        #expect(seen.count == 536)
        #expect(GS1Table.shared.definitions.count == seen.count)
    }

    @Test("no identifier begins another, and the first two digits tell its length")
    func prefixes() {
        var lengths: [Substring: Int] = [:]
        for identifier in GS1Table.shared.definitions.keys {
            let length = lengths[identifier.prefix(2)] ?? identifier.count
            #expect(length == identifier.count, "\(identifier)")
            lengths[identifier.prefix(2)] = length
        }
    }

    @Test("exactly the identifiers of General Specifications figure 7.8.5-2 have a predefined length")
    func predefined() {
        let lengths: [String: Int] = [
            "00": 18, "01": 14, "02": 14, "03": 14, "04": 16, "11": 6, "12": 6, "13": 6, "14": 6, "15": 6, "16": 6,
            "17": 6,
            "18": 6, "19": 6, "20": 2, "31": 6, "32": 6, "33": 6, "34": 6, "35": 6, "36": 6, "41": 13,
        ]
        for (identifier, definition) in GS1Table.shared.definitions {
            let length = lengths[String(identifier.prefix(2))]
            #expect(definition.isPredefined == (length != nil), "\(identifier)")
            if let length {
                #expect(definition.lengths == length...length, "\(identifier)")
            }
        }
    }

    @Test("the keys of Digital Link are those of its standard, and their qualifiers are identifiers")
    func qualifiers() {
        let keys = GS1Table.shared.definitions.filter { $0.value.qualifiers != nil }
        #expect(
            keys.keys.sorted() == [
                "00", "01", "253", "255", "401", "402", "414", "415", "417", "8003", "8004", "8006", "8010", "8013",
                "8017",
                "8018",
            ]
        )
        for qualifier in keys.values.flatMap({ $0.qualifiers ?? [] }).flatMap({ $0 }) {
            #expect(GS1Table.shared.definitions[qualifier] != nil, "\(qualifier)")
        }
    }

    @Test("the lists of countries and currencies are read whole")
    func codes() {
        #expect(ISOCodes.countries.count == 249)
        #expect(ISOCodes.countryLetters.count == 249)
        #expect(ISOCodes.currencies.count == 182)
        #expect(ISOCodes.countries.contains("156") && ISOCodes.countryLetters.contains("CN"))
        #expect(ISOCodes.currencies.isSuperset(of: ["156", "840", "978"]))
        #expect(ISOCodes.countries.allSatisfy { $0.count == 3 } && ISOCodes.countryLetters.allSatisfy { $0.count == 2 })
    }

    @Test(
        "every test of a value takes what is right and refuses what is not",
        arguments: [
            (GS1Test.check, "09506000134352", "09506000134353"),
            (.checkPair, "1987654Ad4X4bL5ttr2310c2K", "1987654Ad4X4bL5ttr2310c2X"),
            (.prefix, "9520A", "952A"), (.date, "240229", "230229"), (.date, "991231", "991300"),
            (.date, "000229", "010229"),
            (.monthDay, "240200", "241300"), (.monthDay, "240430", "240431"), (.longDate, "20000229", "19000229"),
            (.hour, "23", "24"), (.minute, "59", "60"), (.second, "59", "60"), (.hourMinute, "2359", "2400"),
            (.hourMinute, "0000", "9999"), (.hourMinuteOpen, "9999", "0060"), (.currency, "156", "155"),
            (.country, "156", "999"), (.countryOr999, "999", "998"), (.countryLetters, "CN", "ZZ"), (.yesNo, "1", "2"),
            (.nonzero, "0001", "0000"), (.zero, "0", "1"), (.noLeadingZero, "10", "01"), (.noLeadingZero, "0", "00"),
            (.letter, "12A", "123"), (.percent, "A%20B", "A%2"), (.percent, "", "%GG"), (.sex, "9", "3"),
            (.latitude, "1800000000", "1800000001"), (.longitude, "3600000000", "3600000001"), (.hyphen, "-", "+"),
            (.winding, "9", "2"), (.piece, "0102", "0302"), (.piece, "9999", "0001"), (.sequence, "2/3", "3/2"),
            (.sequence, "9/9", "0/1"), (.sequence, "1/1", "1-1"), (.importer, "_", "!"), (.package, "AE1", "ae"),
            (.media, "10", "11"), (.media, "80", "00"), (.iban, "GB82WEST12345698765432", "GB82WEST12345698765433"),
            (.iban, "DE89370400440532013000", "XX89370400440532013000"),
            (.coupon, "012345612345611110123", "01234561234561111012"),
            (.offer, "001234561234560123456", "201234561234560123456"),
        ]
    )
    func values(test: GS1Test, right: String, wrong: String) {
        #expect(test.passes(Array(right.utf8)[...]))
        #expect(!test.passes(Array(wrong.utf8)[...]))
    }

    @Test(
        "North American coupons with all their optional fields",
        arguments: [
            ("012345612345611110123", true),
            // A second and a third purchase, dates, serial number, retailer, flags.
            ("0123456123456111101231011012392110124931312304121231515000000061123456790000", false),
            ("01234561234561111012310110123921101249325123142412015012345661123456790000", true),
            // The start lies behind the end.
            ("012345612345611110123324120142512315012345661123456790000", false),
            ("0123456123456111101239100", false), ("01234561234561111012391001", true),
            ("01234561234561111012393001", false),
            ("0123456123456111101237", false), ("712345678901231111110123", false),
        ]
    )
    func coupons(text: String, good: Bool) {
        #expect(GS1Test.coupon.passes(Array(text.utf8)[...]) == good)
    }

    @Test(
        "positive offer coupons of both formats and all lengths",
        arguments: [
            ("001234561234560123456", true), ("101234561234560123456", true), ("0012345612345611234567", true),
            ("061234567890121234569123456789012345", true), ("0612345678901212345691234567890123456", false),
            ("0012345612345601234567", false), ("00123456123456", false), ("0", false), ("07", false), ("", false),
        ]
    )
    func offers(text: String, good: Bool) {
        #expect(GS1Test.offer.passes(Array(text.utf8)[...]) == good)
    }

    @Test("random values never trap a test")
    func random() {
        var noise = Noise(seed: 7)
        for _ in 0..<200 {
            let value = noise.bytes(upTo: 20)
            let digits = noise.bytes(upTo: 70, from: Array("0123456789".utf8))
            for test in GS1Test.allCases {
                _ = test.passes(value[...])
                _ = test.passes(digits[...])
            }
        }
    }
}
