import Domain

/// Gathers every mistake of a file, not only the first.
final class ConfigurationReport {
    let file: String
    private(set) var errors: [ConfigurationError] = []

    init(file: String) {
        self.file = file
    }

    func add(_ message: String, at position: JSONPosition) {
        errors.append(ConfigurationError(file: file, position: position, message: message))
    }

    /// A mistake in a file that the configuration names.
    func add(_ message: String, at position: JSONPosition, in file: String) {
        errors.append(ConfigurationError(file: file, position: position, message: message))
    }
}
