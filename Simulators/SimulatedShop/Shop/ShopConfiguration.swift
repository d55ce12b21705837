import Domain

/// Writes the configuration of a shop's daemon, as a technician would.
struct ShopConfiguration {
    let plan: ShopPlan
    let folder: ShopFolder
    let coreURL: String
    /// How the printer of each lane that has one of its own is reached, and its profile.
    let printers: [LaneName: String]
    let devices: ShopDevices

    var text: String {
        let lanes = plan.lanes.enumerated().map { lane($1, number: $0) }.joined(separator: "\n")
        return """
            // The simulated shop; countertopd reads this as it reads /etc/countertop/countertop.json5.
            {
              station: \(quoted(plan.station)),
              currency: "CNY",
              language: \(quoted(plan.language)),
              merchant: { name: "海湾加油站", address: "环湖路 1 号", phone: "021-5555 0100" },
              journal: \(quoted(folder.journal)),
              api: { socket: \(quoted(folder.socket)), listen: "127.0.0.1:0", tokenFile: \(quoted(folder.token)) },
              core: { url: \(quoted(coreURL)) },
              lanes: [
            \(lanes)
              ],
              cards: [   // the first that fits wins
            \(profiles)
              ],
              keys: {
                members: { file: \(quoted(folder.keys)) },
                codes: { file: \(quoted(folder.codeKey)) },
              },
              policy: {
                assurance: [\(rules)],\(offline)
              },
            }

            """
    }

    private func lane(_ lane: ShopLane, number: Int) -> String {
        var text = "    { name: \(quoted(lane.name.text)), readers: [{ pcsc: \(quoted(Shop.reader(number: number))) }]"
        if let owner = plan.printerLane(of: lane.name), let entry = printers[owner] {
            text += ", printer: { \(entry) }"
        }
        let scanners = devices.configuration(of: lane.name)
        if !scanners.isEmpty {
            text += ",\n      scanners: [\(scanners.joined(separator: ", "))]"
        }
        return text + " },"
    }

    private var profiles: String {
        (ShopCards.profiles + ShopCodes.profiles).map { "    " + $0 }.joined(separator: "\n")
    }

    private var rules: String {
        plan.assurance.map {
            "{ operation: \(quoted($0.kind.rawValue)), from: \($0.fromFen), least: \(quoted($0.least.rawValue)) }"
        }.joined(separator: ", ")
    }

    private var offline: String {
        plan.offlineSales.map { "\n    offline: { amount: \($0), count: 20, total: \(20 * $0), ageHours: 24 }," } ?? ""
    }

    private func quoted(_ text: String) -> String { JSONWriter.text(.string(text)) }
}
