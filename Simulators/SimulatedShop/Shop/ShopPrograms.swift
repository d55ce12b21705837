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
        try ShopPrograms(folder: Files.folder(of: try thisProgram()))
    }

    public static func thisProgram() throws(ShopError) -> String {
        guard let path = realpath("/proc/self/exe", nil) else {
            throw ShopError("/proc/self/exe cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { free(path) }
        return String(cString: path)
    }

    var daemon: String { folder + "/countertopd" }
    var simulator: String { folder + "/countertop-sim" }
    public var command: String { folder + "/countertop" }
}
