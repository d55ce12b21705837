import Configuration
import Counter
import Domain
import Foundation
import Journal
import Linux
import PrinterSimulator
import Runtime
import Testing

@testable import Station

@Suite("A station whose journal ends with a receipt of which nobody knows")
struct PrinterRemainsStationTests {
    private func settings(_ folder: String, _ port: UInt16, profile: String = "generic") throws -> Settings {
        let file = "{ lanes: [{ name: '1', printer: { tcp: '127.0.0.1:\(port)', profile: '\(profile)' } }] }"
        let reader = ConfigurationReader(folders: StateFolders(stateHome: folder, runtime: folder, home: folder)) {
            _ throws(LinuxError) in []
        }
        return try reader.read(Array(file.utf8), file: "c.json5").get()
    }

    @Test(
        "fills up what its printer may want, before anything else, at the start and when it is configured anew",
        arguments: [(ReceiptJob.State.unknown, true), (.printed, false)]
    )
    func fills(state: ReceiptJob.State, isFilled: Bool) throws {
        let folder = try Files.makeTemporaryFolder("countertop-remains")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let printer = try SimulatedPrinter(.epson)
        defer { printer.close() }
        let port = try printer.listenTCP()
        let settings = try settings(folder, port)
        try leave(state, of: try #require(settings.lanes[0].printer?.id), in: settings.journal)
        let station = try RunningStation(settings: settings) { _ in }
        defer { station.stop() }
        // Questions alone are far fewer.
        let patience = isFilled ? 30_000 : 1_000
        #expect(printer.wait(milliseconds: patience) { $0.receivedBytes > 8_192 } == isFilled)
        station.reload(try self.settings(folder, port, profile: "TM-T88V"))
        #expect(printer.wait(milliseconds: patience) { $0.receivedBytes > 2 * 8_192 } == isFilled)
    }

    private func leave(_ state: ReceiptJob.State, of printer: DeviceID, in journal: String) throws {
        try Files.makeFolder((journal as NSString).deletingLastPathComponent)
        let clock = StationClock.system
        let opened = try JournalFile.open(path: journal, freshEpoch: "00000000000000aa", now: clock.wall())
        let writer = JournalWriter(journal: opened, hasCore: false, wall: clock.wall)
        let thread = try DeviceThread.start(writer)
        var job = ReceiptJob(
            id: EntityID(time: clock.wall(), random: clock.random()),
            lane: LaneName("1")!,
            operation: nil,
            copyOf: nil,
            document: ["messages": ["x"]],
            created: clock.wall(),
            printer: printer
        )
        job.state = state
        job.processID = "0001"
        #expect(writer.commit([JournalTransaction(changes: [.receiptJob(job)], mayUseReserve: false)]) == [.committed])
        writer.stop()
        thread.join(until: .never)
    }
}
