import Cards
import Counter
import Domain
import Linux
import Receipts

/// Reads a configuration text into settings; `countertop config check` and the daemon run the same code.
public struct ConfigurationReader {
    private let folders: StateFolders
    /// Reads a key file; a file that others may read is refused.
    private let readKey: (String) throws(LinuxError) -> [UInt8]
    private let readTemplate: (String) throws(LinuxError) -> [UInt8]

    public init(
        folders: StateFolders,
        readKey: @escaping (String) throws(LinuxError) -> [UInt8] = { path throws(LinuxError) in
            try KeyFile.read(path)
        },
        readTemplate: @escaping (String) throws(LinuxError) -> [UInt8] = { path throws(LinuxError) in
            try Files.read(path, limit: ReceiptTemplate.mostBytes)
        }
    ) {
        self.folders = folders
        self.readKey = readKey
        self.readTemplate = readTemplate
    }

    /// All mistakes at once, or the settings.
    public func read(_ bytes: [UInt8], file: String) -> Result<Settings, ConfigurationErrors> {
        let report = ConfigurationReport(file: file)
        var settings = Settings(folders: folders)
        do throws(JSONReadError) {
            let root = try JSONReader.readWithPositions(bytes, dialect: .json5)
            if let section = Section(root, report) {
                read(section, into: &settings)
            }
        } catch {
            report.add(error.message, at: error.position)
        }
        guard report.errors.isEmpty else {
            return .failure(ConfigurationErrors(errors: report.errors))
        }
        return .success(settings)
    }

    private func read(_ root: Section, into settings: inout Settings) {
        settings.station = stationName(root) ?? settings.station
        if let node = root.node("currency") {
            if let currency = node.value.stringValue.flatMap({ Currency($0) }) {
                settings.currency = currency
            } else {
                root.report.add("“currency” is an ISO 4217 code such as CNY", at: node.position)
            }
        }
        settings.language = root.choice("language") ?? settings.language
        if let merchant = root.section("merchant") {
            settings.merchant = Merchant(
                name: merchant.requiredText("name") ?? "",
                address: merchant.text("address"),
                phone: merchant.text("phone")
            )
            merchant.finish()
        }
        settings.journal = root.text("journal") ?? settings.journal
        if let api = root.section("api") {
            read(api, into: &settings.api)
        }
        if let core = root.section("core") {
            settings.core = Settings.Core(url: url(core) ?? "", tokenFile: core.text("tokenFile"))
            // Waiting for a worker and for the answer must both fit into the rules' own limit.
            settings.core?.timeout = Int(core.integer("timeout", in: 500...7_000) ?? 5_000)
            core.finish()
        }
        if let lanes = root.list("lanes") {
            settings.lanes = self.lanes(lanes, root)
        }
        let keys = KeyShelf(keys: readKeys(root.section("keys")))
        (settings.cards, settings.codes) = ProfilesReader(report: root.report, keys: keys, hasCore: root.has("core"))
            .read(
                root.list("cards") ?? []
            )
        if let receipts = root.section("receipts") {
            settings.receipts = ReceiptPolicyReader.read(receipts)
            settings.templates = TemplatesReader(readTemplate: readTemplate).read(receipts)
        }
        if let usb = root.section("usb") {
            settings.usbAtStop = usb.choice("atStop") ?? settings.usbAtStop
            usb.finish()
        }
        if let policy = root.section("policy") {
            settings.policy = PolicyReader.read(policy)
        }
        root.finish()
    }

    private func stationName(_ root: Section) -> String? {
        guard let node = root.node("station") else {
            return nil
        }
        guard let text = node.value.stringValue, LaneName(text) != nil else {
            root.report.add(
                "“station” is a name of letters, digits, dot, dash and underscore, at most 32",
                at: node.position
            )
            return nil
        }
        return text
    }

    private func url(_ core: Section) -> String? {
        guard let node = core.node("url") else {
            core.report.add("“url” is missing here", at: core.position)
            return nil
        }
        guard let text = node.value.stringValue, let address = WebAddress(text), address.isSafe else {
            core.report.add(
                "“url” is https://host[:port][/path] (http:// only to this machine), without user, query or fragment",
                at: node.position
            )
            return nil
        }
        return text
    }

    private func read(_ section: Section, into api: inout Settings.API) {
        api.socket = section.text("socket") ?? api.socket
        if let node = section.node("listen") {
            let parts = node.value.stringValue?.split(separator: ":") ?? []
            if parts.count == 2, parts[0] == "127.0.0.1" || parts[0] == "localhost", let port = UInt16(parts[1]) {
                api.port = port
            } else {
                section.report.add("“listen” is 127.0.0.1:PORT; the API is for this machine only", at: node.position)
            }
        }
        api.tokenFile = section.text("tokenFile")
        if api.port != nil, api.tokenFile == nil {
            section.report.add("“listen” needs a “tokenFile”", at: section.position)
        }
        for node in section.list("origins") ?? [] {
            if let origin = node.value.stringValue, let address = WebAddress(origin), address.isSafe,
                address.path.isEmpty
            {
                api.origins.append(origin)
            } else {
                section.report.add(
                    "an origin is https://host[:port] as browsers send it, without a slash at its end",
                    at: node.position
                )
            }
        }
        section.finish()
    }

    private func readKeys(_ section: Section?) -> [String: KeyMaterial] {
        var keys: [String: KeyMaterial] = [:]
        for member in section?.names ?? [] {
            guard let section, let key = Section(member.node, section.report) else {
                continue
            }
            if let path = key.requiredText("file") {
                do throws(LinuxError) {
                    let text = String(decoding: try readKey(path), as: UTF8.self)
                    if let material = KeyMaterial(hexadecimal: text) {
                        keys[member.key] = material
                    } else {
                        section.report.add("\(path) holds no hexadecimal key", at: member.node.position)
                    }
                } catch {
                    section.report.add("the key file cannot be used: \(error)", at: member.node.position)
                }
            }
            key.finish()
        }
        return keys
    }

    // MARK: lanes

    private func lanes(_ nodes: [JSONNode], _ root: Section) -> [Settings.Lane] {
        var lanes: [Settings.Lane] = []
        for node in nodes {
            guard let section = Section(node, root.report) else {
                continue
            }
            if let lane = lane(section) {
                if lanes.contains(where: { $0.name == lane.name }) {
                    root.report.add("there are two lanes “\(lane.name)”", at: node.position)
                }
                if let printer = lane.printer,
                    let other = lanes.first(where: { $0.printer?.id == printer.id && $0.printer != printer })
                {
                    root.report.add(
                        "lane “\(other.name)” has the same printer with other settings; they must be equal",
                        at: node.position
                    )
                }
                for scanner in lane.scanners {
                    if let other = lanes.first(where: { $0.scanners.contains { $0.port == scanner.port } }) {
                        root.report.add(
                            "lane “\(other.name)” has the same scanner; “port” tells two of one model apart",
                            at: node.position
                        )
                    }
                }
                lanes.append(lane)
            }
            section.finish()
        }
        if nodes.isEmpty {
            root.report.add("“lanes” needs at least one lane", at: root.position)
        }
        return lanes
    }

    private func lane(_ section: Section) -> Settings.Lane? {
        let text = section.requiredText("name")
        var readers: [Settings.Reader] = []
        for node in section.list("readers") ?? [] {
            guard let reader = Section(node, section.report) else {
                continue
            }
            if let pcsc = reader.requiredText("pcsc") {
                readers.append(Settings.Reader(pcsc: pcsc, sam: reader.text("sam")))
            }
            reader.finish()
        }
        let scanners = (section.list("scanners") ?? []).compactMap { node in
            Section(node, section.report).flatMap { ScannerReader.read($0) }
        }
        let printer = section.section("printer").flatMap(PrinterReader.read)
        guard let text else {
            return nil
        }
        guard let name = LaneName(text) else {
            section.report.add(
                "“\(text)” is no lane name: letters, digits, dot, dash and underscore",
                at: section.position
            )
            return nil
        }
        return Settings.Lane(name: name, readers: readers, scanners: scanners, printer: printer)
    }
}
