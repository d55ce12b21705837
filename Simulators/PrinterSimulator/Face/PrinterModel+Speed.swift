extension PrinterModel {
    /// How fast the mechanism and the serial line run against real time.
    ///
    /// Times a test asks for itself (a held line, a late reply, a hot head) are real milliseconds at every speed.
    public struct Speed: Sendable, Hashable {
        /// 0 is without any time.
        let factor: Double

        /// Prints, cuts and receives without taking time; order and buffers stay those of a real printer.
        public static let instant = Speed(factor: 0)
        /// As the model's figures say.
        public static let realTime = Speed(factor: 1)

        /// `factor` times as fast as the model's figures, a thousandth to a million; what is no number is real time.
        public static func times(_ factor: Double) -> Speed {
            Speed(factor: factor.isFinite ? min(max(factor, 0.001), 1_000_000) : 1)
        }

        private init(factor: Double) {
            self.factor = factor
        }

        var isInstant: Bool { factor == 0 }

        /// What `nanoseconds` of the model take here.
        func scaled(_ nanoseconds: UInt64) -> UInt64 {
            isInstant ? 0 : UInt64(Double(nanoseconds) / factor)
        }
    }
}
