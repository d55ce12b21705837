@testable import countertop

/// One run of the command in this process: how it ended and what it said.
struct CommandRun {
    let status: CommandStatus
    let out: String
    let errors: String

    init(_ words: [String], in environment: Environment) {
        var out = ""
        var errors = ""
        let output = Output { text, error in
            if error {
                errors += text + "\n"
            } else {
                out += text + "\n"
            }
        }
        status = CountertopCommand.run(words, environment: environment, output: output)
        (self.out, self.errors) = (out, errors)
    }
}
