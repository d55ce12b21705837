import Foundation
import Glibc

/// A file system of a few megabytes in memory, for the time of one test.
struct SmallDisk {
    let folder: String

    static var isPossible: Bool { geteuid() == 0 }

    init(mebibytes: Int) throws {
        folder = FileManager.default.temporaryDirectory.path + "/countertop-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard mount("tmpfs", folder, "tmpfs", 0, "size=\(mebibytes)m") == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    func grow(mebibytes: Int) {
        mount("tmpfs", folder, "tmpfs", UInt(MS_REMOUNT), "size=\(mebibytes)m")
    }

    /// Takes every free byte.
    func fill(_ path: String) {
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        for size in [65_536, 4_096] {
            let block = [UInt8](repeating: 0x5A, count: size)
            while write(file, block, size) == size {}
        }
    }

    func end() {
        umount2(folder, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: folder)
    }
}
