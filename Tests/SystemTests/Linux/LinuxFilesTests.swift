import Foundation
import Linux
import Testing

@Suite struct LinuxFilesTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("a file is replaced whole, with mode 0600, and nothing is left beside it")
    func atomicWrite() throws {
        let path = folder.file("token")
        try Files.writeAtomically(Array("one".utf8), to: path)
        try Files.writeAtomically(Array("two".utf8), to: path)
        #expect(try Files.read(path) == Array("two".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["token"])
    }

    @Test("reading a missing file names call, path and errno")
    func missing() throws {
        let error = #expect(throws: LinuxError.self) { try Files.read(folder.file("none")) }
        #expect(error?.call == "open")
        #expect(error?.description.contains("ENOENT") == true)
        #expect(error?.path == folder.file("none"))
    }

    @Test("a file longer than its limit is refused, one of exactly the limit is not")
    func limit() throws {
        let path = folder.file("big")
        try Files.writeAtomically([UInt8](repeating: 1, count: 100_000), to: path)
        #expect(try Files.read(path, limit: 100_000).count == 100_000)
        #expect(throws: LinuxError.self) { try Files.read(path, limit: 99_999) }
    }

    @Test("files without a size, as in /proc, are read whole")
    func proc() throws {
        #expect(try !Files.read("/proc/self/status").isEmpty)
    }

    @Test("folders are made with those above them")
    func folders() throws {
        try Files.makeFolder(folder.file("a/b/c"))
        try Files.makeFolder(folder.file("a/b/c"))
        #expect(Files.isWritableFolder(folder.file("a/b/c")))
        #expect(throws: LinuxError.self) { try Files.makeFolder("/proc/none/x") }
    }

    @Test("a reserve really takes its blocks")
    func reserve() throws {
        try Files.reserve(folder.file("reserve"), size: 1 << 20)
        #expect(Files.size(folder.file("reserve")) == 1 << 20)
        #expect(Files.size(folder.file("none")) == nil)
        #expect((Files.freeBytes(at: folder.path) ?? 0) > 0)
    }

    @Test("a lock is held by one open file until it is closed")
    func lock() throws {
        let one = try FileDescriptor(open: folder.file("lock"), flags: O_RDWR | O_CREAT)
        let two = try FileDescriptor(open: folder.file("lock"), flags: O_RDWR)
        #expect(try one.tryLock())
        #expect(try !two.tryLock())
        try one.close()
        #expect(try two.tryLock())
        try two.close()
    }

    @Test("the folder of a path", arguments: [("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b/c", "a/b")])
    func folderPart(path: String, expected: String) {
        #expect(Files.folder(of: path) == expected)
    }
}
