import Glibc
import Linux
import SimulatedShop

/// One run of `countertop-sim` as a process, with typed lines as its input and its output in a folder of its own.
final class Program {
    let folder: String
    private let child: ChildProcess

    /// Without `lines` its input is empty from the beginning.
    init(_ arguments: [String], in programs: ShopPrograms, lines: [String] = []) throws {
        folder = try ShopFolder.temporary("program")
        let input = folder + "/input"
        try Files.writeAtomically(Array(lines.map { $0 + "\n" }.joined().utf8), to: input)
        // Pictures and folders of the program go where the test finds them.
        child = try ChildProcess(
            ["bash", "-c", #"exec <"$0" "$@""#, input, programs.folder + "/countertop-sim"] + arguments,
            environment: ["TMPDIR=" + folder],
            output: .file(folder + "/output"),
            error: .file(folder + "/errors")
        )
    }

    var output: String { text("output") }
    var errors: String { text("errors") }

    private func text(_ name: String) -> String {
        (try? Files.read(folder + "/" + name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Waits until `find` gives something in what it has written; its end without that is an error.
    func wait<Value>(_ find: (String) -> Value?) throws -> Value {
        let deadline = Deadline.after(milliseconds: 60_000)
        while true {
            let isOver = child.exit() != nil
            if let value = find(output) {
                return value
            }
            guard !isOver, !deadline.isPast else {
                throw ShopError("countertop-sim wrote only: \(output)\n\(errors)")
            }
            // Its end wakes at once; what it writes into a file cannot be waited for.
            _ = try? child.wait(until: .after(milliseconds: 10))
        }
    }

    /// Its exit status when it has ended by itself.
    func end() throws -> Int32? {
        guard case .exited(let code) = try child.wait(until: .after(milliseconds: 90_000)) else {
            return nil
        }
        return code
    }

    /// Ctrl-C, and its exit status.
    func interrupt() throws -> Int32? {
        child.signal(SIGINT)
        return try end()
    }

    /// What it left in its folder besides what the test put there.
    var leftovers: [String] {
        ShopFolder.names(in: folder).filter { !["input", "output", "errors"].contains($0) }
    }

    /// Ends it if need be and removes the folder with everything in it.
    func close() {
        child.signal(SIGKILL)
        _ = try? child.wait(until: .never)
        for name in ShopFolder.names(in: folder) {
            ShopFolder.remove(folder + "/" + name)
        }
        ShopFolder.remove(folder)
    }
}
