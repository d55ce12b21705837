import Commands
import Configuration
import Domain

/// What concerns the configuration file itself.
enum ConfigCommands {
    static let standardFile = "/etc/countertop/countertop.json5"

    static func config(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        guard words.takeWord() == "check" else {
            throw .usage("What is to be done with the configuration: check.")
        }
        let file = words.takeWord() ?? standardFile
        try words.finish()
        let reader = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: nil))
        switch reader.read(try TextFile.read(file), file: file) {
        case .success(let settings):
            session.show(["file": .string(file), "errors": []]) { _ in
                let lanes = settings.lanes.map(\.name.text).joined(separator: ", ")
                let scanners = settings.lanes.reduce(0) { $0 + $1.scanners.count }
                let profiles = "\(settings.cards.count) card profiles, \(settings.codes.count) code profiles"
                return
                    "\(file): good. Lanes \(lanes); \(scanners) scanner entries; \(profiles); core \(settings.core?.url ?? "none")."
            }
            return .done
        case .failure(let mistakes):
            session.show(["file": .string(file), "errors": .array(mistakes.errors.map(document))]) { _ in
                mistakes.errors.map(\.description).joined(separator: "\n")
            }
            return .refused
        }
    }

    private static func document(_ error: ConfigurationError) -> JSONValue {
        [
            "line": .integer(Int64(error.position.line)), "column": .integer(Int64(error.position.column)),
            "message": .string(error.message),
        ]
    }
}
