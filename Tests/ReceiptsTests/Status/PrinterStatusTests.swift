import Domain
import Receipts
import Testing

@Suite("Printer status")
struct PrinterStatusTests {
    private static func status(_ change: (inout PrinterStatus) -> Void) -> PrinterStatus {
        var status = PrinterStatus()
        change(&status)
        return status
    }

    @Test(
        "automatic status says it all at once",
        arguments: [
            ([0x10, 0x00, 0x00, 0x00], status { _ in }),
            ([0x14, 0x00, 0x00, 0x00], status { $0.isDrawerPinHigh = true }),
            ([0x18, 0x00, 0x0F, 0x00], status { ($0.isOnline, $0.paper) = (false, .end) }),
            ([0x10, 0x00, 0x03, 0x00], status { $0.paper = .nearEnd }),
            ([0x38, 0x00, 0x00, 0x00], status { ($0.isOnline, $0.isCoverOpen) = (false, true) }),
            ([0x58, 0x00, 0x00, 0x00], status { ($0.isOnline, $0.isBusy) = (false, true) }),
            ([0x18, 0x01, 0x00, 0x00], status { ($0.isOnline, $0.isBusy) = (false, true) }),
            ([0x18, 0x04, 0x00, 0x00], status { ($0.isOnline, $0.fault) = (false, .recoverable) }),
            ([0x18, 0x0C, 0x00, 0x00], status { ($0.isOnline, $0.fault) = (false, .cutter) }),
            ([0x18, 0x20, 0x00, 0x00], status { ($0.isOnline, $0.fault) = (false, .unrecoverable) }),
            ([0x18, 0x40, 0x00, 0x00], status { ($0.isOnline, $0.fault) = (false, .autoRecoverable) }),
        ] as [([UInt8], PrinterStatus)]
    )
    func automatic(bytes: [UInt8], expected: PrinterStatus) {
        let status = AutomaticStatus(printer: bytes[0], error: bytes[1], paper: bytes[2], reserved: bytes[3])
        #expect(PrinterStatus(status) == expected)
    }

    @Test(
        "real-time answers 1, 2, 3, 4 say the same together",
        arguments: [
            ([0x12, 0x12, 0x12, 0x12], status { _ in }),
            ([0x16, 0x12, 0x12, 0x12], status { $0.isDrawerPinHigh = true }),
            ([0x12, 0x12, 0x12, 0x1E], status { $0.paper = .nearEnd }),
            ([0x1A, 0x32, 0x12, 0x7E], status { ($0.isOnline, $0.paper) = (false, .end) }),
            ([0x1A, 0x32, 0x12, 0x1E], status { ($0.isOnline, $0.paper) = (false, .end) }),
            ([0x12, 0x12, 0x12, 0x72], status { $0.paper = .end }),
            ([0x1A, 0x16, 0x12, 0x12], status { ($0.isOnline, $0.isCoverOpen) = (false, true) }),
            ([0x1A, 0x1A, 0x12, 0x12], status { ($0.isOnline, $0.isBusy) = (false, true) }),
            ([0x5A, 0x12, 0x12, 0x12], status { ($0.isOnline, $0.isBusy) = (false, true) }),
            ([0x3A, 0x12, 0x12, 0x12], status { ($0.isOnline, $0.isBusy) = (false, true) }),
            ([0x1A, 0x52, 0x16, 0x12], status { ($0.isOnline, $0.fault) = (false, .recoverable) }),
            ([0x1A, 0x52, 0x1A, 0x12], status { ($0.isOnline, $0.fault) = (false, .cutter) }),
            ([0x1A, 0x52, 0x32, 0x12], status { ($0.isOnline, $0.fault) = (false, .unrecoverable) }),
            ([0x1A, 0x52, 0x52, 0x12], status { ($0.isOnline, $0.fault) = (false, .autoRecoverable) }),
        ] as [([UInt8], PrinterStatus)]
    )
    func realTime(bytes: [UInt8], expected: PrinterStatus) {
        var status = PrinterStatus()
        for (question, byte) in zip(PrinterRequest.RealTime.allCases, bytes) {
            status.take(byte, for: question)
        }
        #expect(status == expected)
    }

    @Test("an error whose cause was not told is one all the same")
    func untoldCause() {
        var status = PrinterStatus()
        status.take(0x1A, for: .printer)
        status.take(0x52, for: .offlineCause)
        #expect(status.problem == "printer-error")
    }

    @Test(
        "the problem is what the cashier does next",
        arguments: [
            (status { _ in }, nil),
            (status { $0.paper = .nearEnd }, nil),
            (status { $0.isOnline = false }, "printer-offline"),
            (status { ($0.isOnline, $0.paper) = (false, .end) }, "printer-paper-out"),
            // Clones say online all the same.
            (status { $0.paper = .end }, "printer-paper-out"),
            (status { ($0.paper, $0.isCoverOpen) = (.end, true) }, "printer-cover-open"),
            (status { ($0.isCoverOpen, $0.fault) = (true, .autoRecoverable) }, "printer-cover-open"),
            (status { $0.fault = .autoRecoverable }, "printer-hot"),
            (status { $0.fault = .cutter }, "printer-cutter"),
            (status { $0.fault = .recoverable }, "printer-error"),
            (status { ($0.fault, $0.isCoverOpen) = (.unrecoverable, true) }, "printer-error"),
        ] as [(PrinterStatus, String?)]
    )
    func problem(status: PrinterStatus, code: String?) {
        #expect(status.problem == code)
        #expect(code.map(ProblemCatalogue.shared.contains) ?? true)
    }

    @Test("the journal and the tills read it as this JSON")
    func json() {
        #expect(
            Self.status { ($0.isOnline, $0.paper, $0.isDrawerPinHigh) = (false, .end, true) }.json() == [
                "online": false, "paper": "end", "cover": "closed", "error": "none", "drawer": "high", "busy": false,
                "problem": "printer-paper-out",
            ]
        )
        #expect(PrinterStatus().json()["problem"] == .null)
    }

    @Test("which level of pin 3 is an open drawer, the profile knows", arguments: [true, false], [true, false])
    func drawer(isHigh: Bool, openIsHigh: Bool) {
        let status = Self.status { $0.isDrawerPinHigh = isHigh }
        #expect(status.json()["drawer"]?.stringValue == (isHigh ? "high" : "low"))
        #expect(
            status.json(drawerOpenIsHigh: openIsHigh)["drawer"]?.stringValue
                == (isHigh == openIsHigh ? "open" : "closed")
        )
    }

    @Test("ids are four printable characters and go out as GS ( H function 48")
    func ids() throws {
        let id = try #require(ProcessID("0042"))
        #expect(
            PrinterRequest.confirm(id) == [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 0x30, 0x30, 0x34, 0x32]
        )
        #expect(id.description == "0042")
        #expect(ProcessID.empty.bytes == [0x20, 0x20, 0x20, 0x20])
        for bad in ["", "123", "12345", "12\u{7F}4", "12\n4", "é12"] {
            #expect(ProcessID(bad) == nil)
        }
    }

    @Test("requests are the manual's bytes")
    func requests() {
        #expect(PrinterRequest.RealTime.allCases.map(\.bytes) == (1...4).map { [0x10, 0x04, $0] })
        #expect(PrinterRequest.Identity.allCases.map(\.bytes) == [66, 67, 69, 68].map { [0x1D, 0x49, $0] })
        #expect(PrinterRequest.initialise == [0x1B, 0x40])
        #expect(PrinterRequest.enableAutomaticStatus == [0x1D, 0x61, 0xFF])
        #expect(PrinterRequest.fence == [0x1D, 0x72, 0x01])
    }
}
