import Testing

@testable import PCSC

@Suite("PC/SC codes")
struct PCSCStatusCodeTests {
    @Test(
        "a code is the low 32 bits, whether the library sign-extends it or not",
        arguments: [Int(0x8010_000B), Int(bitPattern: 0xFFFF_FFFF_8010_000B)]
    )
    func lowBits(raw: Int) {
        #expect(StatusCode(raw) == .sharingViolation)
    }

    @Test(
        "every situation a counter meets has its own name and a remedy",
        arguments: [
            (0x8010_000B, "SCARD_E_SHARING_VIOLATION", "used by another program"),
            (0x8010_0068, "SCARD_W_RESET_CARD", "session is started again"),
            (0x8010_0069, "SCARD_W_REMOVED_CARD", "Put it on the reader again"),
            (0x8010_0016, "SCARD_E_NOT_TRANSACTED", "outcome is unknown"),
            (0x8010_000C, "SCARD_E_NO_SMARTCARD", "No card"),
            (0x8010_0066, "SCARD_W_UNRESPONSIVE_CARD", "upside down"),
            (0x8010_000F, "SCARD_E_PROTO_MISMATCH", "malformed"),
            (0x8010_0008, "SCARD_E_INSUFFICIENT_BUFFER", "longer"),
            (0x8010_001D, "SCARD_E_NO_SERVICE", "systemctl status pcscd"),
            (0x8010_001E, "SCARD_E_SERVICE_STOPPED", "stopped"),
            (0x8010_0013, "SCARD_F_COMM_ERROR", "pcscd was stopped"),
            (0x8010_006A, "SCARD_W_SECURITY_VIOLATION", "polkit"),
            (0x8010_0017, "SCARD_E_READER_UNAVAILABLE", "cable"),
            (0x8010_0009, "SCARD_E_UNKNOWN_READER", "list of readers"),
        ] as [(UInt32, String, String)]
    )
    func texts(raw: UInt32, name: String, remedy: String) {
        let code = StatusCode(rawValue: raw)
        #expect(code.name == name)
        #expect(code.advice.contains(remedy))
        let text = PCSCError(call: "SCardTransmit", code: code, reader: "ACME 00 00").description
        #expect(text.contains("SCardTransmit on reader \"ACME 00 00\""))
        #expect(text.contains(remedy))
    }

    @Test("an unknown code is shown as its number and still has a remedy")
    func unknown() {
        let code = StatusCode(rawValue: 0x8010_0ABC)
        #expect(code.description == "0x80100ABC")
        #expect(code.advice.contains("Unplug"))
    }

    @Test("only codes after which the context is dead mean a lost service")
    func serviceLost() {
        for code in [StatusCode.communicationError, .noService, .serviceStopped, .invalidHandle] {
            #expect(code.meansServiceLost)
        }
        for code in [StatusCode.timeout, .cancelled, .unknownReader, .removedCard, .resetCard, .sharingViolation] {
            #expect(!code.meansServiceLost)
        }
    }
}
