import Glibc

/// Hands over to the program that stands in for a whole shop.
enum DemoCommand {
    static func demo(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let options = words.takeFlag("--stay") ? ["--stay"] : []
        try words.finish()
        let program = session.environment.programFolder.map { $0 + "/countertop-sim" }
        guard let program, session.environment.pathExists(program) else {
            throw .usage("The simulators are not installed beside this program: run Simulators/demo in the sources.")
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = ([program, "demo"] + options).map { strdup($0) }
        arguments.append(nil)
        execv(program, arguments)
        throw .usage("\(program) cannot be started: \(String(cString: strerror(errno))).")
    }
}
