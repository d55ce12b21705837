import CardSimulator
import Domain
import Linux
import Synchronization

extension Shop {
    /// The slot of the lane's reader; nil for an unknown lane.
    public func slot(of lane: LaneName) -> VirtualSlot? {
        plan.lanes.firstIndex { $0.name == lane }.map { readers.slot(2 * $0) }
    }

    /// The PC/SC name of the slot customers use on the lane with this number, from 0.
    static func reader(number: Int) -> String {
        "Virtual \(Character(Unicode.Scalar(UInt8(0x41 + number)))) 00 00"
    }

    /// Lets another program take the lane's reader for itself, and waits until it has it.
    public func occupyReader(of lane: LaneName) throws(ShopError) {
        guard let number = plan.lanes.firstIndex(where: { $0.name == lane }) else {
            throw ShopError("There is no lane \(lane).")
        }
        try? Files.remove(folder.otherLog)
        let program: ChildProcess
        do throws(LinuxError) {
            program = try ChildProcess(
                [programs.simulator, "hold", Self.reader(number: number)],
                environment: readers.environment,
                output: .file(folder.otherLog),
                error: .file(folder.otherLog)
            )
        } catch {
            throw ShopError("Another program cannot be started: \(error)")
        }
        others.withLock { $0[lane] = program }
        let deadline = Deadline.after(milliseconds: 10_000)
        while true {
            let text = (try? Files.read(folder.otherLog)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            if text.contains("holding") {
                return
            }
            guard (try? program.wait(until: .after(milliseconds: 10))) == nil, !deadline.isPast else {
                throw ShopError("Another program does not get the reader: \(text)")
            }
        }
    }

    /// Ends the program that has the lane's reader.
    public func releaseReader(of lane: LaneName) {
        _ = try? others.withLock { $0.removeValue(forKey: lane) }?.stop()
    }
}
