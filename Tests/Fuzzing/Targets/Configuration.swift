import Configuration
import Domain
import FuzzSupport
import Linux

/// A configuration file with any mistake: settings, or errors with their places inside the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let text = input.rest()
    let folders = StateFolders(stateHome: nil, runtime: nil, home: "/home/a")
    let reader = ConfigurationReader(
        folders: folders,
        readKey: { path throws(LinuxError) in
            guard path.hasPrefix("/k") else {
                throw LinuxError(call: "stat", errno: 2, path: path)
            }
            return Array("4D454D424552".utf8)
        },
        readTemplate: { path throws(LinuxError) in
            throw LinuxError(call: "open", errno: 2, path: path)
        }
    )
    switch reader.read(text, file: "f") {
    case .success(let settings):
        require(!settings.lanes.isEmpty, "there is a lane")
        require(settings.core.map { !$0.url.isEmpty } ?? true, "a core has an address")
    case .failure(let errors):
        let lines = text.count { $0 == 0x0A || $0 == 0x0D } + 1
        require(!errors.errors.isEmpty, "a failure has a reason")
        require(errors.errors.allSatisfy { (1...lines).contains($0.position.line) }, "a place is in the text")
    }
    return 0
}
