import Testing

@testable import USB

@Suite("Configuration descriptors")
struct USBDescriptorTests {
    /// Two HID interfaces, the second with an OUT endpoint, as a composite scanner has them.
    static let composite: [UInt8] =
        [9, 2, 66, 0, 2, 1, 0, 0x80, 50]
        + [9, 4, 0, 0, 1, 3, 1, 1, 0] + [9, 0x21, 0x11, 1, 0, 1, 0x22, 63, 0] + [7, 5, 0x81, 3, 8, 0, 10]
        + [9, 4, 1, 0, 2, 3, 0, 0, 0] + [9, 0x21, 0x11, 1, 0, 1, 0x22, 0x2C, 0x01]
        + [7, 5, 0x82, 3, 64, 0, 1] + [7, 5, 0x01, 3, 64, 0, 1]

    @Test("interfaces, endpoints and report descriptor lengths are found")
    func composite() throws {
        let configuration = try USBConfiguration(parsing: Self.composite)
        #expect(configuration.value == 1)
        #expect(configuration.interfaces.map(\.interfaceClass) == [USBClass(3, 1, 1), USBClass(3, 0, 0)])
        #expect(configuration.interfaces.map(\.reportDescriptorLength) == [63, 300])
        #expect(configuration.interfaces[1].endpoints.map(\.address) == [0x82, 0x01])
        #expect(configuration.interfaces[1].endpoints.map(\.isIn) == [true, false])
        #expect(configuration.interfaces[0].endpoints[0].packetSize == 8)
    }

    @Test("no cut of a descriptor traps, and none but the whole is taken")
    func cuts() throws {
        for length in 0..<Self.composite.count {
            #expect(throws: USBDescriptorError.self) {
                try USBConfiguration(parsing: Array(Self.composite.prefix(length)))
            }
        }
    }

    @Test("no single wrong byte traps")
    func flips() {
        for index in Self.composite.indices {
            for value in [0, 1, 2, 5, 0x7F, 0xFF] as [UInt8] {
                var bytes = Self.composite
                bytes[index] = value
                _ = try? USBConfiguration(parsing: bytes)
            }
        }
    }

    @Test(
        "what is wrong is told",
        arguments: [
            ([], .noConfiguration), ([9, 2, 9, 0, 0, 1, 0, 0x80], .noConfiguration),
            // A whole that is shorter than its own beginning.
            ([9, 2, 8, 0, 0, 1, 0, 0x80, 50], .tooShort), ([9, 2, 0, 0, 0, 1, 0, 0x80, 50], .tooShort),
            ([9, 2, 10, 0, 0, 1, 0, 0x80, 50], .truncated), ([9, 2, 11, 0, 0, 1, 0, 0x80, 50, 1, 4], .tooShort),
            ([9, 2, 11, 0, 0, 1, 0, 0x80, 50, 0, 0], .tooShort),
            ([9, 2, 12, 0, 0, 1, 0, 0x80, 50, 3, 4, 0], .tooShort),
            ([9, 2, 16, 0, 0, 1, 0, 0x80, 50, 7, 5, 0x81, 3, 8, 0, 10], .outsideInterface),
        ] as [([UInt8], USBDescriptorError.Reason)]
    )
    func reasons(bytes: [UInt8], reason: USBDescriptorError.Reason) {
        #expect {
            try USBConfiguration(parsing: bytes)
        } throws: { error in
            (error as? USBDescriptorError)?.reason == reason
        }
    }

    @Test(
        "strings lose control characters and outer spaces; empty ones are none",
        arguments: [
            ([6, 3, 0x41, 0, 0x42, 0], "AB"), ([10, 3, 0x20, 0, 0x41, 0, 0x0A, 0, 0x20, 0], "A"),
            ([4, 3, 0x2D, 0x4E], "中"), ([2, 3], nil), ([4, 3, 0x20, 0], nil), ([], nil), ([4, 2, 0x41, 0], nil),
            ([200, 3, 0x41, 0], "A"), ([5, 3, 0x41, 0, 0x42], "A"), ([4, 3, 0x00, 0xD8], nil),
        ] as [([UInt8], String?)]
    )
    func strings(bytes: [UInt8], text: String?) {
        #expect(USBString.decode(bytes) == text)
    }

    @Test("ports sort by number, and names that fit no id are refused")
    func locations() throws {
        let paths = ["1-10", "1-9", "1-9.2", "2-1", "1-1"]
        let sorted = paths.compactMap { USBLocation(path: $0) }.sorted().map(\.path)
        #expect(sorted == ["1-1", "1-9", "1-9.2", "1-10", "2-1"])
        for path in ["", "a b", "1-1\n", "../1", String(repeating: "1", count: 32)] {
            #expect(USBLocation(path: path) == nil)
        }
        #expect(USBLocation(server: "till:3240", path: "1-1")?.description == "till:3240/1-1")
    }
}
