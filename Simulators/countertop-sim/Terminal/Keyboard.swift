import Glibc
import Linux
import Runtime

/// The lines a person types, until Ctrl-C. The end of standard input alone ends nothing: a simulator in the background goes on.
final class Keyboard {
    private enum Input: Sendable {
        case line(String)
        case interrupted
    }

    private let inputs = Mailbox<Input>()
    private var waiting: [Input] = []
    private let isTerminal = isatty(STDIN_FILENO) == 1
    private let screen: Screen

    init(_ screen: Screen) {
        self.screen = screen
        let inputs = inputs
        Interruption.shared.whenRequested { inputs.post(.interrupted) }
        _ = try? DeviceThread.start("keyboard") {
            while let line = readLine() {
                inputs.post(.line(line))
            }
        }
    }

    /// The next line without blanks around it; nil on Ctrl-C or `quit`.
    func next() -> String? {
        if isTerminal {
            screen.prompt()
        }
        while true {
            if waiting.isEmpty {
                waiting = inputs.takeAll(waitingUpTo: .never)
            }
            guard case .line(let text) = waiting.removeFirst() else {
                return nil
            }
            let words = text.split(separator: " ").joined(separator: " ")
            switch words {
            case "quit", "exit": return nil
            case "":
                if isTerminal {
                    screen.prompt()
                }
            default: return words
            }
        }
    }
}
