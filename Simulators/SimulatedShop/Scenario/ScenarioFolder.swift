import Linux

/// The scenario files of the project.
public enum ScenarioFolder {
    /// `Simulators/Scenarios` in the folder or one above it; nil when there is none.
    public static func find(above folder: String) -> String? {
        var place = folder
        while true {
            let candidate = place + "/Simulators/Scenarios"
            if Files.exists(candidate) {
                return candidate
            }
            let parent = Files.folder(of: place)
            guard parent != place, parent != "." else {
                return nil
            }
            place = parent
        }
    }

    /// Paths of all scenarios in a folder, by name.
    public static func files(in folder: String) -> [String] {
        ShopFolder.names(in: folder).filter { $0.hasSuffix(".txt") }.map { folder + "/" + $0 }
    }

    /// Reads a scenario by its path, or by its name in `folder`: `recharge` is `recharge.txt` there.
    public static func read(_ name: String, in folder: String?) throws(ScenarioError) -> Scenario {
        var path = name
        if !Files.exists(path), !name.contains("/") {
            guard let folder else {
                let message = "there is no such file, and no folder Simulators/Scenarios above this program"
                throw ScenarioError(file: name, line: 1, message: message)
            }
            path = folder + "/" + (name.hasSuffix(".txt") ? name : name + ".txt")
        }
        let bytes: [UInt8]
        do throws(LinuxError) {
            bytes = try Files.read(path, limit: 1 << 20)
        } catch {
            throw ScenarioError(file: name, line: 1, message: "the scenario cannot be read: \(error)")
        }
        return try Scenario(file: path, text: String(decoding: bytes, as: UTF8.self))
    }
}
