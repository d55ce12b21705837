import Commands
import Glibc

/// Hands over to the demo of the simulators, which is a program of its own.
enum DemoCommand {
    static let options: [(String, String)] = [
        ("--stay", "leaves the shop open and says how to play with it"),
        ("--keep FOLDER", "leaves journal, configuration, logs and receipts there"),
    ]

    static func demo(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        var arguments = ["demo"]
        if words.takeFlag("--stay") {
            arguments.append("--stay")
        }
        if let folder = try words.takeOption("--keep") {
            arguments += ["--keep", folder]
        }
        try words.finish()
        let program = session.environment.programFolder.map { $0 + "/countertop-sim" }
        guard let program, session.environment.pathExists(program) else {
            session.output.problem(
                "The simulators are not installed beside this command. 未安装模拟器。",
                "In the sources of Countertop, Simulators/demo builds them and shows the demo."
            )
            return .refused
        }
        // The demo takes this process over, so that Ctrl-C and the exit status are its own.
        var pointers: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        execv(program, &pointers)
        let reason = String(cString: strerror(errno))
        pointers.forEach { free($0) }
        session.output.problem("\(program) cannot be started: \(reason)")
        return .refused
    }
}
