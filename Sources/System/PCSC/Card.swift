import CPCSC

/// A connection to the card in one reader, confined to the thread of its context.
///
/// `SCardTransmit` and `SCardBeginTransaction` block without a time-out, on a silent card or while another program is
/// inside a transaction.
public final class Card {
    /// The longest answer to an extended command, `MAX_BUFFER_SIZE_EXTENDED` of every pcsc-lite since 1.5.
    private static let extendedAnswer = 65_544

    /// The reader's PC/SC name.
    public let reader: String
    /// The protocol in use.
    public private(set) var active: CardProtocols
    private let share: ShareMode
    private var handle: SCARDHANDLE?
    /// Kept between exchanges: 64 KiB would otherwise be cleared for every APDU.
    private var extendedBuffer: [UInt8] = []

    init(handle: SCARDHANDLE, reader: String, share: ShareMode, active: CardProtocols) {
        self.handle = handle
        self.reader = reader
        self.share = share
        self.active = active
    }

    deinit {
        assert(handle == nil, "a PC/SC card was dropped without disconnect()")
    }

    /// Sends one command APDU and returns the response APDU, whatever its length.
    ///
    /// The receive buffer always holds the longest answer: 264 bytes for short commands, 65,544 for extended ones, so
    /// that no answer is lost. An answer of fewer than 2 bytes has no status word: the outcome is unknown (vpcd gives
    /// 0 bytes and success when the card leaves in the middle).
    public func transmit(_ command: [UInt8]) throws(PCSCError) -> [UInt8] {
        let handle = try open("SCardTransmit")
        let extended = command.count > 261 || (command.count > 5 && command[4] == 0)
        if extended {
            if extendedBuffer.isEmpty {
                extendedBuffer = [UInt8](repeating: 0, count: Self.extendedAnswer)
            }
            return try exchange(handle, command, &extendedBuffer)
        }
        var buffer = [UInt8](repeating: 0, count: Int(MAX_BUFFER_SIZE))
        return try exchange(handle, command, &buffer)
    }

    private func exchange(
        _ handle: SCARDHANDLE,
        _ command: [UInt8],
        _ buffer: inout [UInt8]
    ) throws(PCSCError) -> [UInt8] {
        var header = SCARD_IO_REQUEST(
            dwProtocol: DWORD(active.rawValue),
            cbPciLength: DWORD(MemoryLayout<SCARD_IO_REQUEST>.size)
        )
        var length = DWORD(buffer.count)
        let code = StatusCode(
            SCardTransmit(handle, &header, command, DWORD(command.count), nil, &buffer, &length)
        )
        try check(code, "SCardTransmit")
        return Array(buffer.prefix(Int(length)))
    }

    /// Keeps other programs away from the card until `endTransaction`; waits while another is inside one.
    public func beginTransaction() throws(PCSCError) {
        try check(StatusCode(SCardBeginTransaction(open("SCardBeginTransaction"))), "SCardBeginTransaction")
    }

    /// Lets other programs at the card again.
    public func endTransaction(_ disposition: Disposition = .leave) throws(PCSCError) {
        try check(StatusCode(SCardEndTransaction(open("SCardEndTransaction"), disposition.raw)), "SCardEndTransaction")
    }

    /// Takes the card up again after a reset or removal; every authentication with it is void.
    public func reconnect(_ initialization: Disposition = .leave, protocols: CardProtocols = .any) throws(PCSCError) {
        var now: DWORD = 0
        let code = StatusCode(
            SCardReconnect(
                try open("SCardReconnect"),
                share.raw,
                DWORD(protocols.rawValue),
                initialization.raw,
                &now
            )
        )
        try check(code, "SCardReconnect")
        active = CardProtocols(rawValue: UInt32(truncatingIfNeeded: now))
    }

    /// What is in the reader now; an error when the card was reset or removed since.
    public func status() throws(PCSCError) -> CardStatus {
        var name = [CChar](repeating: 0, count: Int(MAX_READERNAME))
        var nameLength = DWORD(name.count)
        var state: DWORD = 0
        var inUse: DWORD = 0
        var atr = [UInt8](repeating: 0, count: Int(MAX_ATR_SIZE))
        var atrLength = DWORD(atr.count)
        let code = StatusCode(
            SCardStatus(try open("SCardStatus"), &name, &nameLength, &state, &inUse, &atr, &atrLength)
        )
        try check(code, "SCardStatus")
        return CardStatus(
            state: UInt16(truncatingIfNeeded: state),
            active: CardProtocols(rawValue: UInt32(truncatingIfNeeded: inUse)),
            atr: Array(atr.prefix(Int(atrLength)))
        )
    }

    /// Hands a command to the reader's driver; many drivers refuse (see `StatusCode.unsupportedFeature`).
    public func control(_ code: UInt32, _ command: [UInt8] = []) throws(PCSCError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Int(MAX_BUFFER_SIZE))
        var length: DWORD = 0
        let answer = StatusCode(
            SCardControl(
                try open("SCardControl"),
                DWORD(code),
                command,
                DWORD(command.count),
                &buffer,
                DWORD(buffer.count),
                &length
            )
        )
        try check(answer, "SCardControl")
        return Array(buffer.prefix(Int(length)))
    }

    /// An attribute of reader or driver (`SCARD_ATTR_*`), for example 0x0002_0110, the channel.
    public func attribute(_ id: UInt32) throws(PCSCError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Int(MAX_BUFFER_SIZE))
        var length = DWORD(buffer.count)
        let code = StatusCode(SCardGetAttrib(try open("SCardGetAttrib"), DWORD(id), &buffer, &length))
        try check(code, "SCardGetAttrib")
        return Array(buffer.prefix(Int(length)))
    }

    /// Ends the connection; does nothing when it has ended.
    ///
    /// Errors are of no use here: the connection is over in any case.
    public func disconnect(_ disposition: Disposition = .leave) {
        guard let handle else { return }
        SCardDisconnect(handle, disposition.raw)
        self.handle = nil
    }

    private func open(_ call: String) throws(PCSCError) -> SCARDHANDLE {
        guard let handle else { throw PCSCError(call: call, code: .invalidHandle, reader: reader) }
        return handle
    }

    private func check(_ code: StatusCode, _ call: String) throws(PCSCError) {
        guard code == .success else { throw PCSCError(call: call, code: code, reader: reader) }
    }
}
