import Commands
import Linux
import USBSimulator

/// Scanners and swipers on the ports of a USB/IP server, used by hand or by the words of the command line.
enum USBCommand {
    static let entry = SimCommand(
        name: "usb",
        summary: "Runs scanners and swipers on a USB/IP server.",
        help: """
            countertop-sim usb DEVICE... [--port PORT] [--fault FAULT] [--attach] [--json]
                               [--scan CODE]... [--swipe TRACKS]... [--every MS] [--count N]

            Plugs each DEVICE into a port of a USB/IP server on 127.0.0.1:PORT (3240 without it; 0 takes a free one): 1-1,
            1-2 and so on. It says how a configuration names them, and how Linux takes them for its own.

            \(HandDevice.words)

            --scan and --swipe are done one after another as soon as a host has the device, MS milliseconds apart, N times
            over (once without it; 0: until Ctrl-C). Then it ends: with 0 if the host took all of it, else with 1. Without
            them it takes lines from the keyboard until Ctrl-C:

            \(USBDesk.words)

            CODE and TEXT may have \\xHH for a byte, such as \\x1D for GS, and begin with an AIM identifier such as ]Q1.
            TRACKS are as a reader types them: %B4…?;4…=…?+…?, where %E? ;E? +E? stand for a track that cannot be read.
            FAULT is what is wrong with the devices: \(FaultWord.allCases.map(\.rawValue).joined(separator: ", ")).
            --attach gives the devices to this kernel; it needs root and the module vhci-hcd.
            --json prints a line of JSON for the devices and one for each thing done.
            """,
        run: run
    )

    private static func run(_ options: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let port = try options.takeNumber("--port", in: 0...65_535) ?? 3240
        let attaches = options.takeFlag("--attach")
        let isJSON = options.takeFlag("--json")
        let fault = try options.takeOption("--fault")
        let script = try USBScript(&options)
        var devices: [HandDevice] = []
        while let word = options.takeWord() {
            devices.append(try HandDevice(word, port: "1-\(devices.count + 1)"))
        }
        try options.finish()
        guard !devices.isEmpty else {
            throw .usage("DEVICE is missing.")
        }
        if let fault {
            let faults = try FaultWord.faults(fault)
            devices.forEach { $0.device.setFaults(faults) }
        }
        if attaches, let obstacle = KernelPort.obstacle {
            throw SimFailure(obstacle)
        }
        let server: USBIPServer
        do throws(LinuxError) {
            server = try USBIPServer(port: UInt16(port))
        } catch {
            throw SimFailure("No USB/IP server on port \(port): \(error)")
        }
        defer { server.stop() }
        devices.forEach { server.plug($0.device, at: $0.port) }
        let ports = attaches ? try attach(devices, to: server) : []
        defer { ports.forEach { try? $0.detach() } }
        let report = USBReport(screen: screen, isJSON: isJSON)
        report.open(devices, at: server)
        let desk = USBDesk(devices: devices, server: server)
        if script.isEmpty {
            return byHand(desk, report, screen)
        }
        return script.run(on: desk, report) ? 0 : 1
    }

    private static func attach(_ devices: [HandDevice], to server: USBIPServer) throws(SimFailure) -> [KernelPort] {
        var ports: [KernelPort] = []
        for device in devices {
            do {
                ports.append(try KernelPort(at: server.port, path: device.port))
            } catch {
                ports.forEach { try? $0.detach() }
                throw SimFailure("The kernel does not take \(device.port): \(error)")
            }
        }
        return ports
    }

    private static func byHand(_ desk: USBDesk, _ report: USBReport, _ screen: Screen) -> Int32 {
        report.note("Type “help” for what can be done; “quit” or Ctrl-C ends it.")
        let keyboard = Keyboard(screen)
        while let line = keyboard.next() {
            if line == "help" {
                report.note(USBDesk.words)
                continue
            }
            do throws(SimFailure) {
                report.done(try desk.act(line))
            } catch {
                report.mistake(error.text)
            }
        }
        return 0
    }
}
