/// What the sensors and the controller of the printer say at one moment.
struct MachineState: Hashable {
    var hasPaper: Bool
    var isNearEnd: Bool
    var isCoverOpen: Bool
    var isDrawerPinHigh: Bool
    /// The blade stuck: until `DLE ENQ`.
    var isCutterError: Bool
    /// The cover was open while it printed, of a printer that then waits: until `DLE ENQ`.
    var isMechanicalError: Bool
    /// Until power is switched off.
    var isUnrecoverable = false
    /// The feed button is held.
    var isFeeding = false
    /// Head hot, or the cover open while it printed: ends by itself.
    var isAutoRecoverable: Bool
    var isHeadHot = false

    var needsRecovery: Bool { isCutterError || isMechanicalError }
    var hasError: Bool { needsRecovery || isUnrecoverable || isAutoRecoverable }
    var isOffline: Bool { !hasPaper || isCoverOpen || hasError || isFeeding }
}
