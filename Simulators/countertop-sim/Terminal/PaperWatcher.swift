import Linux
import PrinterSimulator
import Runtime
import SimulatedShop

/// Shows each receipt of a printer in the terminal as it comes out, from a thread of its own.
final class PaperWatcher: Service {
    let name = "paper"
    private let printer: SimulatedPrinter
    private let tray: PaperTray
    private let screen: Screen
    private let isStopped = ConditionBox(false)

    /// Begins at once.
    init(printer: SimulatedPrinter, tray: PaperTray, screen: Screen) throws(LinuxError) {
        self.printer = printer
        self.tray = tray
        self.screen = screen
        _ = try DeviceThread.start(self)
    }

    func run() {
        var shown = 0
        while !isStopped.withLock({ $0 }) {
            // Comes back now and then to look whether it is to stop.
            guard let receipts = printer.waitForReceipts(shown + 1, milliseconds: 500) else {
                continue
            }
            for receipt in receipts[shown...] {
                shown += 1
                screen.line(PaperTray.drawn(receipt, indent: 0))
                do throws(ShopError) {
                    screen.line(screen.faint(try tray.keep(receipt, as: "receipt-\(shown)")))
                } catch {
                    screen.problem(error.description)
                }
            }
        }
    }

    func stop() {
        isStopped.update { $0 = true }
    }
}
