extension CardChannel {
    /// Sends a command and collects its whole answer: `61xx` is followed by GET RESPONSE, `6Cxx` repeats with the right Le.
    ///
    /// A card that promises more for ever is cut off after 64 pieces or 64 KiB with `outcomeUnknown`.
    public func send(_ command: CommandAPDU) throws(CardChannelError) -> ResponseAPDU {
        var response = try exchange(command)
        if response.status.sw1 == 0x6C {
            response = try exchange(command.with(le: Int(response.status.sw2)))
        }
        var data = response.data
        var pieces = 0
        while response.status.sw1 == 0x61 {
            pieces += 1
            guard pieces <= 64, data.count <= 65_536 else {
                throw .outcomeUnknown("the card promises more data without end")
            }
            response = try exchange(CommandAPDU(command.cla & 0x03, 0xC0, 0, 0, le: Int(response.status.sw2)))
            data += response.data
        }
        let status = response.status.value
        guard let whole = ResponseAPDU(data + [UInt8(status >> 8), UInt8(status & 0xFF)]) else {
            throw .outcomeUnknown("the answer has no status word")
        }
        return whole
    }

    private func exchange(_ command: CommandAPDU) throws(CardChannelError) -> ResponseAPDU {
        guard let response = ResponseAPDU(try transmit(command.bytes)) else {
            throw .outcomeUnknown("the answer has no status word")
        }
        return response
    }
}
