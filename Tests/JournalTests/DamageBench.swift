import Foundation
import SQLite

/// Damages a journal's file on purpose.
enum DamageBench {
    /// Overwrites the beginning of the root page of a table or index; everything is in the file, nothing in its WAL.
    static func breakRoot(of name: String, in path: String) throws {
        let database = try Database(path: path, mode: .readWriteCreate)
        let root = try database.first("SELECT rootpage FROM sqlite_master WHERE name = ?", [.text(name)]) {
            $0.int64(0)
        }
        try database.checkpoint(truncate: true)
        database.close()
        try breakPage(root ?? 0, in: path)
    }

    /// Overwrites the beginning of the page that holds the row whose body contains `text`, if that is a leaf of a table.
    static func breakPage(holding text: String, in path: String) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = bytes.range(of: Data(text.utf8))
        try breakPage(Int64((place?.lowerBound ?? 0) / 4096 + 1), in: path)
    }

    static func breakPage(_ page: Int64, in path: String) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let start = Int(page - 1) * 4096
        bytes.replaceSubrange(start..<start + 100, with: Data(repeating: 0xFF, count: 100))
        try bytes.write(to: URL(fileURLWithPath: path))
    }
}
