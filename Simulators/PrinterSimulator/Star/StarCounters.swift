/// What a Star printer counts; gone without power.
struct StarCounters: Hashable {
    /// Five bits, by `ETB`.
    var etbCounter: UInt8 = 0
    /// An `ETB` was done and no status told of it yet.
    var isETBNew = false
    /// By `ESC GS ETX`.
    var printEndCounter: UInt8 = 0
}
