import Glibc
import Linux

/// Where the real programs are that a shop runs.
public struct ShopPrograms: Sendable {
    /// The folder of the build's programs.
    public let folder: String

    /// Programs in a folder; a missing one is told with the way to build it.
    public init(folder: String) throws(ShopError) {
        self.folder = folder
        for name in ["countertopd", "countertop-sim"] where access(folder + "/" + name, X_OK) != 0 {
            throw ShopError("\(folder)/\(name) is missing: build it with swift build.")
        }
    }

    /// Programs beside the program that runs now.
    public static func besideThisProgram() throws(ShopError) -> ShopPrograms {
        let folder: String
        do throws(LinuxError) {
            folder = try ThisProgram.folder()
        } catch {
            throw ShopError("Where this program lies cannot be found out: \(error)")
        }
        return try ShopPrograms(folder: folder)
    }

    var daemon: String { folder + "/countertopd" }
    var simulator: String { folder + "/countertop-sim" }
    public var command: String { folder + "/countertop" }
}
