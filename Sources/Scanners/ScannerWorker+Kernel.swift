import Domain
import HID
import Linux
import Runtime
import USB

extension ScannerWorker {
    /// Where the device may not be opened: reads its keyboard through the kernel, grabbed from everybody else.
    ///
    /// Only for a keyboard, which else would type into the window in front, and whose nodes a user of the group `input` may read.
    /// A HID POS scanner or a swiper with reports of its own types nothing, and nobody may open its hidraw node without a rule of
    /// its own: the rule to add is then the one for USB.
    ///
    /// Throws `denied`, which asks for the udev rule, when there is no such keyboard or it may not be read either.
    func readFromKernel(_ choice: ScannerChoice, denied: USBError, works: () -> Void) throws(USBError) {
        let nodes = KernelHID.eventNodes(at: session.info.location)
        let plan = choice.interfaces.first { $0.functions.contains(.keyboard) && nodes[$0.number]?.isEmpty == false }
        guard let plan, let node = nodes[plan.number]?.first else {
            throw denied
        }
        var keyboard: KernelKeyboard
        do throws(USBError) {
            keyboard = try KernelKeyboard(path: node)
        } catch {
            throw error.code == .access ? denied : error
        }
        // The kernel's events come as boot reports, whatever the device itself sends.
        let boot = InterfacePlan(
            number: plan.number,
            kind: plan.kind,
            descriptor: .bootKeyboard,
            functions: [.keyboard],
            model: nil
        )
        guard let decoder = InterfaceDecoder(boot, keyboard: choice.keyboard) else {
            throw denied
        }
        log.about(session.info.location.description).notice(
            "reads through the kernel's keyboard driver, because USB may not be opened",
            ["node": node, "rule": UdevRule.text(vendor: session.info.vendor, product: session.info.product)]
        )
        tellReads(choice)
        works()
        while session.endingReason == nil {
            let deadline = decoder.deadline.map { Deadline.after(milliseconds: Int($0 - Self.now)) } ?? .never
            do throws(LinuxError) {
                _ = try Poll.wait(
                    [(keyboard.descriptor, .readable), (session.wake.descriptor, .readable)],
                    until: deadline
                )
            } catch {
                throw USBError(call: error.call, code: .io, number: error.errno, place: node)
            }
            while let report = try keyboard.next(until: .now) {
                // The kernel's own driver tells the lamps.
                tell(decoder.take(report, at: Self.now), kind: plan.kind)
            }
            tell(decoder.elapsed(to: Self.now), kind: plan.kind)
        }
    }
}
