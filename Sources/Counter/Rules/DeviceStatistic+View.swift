import Domain

extension DeviceStatistic {
    /// `{since, NAME: VALUE, GROUP: {NAME: VALUE}}` of one device; `since` is when the oldest began to count, null where that
    /// was not kept.
    static func view(_ statistics: [DeviceStatistic]) -> JSONValue {
        var members = JSONObject()
        members["since"] = statistics.compactMap(\.since).min().map { .string($0.rfc3339) } ?? .null
        for statistic in statistics {
            let parts = statistic.name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                members[statistic.name] = .integer(statistic.value)
                continue
            }
            var group = members[parts[0]]?.objectValue ?? JSONObject()
            group[parts[1]] = .integer(statistic.value)
            members[parts[0]] = .object(group)
        }
        return .object(members)
    }
}
