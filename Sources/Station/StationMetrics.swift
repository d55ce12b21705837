import Counter
import Domain

/// The figures of a station in the text exposition format.
enum StationMetrics {
    static func text(board: StationBoard, journal: any JournalReading) -> String {
        guard let counter = board.counter else {
            return ""
        }
        var lines = ["# TYPE countertop_stream_head counter", "# TYPE countertop_stream_waiting gauge"]
        for stream in counter.statusView["streams"]?.arrayValue ?? [] {
            let name = stream["stream"]?.stringValue ?? ""
            lines.append("countertop_stream_head{stream=\"\(name)\"} \(stream["head"]?.intValue ?? 0)")
            lines.append("countertop_stream_waiting{stream=\"\(name)\"} \(stream["waiting"]?.intValue ?? 0)")
        }
        lines.append("# TYPE countertop_core_reachable gauge")
        lines.append("countertop_core_reachable \(counter.linkUp ? 1 : 0)")
        lines.append("# TYPE countertop_open_operations gauge")
        lines.append("countertop_open_operations \(counter.operations.count)")
        lines.append("# TYPE countertop_unsettled_operations gauge")
        lines.append("countertop_unsettled_operations \(counter.operations.filter(\.isSettlingRefused).count)")
        lines.append("# TYPE countertop_open_receipts gauge")
        lines.append("countertop_open_receipts \(counter.jobs.count)")
        lines.append("# TYPE countertop_device_connected gauge")
        for device in counter.devices {
            lines.append("countertop_device_connected{device=\"\(label(device.id))\"} \(device.connected ? 1 : 0)")
        }
        lines.append("# TYPE countertop_device_faulted gauge")
        for device in counter.devices {
            let problem = device.problem.map { ",problem=\"\($0)\"" } ?? ""
            lines.append(
                "countertop_device_faulted{device=\"\(label(device.id))\"\(problem)} \(device.problem == nil ? 0 : 1)"
            )
        }
        lines.append("# TYPE countertop_device_total counter")
        for statistic in (try? journal.statistics()) ?? [] {
            lines.append(
                "countertop_device_total{device=\"\(label(statistic.device))\",what=\"\(statistic.name)\"} \(statistic.value)"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func label(_ device: DeviceID) -> String {
        device.text.filter { $0 != "\"" && $0 != "\\" && $0 != "\n" }
    }
}
