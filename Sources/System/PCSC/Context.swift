import CPCSC
import Glibc

/// A session with pcscd, confined to the thread that made it.
///
/// Every call blocks; only `canceller` may be used from other threads. libpcsclite takes its socket from the
/// environment variable `PCSCLITE_CSOCK_NAME` once, at the first call in the process: all contexts of a process talk
/// to one pcscd.
public final class Context {
    /// Ends a running `waitForChange` from another thread.
    public let canceller: ContextCanceller
    private var handle: SCARDCONTEXT?

    /// Opens a session; fails with `noService` when pcscd is not running.
    public init() throws(PCSCError) {
        var made: SCARDCONTEXT = 0
        let code = StatusCode(SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &made))
        guard code == .success else { throw PCSCError(call: "SCardEstablishContext", code: code) }
        handle = made
        canceller = ContextCanceller(made)
    }

    deinit {
        assert(handle == nil, "a PC/SC context was dropped without close()")
    }

    /// Releases the session; the cards connected through it are left as they are.
    ///
    /// Errors are of no use here: after a restart of pcscd the old session is unknown to it anyway.
    public func close() {
        canceller.retire()
        guard let handle else { return }
        SCardReleaseContext(handle)
        self.handle = nil
    }

    /// False when pcscd no longer knows this session.
    public var isValid: Bool {
        guard let handle else { return false }
        return StatusCode(SCardIsValidContext(handle)) == .success
    }

    /// The names of all readers; empty when there is none.
    public func listReaders() throws(PCSCError) -> [String] {
        let handle = try open("SCardListReaders")
        while true {
            var length: DWORD = 0
            var code = StatusCode(SCardListReaders(handle, nil, nil, &length))
            guard code != .noReaders else { return [] }
            try check(code, "SCardListReaders")
            var names = [CChar](repeating: 0, count: Int(length))
            code = StatusCode(SCardListReaders(handle, nil, &names, &length))
            guard code != .noReaders else { return [] }
            // A reader came between the two calls: ask again for the length.
            guard code != .insufficientBuffer else { continue }
            try check(code, "SCardListReaders")
            return Self.split(multiString: names.prefix(Int(length)))
        }
    }

    /// How many states one wait takes; more are refused as a wrong parameter (PCSCLITE_MAX_READERS_CONTEXTS).
    public static let mostStates = Int(PCSCLITE_MAX_READERS_CONTEXTS)

    /// Waits until one of at most `mostStates` states differs from the known one; false when `milliseconds` went by or the
    /// wait was cancelled.
    ///
    /// When true, `seen` and `atr` of every entry are filled; `known` is left for the caller to acknowledge. A name that
    /// is not known any more is the error `unknownReader`: list the readers and try again.
    public func waitForChange(_ states: inout [ReaderState], milliseconds: UInt32) throws(PCSCError) -> Bool {
        let handle = try open("SCardGetStatusChange")
        var names: [UnsafeMutablePointer<CChar>?] = []
        defer { for name in names { free(name) } }
        var raw: [SCARD_READERSTATE] = []
        for state in states {
            let name = strdup(state.reader)
            names.append(name)
            var entry = SCARD_READERSTATE()
            entry.szReader = UnsafePointer(name)
            entry.dwCurrentState = DWORD(state.known)
            raw.append(entry)
        }
        let code = StatusCode(SCardGetStatusChange(handle, DWORD(milliseconds), &raw, DWORD(raw.count)))
        switch code {
        case .success, .timeout, .cancelled: break
        default: throw PCSCError(call: "SCardGetStatusChange", code: code)
        }
        guard code == .success else { return false }
        for index in raw.indices {
            let length = min(Int(raw[index].cbAtr), Int(MAX_ATR_SIZE))
            states[index].seen = UInt32(truncatingIfNeeded: raw[index].dwEventState)
            states[index].atr = withUnsafeBytes(of: raw[index].rgbAtr) { Array($0.prefix(length)) }
        }
        return true
    }

    /// Connects to the card in a reader.
    ///
    /// Blocks without a time-out while another program is inside a transaction on that card.
    public func connect(
        to reader: String,
        share: ShareMode = .shared,
        protocols: CardProtocols = .any
    ) throws(PCSCError) -> Card {
        let handle = try open("SCardConnect")
        var card: SCARDHANDLE = 0
        var active: DWORD = 0
        let code = StatusCode(SCardConnect(handle, reader, share.raw, DWORD(protocols.rawValue), &card, &active))
        guard code == .success else { throw PCSCError(call: "SCardConnect", code: code, reader: reader) }
        return Card(
            handle: card,
            reader: reader,
            share: share,
            active: CardProtocols(rawValue: UInt32(truncatingIfNeeded: active))
        )
    }

    private func open(_ call: String) throws(PCSCError) -> SCARDCONTEXT {
        guard let handle else { throw PCSCError(call: call, code: .invalidHandle) }
        return handle
    }

    private func check(_ code: StatusCode, _ call: String) throws(PCSCError) {
        guard code == .success else { throw PCSCError(call: call, code: code) }
    }

    static func split(multiString: ArraySlice<CChar>) -> [String] {
        multiString.split(separator: 0).map { String(decoding: $0.map(UInt8.init(bitPattern:)), as: UTF8.self) }
    }
}
