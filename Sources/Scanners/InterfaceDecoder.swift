import HID

/// Turns the reports of one interface into readings; belongs to the device's thread.
final class InterfaceDecoder {
    /// What came out of one report, or of time passing.
    struct Yield {
        var readings: [ScannerReading] = []
        /// Lamps the device expects to be told.
        var lamps: KeyboardLEDs?
        /// What the label for finding out the layout told.
        var probed: LayoutProbeResult?
        /// The report, or what it belongs to, cannot be understood.
        var fault: String?
    }

    private var keyboard: KeyboardDecoder?
    private var probe: LayoutProbeDecoder?
    private var scanner: POSScannerDecoder?
    private var idTech: IDTechDecoder?
    private let magTek: MagTekDecoder?
    private let page8E: Page8EDecoder?

    /// Nil for an interface of which nothing is read.
    init?(_ plan: InterfacePlan, keyboard settings: KeyboardDecoderSettings) {
        guard let descriptor = plan.descriptor, !plan.functions.isEmpty else {
            return nil
        }
        if plan.functions.contains(.keyboard), let reader = KeyReportReader(descriptor) {
            if settings.isProbed {
                probe = LayoutProbeDecoder(reader: reader, idle: settings.idle)
            } else {
                keyboard = KeyboardDecoder(reader: reader, settings: settings)
            }
        }
        if plan.functions.contains(.posScanner) {
            scanner = POSScannerDecoder(descriptor)
        }
        if plan.functions.contains(.swiper(.idTech)) {
            idTech = IDTechDecoder(descriptor)
        }
        magTek = plan.functions.contains(.swiper(.magTek)) ? MagTekDecoder(descriptor) : nil
        page8E = plan.functions.contains(.swiper(.page8E)) ? Page8EDecoder(descriptor) : nil
    }

    /// When `elapsed` is to be called; nil while nothing is under way.
    var deadline: Int64? {
        [keyboard?.deadline, probe?.deadline, scanner?.deadline, idTech?.deadline].compactMap { $0 ?? nil }.min()
    }

    /// Takes one report; the caller wipes its bytes.
    func take(_ bytes: [UInt8], at now: Int64) -> Yield {
        var yield = Yield()
        do throws(HIDReportError) {
            if let events = try keyboard?.report(bytes, at: now) {
                add(events, to: &yield)
            }
            yield.probed = try probe?.report(bytes, at: now)
            if let reading = try magTek?.swipe(bytes) {
                yield.readings.append(.swiped(.reading(reading)))
            }
            if let reading = try page8E?.swipe(bytes) {
                yield.readings.append(.swiped(.reading(reading)))
            }
        } catch {
            yield.fault = error.description
        }
        do throws(POSScannerError) {
            if let events = try scanner?.report(bytes, at: now) {
                add(events, to: &yield)
            }
        } catch {
            yield.fault = error.description
        }
        do throws(IDTechError) {
            if let output = try idTech?.report(bytes, at: now) {
                yield.readings.append(.swiped(output))
            }
        } catch {
            yield.fault = error.description
        }
        return yield
    }

    /// Ends what has been under way for too long.
    func elapsed(to now: Int64) -> Yield {
        var yield = Yield()
        if let events = keyboard?.elapsed(to: now) {
            add(events, to: &yield)
        }
        yield.probed = probe?.elapsed(to: now)
        if let events = scanner?.elapsed(to: now) {
            add(events, to: &yield)
        }
        if idTech?.elapsed(to: now) == true {
            yield.fault = "a swipe that was begun and never ended"
        }
        return yield
    }

    /// Forgets what is under way: reports are missing.
    func reset() {
        keyboard?.reset()
        probe?.reset()
        scanner?.reset()
        idTech?.reset()
    }

    private func add(_ events: [KeyboardDecoderEvent], to yield: inout Yield) {
        for event in events {
            switch event {
            case .message(let message): yield.readings.append(.typed(message))
            case .locks(let lamps): yield.lamps = lamps
            case .tooLong: yield.fault = "a text without an end"
            }
        }
    }

    private func add(_ events: [POSScannerEvent], to yield: inout Yield) {
        for event in events {
            switch event {
            case .reading(let reading): yield.readings.append(.scanned(reading))
            case .incomplete(let received): yield.fault = "a code that ended after \(received) bytes without its rest"
            }
        }
    }
}
