import CardSimulator
import CoreSimulator
import Domain
import HTTPServer

/// What goes wrong in the shop.
extension ScenarioRunner {
    func trouble(_ step: ScenarioStep) throws(ShopError) {
        switch step {
        case .core(.off): shop.core.pause()
        case .core(.on): try startCore()
        case .coreLosesNextAnswer: shop.core.faults.inject(.lostOperationAnswer)
        case .coreTalksNonsense(let times):
            shop.core.faults.inject(.operationNonsense(times: times))
        case .pcscd(.off):
            shop.readers.kill()
            hasCardService = false
        case .pcscd(.on): try startReaders()
        case .daemon(.off): shop.stopDaemon()
        case .daemonKilled: shop.killDaemon()
        case .daemon(.on): try shop.startDaemon()
        case .cableOut(let bytes, let lane): try shop.printers.pullCable(afterBytes: bytes, lane: lane)
        case .paperOff(let bytes, let lane): try shop.printers.removePaper(afterBytes: bytes, lane: lane)
        case .printer(let part, let state, let lane): try shop.printers.turn(part, state, lane: lane)
        case .reader(busy: true, let lane): try shop.occupyReader(of: lane)
        case .reader(busy: false, let lane): shop.releaseReader(of: lane)
        default: break
        }
    }

    private func startCore() throws(ShopError) {
        do throws(HTTPServerError) {
            try shop.core.start()
        } catch {
            throw ShopError("the core cannot listen again: \(error)")
        }
    }

    private func startReaders() throws(ShopError) {
        do throws(RigError) {
            try shop.readers.start()
        } catch {
            throw ShopError(error.description)
        }
        hasCardService = true
    }
}
