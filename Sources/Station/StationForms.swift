import Counter
import Domain
import Receipts

/// Papers of the station's own: a printer's test page, the diagnosis of the devices.
struct StationForms {
    private static let abilityNames: [String: String] = [
        "confirmation": "打印确认", "realTimeStatus": "实时状态", "automaticStatus": "自动状态", "identity": "型号信息",
        "model": "型号", "firmware": "固件", "serial": "序列号", "font": "字库", "processID": "打印编号",
        "bufferClear": "清空缓存", "fence": "顺序应答", "statusVersion": "状态版本",
        "macroAnswers": "宏应答",
    ]
    private static let statisticNames: [String: String] = [
        "receipts.printed": "已打印", "receipts.unknown": "未知", "receipts.failed": "失败", "lines": "行数",
        "millimetres": "走纸毫米", "cuts": "切纸", "drawerPulses": "开箱指令", "drawerOpenings": "钱箱打开", "faults": "故障",
    ]

    let counter: Counter
    let now: Instant

    private var settings: CounterSettings { counter.settings }
    private var language: Receipt.Language { settings.language == .english ? .english : .chinese }

    /// The test page of a printer: what its profile says it can print, and what was found of it.
    func testPage(of device: DeviceState, profile: PrinterProfile, statistics: [DeviceStatistic]) -> JSONValue {
        var values = PrinterTestPage(profile: profile, charsets: IconvCharsets.shared, language: language).values()
        head(&values, lane: device.lane)
        values.values["printer"] = device.id.text
        values.lists["devices"] = [row(of: device)]
        values.lists["problems"] = problems([device])
        let found = device.details["abilities"]?.objectValue?.members ?? []
        values.lists["abilities"] = found.map { member in
            ["name": name(member.key, Self.abilityNames), "value": text(member.value)]
        }
        values.lists["statistics"] = statistics.filter { $0.device == device.id }.map { statistic in
            ["name": name(statistic.name, Self.statisticNames), "value": String(statistic.value)]
        }
        return document(.diagnosis, values)
    }

    /// The devices of a lane and what is the matter with them.
    func diagnosis(of lane: LaneName) -> JSONValue {
        let devices = counter.devices.filter { $0.lane == lane }
        var values = TemplateValues()
        head(&values, lane: lane)
        values.lists["devices"] = devices.map(row)
        values.lists["problems"] = problems(devices)
        return document(.diagnosis, values)
    }

    func shift(_ report: ShiftReport) -> JSONValue {
        let cashier = counter.lanes.first { $0.name == report.lane }?.staff?.credential.masked
        return ReceiptDocument.form(report.form(settings: settings, cashier: cashier)).json
    }

    func pairing(lane: LaneName, till: String, code: String, milliseconds: Int64) -> JSONValue {
        var values = TemplateValues()
        values.values["merchant"] = settings.merchant.name.isEmpty ? nil : settings.merchant.name
        values.values["station"] = settings.station
        values.values["lane"] = lane.text
        values.values["till"] = till
        values.values["code"] = code
        values.values["time"] = now.local(offsetSeconds: settings.zoneOffset)
        let end = now.advanced(byMilliseconds: milliseconds)
        values.values["expires"] = end.local(offsetSeconds: settings.zoneOffset)
        return document(.pairing, values)
    }

    private func head(_ values: inout TemplateValues, lane: LaneName?) {
        values.values["merchant"] = settings.merchant.name.isEmpty ? nil : settings.merchant.name
        values.values["station"] = settings.station
        values.values["lane"] = lane?.text
        values.values["time"] = now.local(offsetSeconds: settings.zoneOffset)
        values.values["core"] = core
    }

    private var core: String {
        switch (settings.hasCore, counter.linkUp, language) {
        case (false, _, .english): "none"
        case (false, _, .chinese): "未配置"
        case (true, true, .english): "reachable"
        case (true, true, .chinese): "正常"
        case (true, false, .english): "NOT reachable"
        case (true, false, .chinese): "无法连接"
        }
    }

    private func row(of device: DeviceState) -> [String: String] {
        ["name": device.name, "kind": device.id.kind.rawValue, "state": state(of: device)]
    }

    private func state(of device: DeviceState) -> String {
        if let problem = device.problem ?? device.warning {
            let title = Problem(problem).entry.title
            return language == .english ? title.english : title.chinese
        }
        return switch (device.connected, language) {
        case (true, .english): "ready"
        case (true, .chinese): "就绪"
        case (false, .english): "not connected"
        case (false, .chinese): "未连接"
        }
    }

    /// What to do about what is the matter.
    private func problems(_ devices: [DeviceState]) -> [[String: String]] {
        devices.compactMap { $0.problem ?? $0.warning }.map { code in
            let entry = Problem(code).entry
            return ["text": language == .english ? entry.technician.english : entry.technician.chinese]
        }
    }

    private func name(_ key: String, _ chinese: [String: String]) -> String {
        language == .chinese ? chinese[key] ?? key : key
    }

    private func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "+" : "-"
        case .array(let elements): elements.map { text($0) }.joined(separator: " ")
        case .null: "?"
        default: JSONWriter.text(value)
        }
    }

    private func document(_ kind: ReceiptTemplateKind, _ values: TemplateValues) -> JSONValue {
        ReceiptDocument.form(ReceiptForm(kind: kind, language: language, values: values)).json
    }
}
