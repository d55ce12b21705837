import Commands
import Imaging
import Linux
import PrinterSimulator
import SimulatedShop

/// Takes receipts as they come out: text for the terminal, a PNG picture into a folder.
struct PaperTray {
    /// Where the pictures lie.
    let folder: String

    /// Makes the folder when it is not there.
    init(folder: String) throws(ShopError) {
        do throws(LinuxError) {
            try Files.makeFolder(folder, mode: 0o755)
        } catch {
            throw ShopError("The folder for receipts cannot be made: \(error)")
        }
        self.folder = folder
    }

    /// Writes the picture `NAME.png` and gives its path.
    func keep(_ receipt: PrintedReceipt, as name: String) throws(ShopError) -> String {
        let path = "\(folder)/\(name).png"
        do {
            try Files.writeAtomically(receipt.picture.pngBytes(), to: path, mode: 0o644)
        } catch {
            throw ShopError("The picture \(path) cannot be written: \(error)")
        }
        return path
    }

    /// A folder without a receipt is of no use to anybody.
    func removeIfEmpty() {
        if ShopFolder.names(in: folder).isEmpty {
            ShopFolder.remove(folder)
        }
    }

    /// The paper with its edges drawn, `indent` blanks from the left.
    static func drawn(_ receipt: PrintedReceipt, indent: Int) -> String {
        let lines = receipt.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let width = max(32, lines.map(CellText.width).max() ?? 0)
        let margin = String(repeating: " ", count: indent)
        let edge = String(repeating: "─", count: width + 2)
        let body = lines.dropLast(lines.last == "" ? 1 : 0).map { line in
            margin + "│ " + line + String(repeating: " ", count: width - CellText.width(line)) + " │"
        }
        let foot = String(repeating: "∙", count: width + 2)
        return ([margin + "┌" + edge + "┐"] + body + [margin + "└" + foot + "┘"]).joined(separator: "\n")
    }
}
