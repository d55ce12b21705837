extension PrinterModel {
    /// What a printer says of itself to `GS I n`.
    public struct Identity: Sendable, Hashable {
        /// n = 1, a byte `0xx0xxxx`.
        public var modelID: UInt8
        /// n = 2: bit 0 multibyte characters, bit 1 cutter.
        public var typeID: UInt8
        /// n = 3, a byte `0xx0xxxx`.
        public var romVersion: UInt8
        /// n = 65.
        public var firmware: String
        /// n = 66.
        public var maker: String
        /// n = 67.
        public var model: String
        /// n = 68.
        public var serial: String
        /// n = 69.
        public var fonts: String

        public init(
            modelID: UInt8 = 0x20,
            typeID: UInt8 = 0x03,
            romVersion: UInt8 = 0x02,
            firmware: String = "30.27 ESC/POS",
            maker: String = "EPSON",
            model: String = "TM-T88V",
            serial: String = "J3CF000001",
            fonts: String = "CHINA GB18030"
        ) {
            self.modelID = modelID
            self.typeID = typeID
            self.romVersion = romVersion
            self.firmware = firmware
            self.maker = maker
            self.model = model
            self.serial = serial
            self.fonts = fonts
        }
    }
}
