/// Days and times in GS1 data.
enum GS1Date {
    /// YYMMDD; the century does not matter but for 29 February, which every fourth year has from 1901 to 2099.
    static func isDay(_ value: ArraySlice<UInt8>, openDay: Bool) -> Bool {
        guard value.count == 6, let number = Digits.value(value) else {
            return false
        }
        let day = number % 100
        return openDay && day == 0
            ? (1...12).contains(number / 100 % 100)
            : isDay(isLeap: (number / 10_000).isMultiple(of: 4), month: number / 100 % 100, day: day)
    }

    /// CCYYMMDD.
    static func isLongDay(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count == 8, let number = Digits.value(value) else {
            return false
        }
        let year = number / 10_000
        let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        return isDay(isLeap: isLeap, month: number / 100 % 100, day: number % 100)
    }

    /// HHMM.
    static func isTime(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count == 4, let number = Digits.value(value) else {
            return false
        }
        return number / 100 < 24 && number % 100 < 60
    }

    private static func isDay(isLeap: Bool, month: Int, day: Int) -> Bool {
        guard (1...12).contains(month) else {
            return false
        }
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }
}
