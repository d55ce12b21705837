import Configuration
import Domain
import Linux

/// Reads tokens from their files.
enum StationSecrets {
    /// The file's text without white space; nil without a file. A missing or readable-by-all file is an error.
    static func token(_ path: String?, required: Bool) throws(StationError) -> String? {
        guard let path else {
            return nil
        }
        do throws(LinuxError) {
            let text = String(decoding: try KeyFile.read(path), as: UTF8.self).filter { !$0.isWhitespace }
            guard text.utf8.count >= 16 else {
                throw LinuxError(call: "a token has at least 16 characters", errno: 22, path: path)
            }
            return text
        } catch {
            throw StationError(problem: Problem("not-authorised", detail: error.description, subject: path))
        }
    }
}
