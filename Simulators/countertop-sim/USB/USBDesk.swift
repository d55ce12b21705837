import Commands
import USBSimulator

/// What is done with the devices of `countertop-sim usb`, a line at a time.
struct USBDesk {
    static let words = """
        scan TEXT                       holds a code under the first scanner; scan TEXT on 1-2: under the one on that port
        swipe TRACKS                    draws a card through the first swiper; on 1-2 likewise
        swipe backwards TRACKS          from its end to its beginning
        unplug 1-1, plug 1-1            pulls a plug, and puts it back
        fault mute on 1-1               what is wrong from now on; fault none on 1-1
        list, help, quit
        """

    /// What was done, and what became of it.
    struct Deed {
        let verb: String
        let port: String
        /// The host took what was read; nil where there is nothing to take.
        var isTaken: Bool?
        let text: String
    }

    let devices: [HandDevice]
    let server: USBIPServer

    /// Does what a line says.
    func act(_ line: String) throws(SimFailure) -> [Deed] {
        let (head, port) = Self.split(line)
        let words = head.split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first, words.count) {
        case ("list", 1): return devices.map(describe)
        case ("scan", 2): return [try scan(words[1], on: port)]
        case ("swipe", 2):
            let isBackwards = words[1].hasPrefix("backwards ")
            let tracks = isBackwards ? String(words[1].dropFirst("backwards ".count)) : words[1]
            return [try swipe(tracks, backwards: isBackwards, on: port)]
        case ("unplug", 2):
            let device = try device(words[1])
            server.unplug(device.port)
            return [Deed(verb: "unplug", port: device.port, text: "\(device.port) is empty.")]
        case ("plug", 2):
            let device = try device(words[1])
            server.plug(device.device, at: device.port)
            return [Deed(verb: "plug", port: device.port, text: "\(device.word) is on \(device.port).")]
        case ("fault", 2):
            let device = try device(port ?? devices[0].port)
            device.device.setFaults(try FaultWord.faults(words[1]))
            return [Deed(verb: "fault", port: device.port, text: "\(device.port): \(words[1])")]
        default: throw SimFailure.notUnderstood(line)
        }
    }

    /// Holds a code under the scanner on a port, the first one without it.
    func scan(_ text: String, on port: String? = nil) throws(SimFailure) -> Deed {
        let device = try device(port, isSwiper: false)
        let code = try HandText.code(text)
        guard device.hasHost else {
            return lost("scan", device)
        }
        let isTaken =
            device.scan(code.text, identifier: code.identifier) && device.device.waitUntilTaken()
            && device.hasHost
        return deed("scan", device, isTaken)
    }

    /// Draws a card through the swiper on a port, the first one without it.
    func swipe(_ text: String, backwards: Bool = false, on port: String? = nil) throws(SimFailure) -> Deed {
        let device = try device(port, isSwiper: true)
        let card = try HandText.stripe(text)
        guard device.hasHost else {
            return lost("swipe", device)
        }
        let isTaken =
            device.swipe(card, backwards: backwards) && device.device.waitUntilTaken()
            && device.hasHost
        return deed("swipe", device, isTaken)
    }

    /// The first device that reads codes, or cards.
    func first(isSwiper: Bool) throws(SimFailure) -> HandDevice { try device(nil, isSwiper: isSwiper) }

    // MARK: helpers

    /// What is read stays unsaid: it may be a payment code.
    private func deed(_ verb: String, _ device: HandDevice, _ isTaken: Bool) -> Deed {
        let text =
            isTaken ? "\(device.port): the host took it." : "\(device.port): the host did not take it; it is lost."
        return Deed(verb: verb, port: device.port, isTaken: isTaken, text: text)
    }

    private func lost(_ verb: String, _ device: HandDevice) -> Deed {
        Deed(verb: verb, port: device.port, isTaken: false, text: "\(device.port): no host has it; it is lost.")
    }

    private func describe(_ device: HandDevice) -> Deed {
        let state = device.hasHost ? "a host has it" : "no host has it"
        let drops = device.device.drops
        let text = "  \(device.port)  \(CellText.pad(device.word, to: 16))\(device.model)  \(state)"
        return Deed(verb: "list", port: device.port, text: text + (drops > 0 ? ", \(drops) messages lost" : ""))
    }

    private func device(_ port: String) throws(SimFailure) -> HandDevice {
        guard let device = devices.first(where: { $0.port == port }) else {
            throw SimFailure("There is no port \(port): \(devices.map(\.port).joined(separator: ", ")).")
        }
        return device
    }

    private func device(_ port: String?, isSwiper: Bool) throws(SimFailure) -> HandDevice {
        if let port {
            let device = try device(port)
            guard device.isSwiper == isSwiper else {
                throw SimFailure(
                    isSwiper ? "\(port) is a scanner; it reads codes." : "\(port) is a swiper; it reads cards."
                )
            }
            return device
        }
        guard let first = devices.first(where: { $0.isSwiper == isSwiper }) else {
            throw SimFailure(isSwiper ? "There is no swiper." : "There is no scanner.")
        }
        return first
    }

    /// A line, and the port after its last ` on `, when that is one.
    private static func split(_ line: String) -> (head: String, port: String?) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 2, words[words.count - 2] == "on", words[words.count - 1].hasPrefix("1-") else {
            return (line, nil)
        }
        return (words.dropLast(2).joined(separator: " "), String(words[words.count - 1]))
    }
}
