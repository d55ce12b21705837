import Glibc
import Linux

/// The processes of a group, also those that are no children of this process.
enum ProcessGroup {
    /// Waits until no process of the group runs any more. False when that took longer.
    static func waitForEnd(of group: Int32, milliseconds: Int = 30_000) -> Bool {
        let deadline = Deadline.after(milliseconds: milliseconds)
        while runs(group) {
            guard !deadline.isPast else {
                return false
            }
            // The end of a process that is not one's own child cannot be waited for.
            usleep(2000)
        }
        return true
    }

    /// SIGKILL to all of it that still runs.
    static func kill(_ group: Int32) {
        if runs(group) {
            killpg(group, SIGKILL)
        }
    }

    private static func runs(_ group: Int32) -> Bool {
        guard Glibc.kill(-group, 0) == 0 || errno == EPERM else {
            return false
        }
        return ShopFolder.names(in: "/proc").contains { name in
            guard name.first?.isNumber == true, let bytes = try? Files.read("/proc/\(name)/stat") else {
                return false
            }
            // proc(5): the name in parentheses may hold anything; state, parent and group follow, the number of threads is the
            // 20th field. A leader becomes a zombie before its threads have let go of their files.
            let text = String(decoding: bytes, as: UTF8.self)
            let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
            return fields.count > 18 && Int32(fields[3]) == group && (fields[1] != "Z" || Int(fields[18]) ?? 0 > 1)
        }
    }
}
