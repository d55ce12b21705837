import Imaging

/// The text of a line: its characters at their columns.
enum LineText {
    /// A run of wide characters stands in text where it stands on paper, by the same share of what is free on either side.
    ///
    /// - Parameters:
    ///   - left: dots from the left edge of the paper to where the pieces are counted from.
    ///   - width: dots across the paper.
    static func text(_ pieces: [LinePiece], from left: Int = 0, width: Int) -> String {
        var text = ""
        var column = 0
        for run in runs(pieces) {
            let begin = (left + run.x) / Typesetter.column
            let span = run.width / Typesetter.column
            let free = width / Typesetter.column - span
            let lost = span - run.columns
            let place = begin + (free > 0 ? lost * begin / free : lost / 2)
            text += String(repeating: " ", count: max(0, place - column)) + run.text
            column = max(column, place) + run.columns
        }
        while text.last == " " {
            text.removeLast()
        }
        return text
    }

    /// Characters that follow each other closely in one width.
    private static func runs(_ pieces: [LinePiece]) -> [(x: Int, width: Int, columns: Int, text: String)] {
        var runs: [(x: Int, width: Int, columns: Int, text: String)] = []
        var scale = 0
        for piece in pieces.sorted(by: { $0.x < $1.x }) {
            guard let scalar = piece.scalar else {
                continue
            }
            if let last = runs.last, last.x + last.width == piece.x, scale == piece.scale {
                runs[runs.count - 1].width += piece.dots.width
                runs[runs.count - 1].columns += piece.columns
                runs[runs.count - 1].text.unicodeScalars.append(scalar)
            } else {
                scale = piece.scale
                runs.append((piece.x, piece.dots.width, piece.columns, String(Character(scalar))))
            }
        }
        return runs
    }
}
