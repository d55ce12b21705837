import Glibc
import Linux

/// The folder a shop lives in.
public struct ShopFolder: Sendable {
    public let path: String
    /// Removed with the shop.
    let isTemporary: Bool

    public var configuration: String { path + "/countertop.json5" }
    public var journal: String { path + "/journal.sqlite" }
    public var socket: String { path + "/api.sock" }
    public var token: String { path + "/token" }
    public var keys: String { path + "/keys" }
    /// The key of dynamic member codes.
    var codeKey: String { path + "/code-key" }
    public var core: String { path + "/core.sqlite" }
    public var log: String { path + "/countertopd.log" }
    /// The name of the serial line of the lane with this number, from 0.
    func serialLine(_ number: Int) -> String { path + "/scanner-\(number + 1)" }
    /// What other programs of the shop wrote.
    var otherLog: String { path + "/other-program.log" }

    /// A folder of its own under TMPDIR or /tmp; or `kept`, which is made and left behind.
    init(kept: String?) throws(ShopError) {
        if let kept {
            do throws(LinuxError) {
                try Files.makeFolder(kept)
            } catch {
                throw ShopError("The folder \(kept) cannot be made: \(error)")
            }
            guard let whole = realpath(kept, nil) else {
                throw ShopError("The folder \(kept) cannot be found.")
            }
            defer { free(whole) }
            path = String(cString: whole)
            isTemporary = false
            guard !Files.exists(journal) else {
                throw ShopError("\(path) holds another shop's journal; name an empty folder.")
            }
        } else {
            path = try Self.temporary("shop")
            isTemporary = true
        }
        // Longer paths do not fit into the address of a Unix socket (unix(7)).
        guard socket.utf8.count < 108 else {
            throw ShopError("The path \(path) is too long for a Unix socket; choose a shorter one.")
        }
    }

    /// Makes a fresh folder whose name begins with `countertop-NAME`, in `TMPDIR` where that is set.
    public static func temporary(_ name: String) throws(ShopError) -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        do throws(LinuxError) {
            return try Files.makeTemporaryFolder("countertop-" + name, in: base)
        } catch {
            throw ShopError("No folder can be made in \(base): \(error)")
        }
    }

    /// Writes a file only the owner may read.
    func write(_ text: String, to path: String) throws(ShopError) {
        do throws(LinuxError) {
            try Files.writeAtomically(Array(text.utf8), to: path, mode: 0o600)
        } catch {
            throw ShopError("\(path) cannot be written: \(error)")
        }
    }

    /// Removes the folder if it was made for the shop.
    func remove() {
        if isTemporary {
            Self.remove(path)
        }
    }

    /// Removes a folder and the files in it.
    public static func remove(_ path: String) {
        for name in names(in: path) {
            unlink(path + "/" + name)
        }
        rmdir(path)
    }

    /// What lies in a folder, by name; empty when it cannot be read.
    public static func names(in path: String) -> [String] {
        guard let list = opendir(path) else {
            return []
        }
        defer { closedir(list) }
        var names: [String] = []
        while let entry = readdir(list) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." {
                names.append(name)
            }
        }
        return names.sorted()
    }
}
