/// A day as Excel counts it: 1 for 1 January 1900, with a 29 February 1900 that never was.
enum SerialDay {
    /// Refuses a day that is in no calendar, or that Excel cannot show.
    static func number(year: Int, month: Int, day: Int) throws(WorkbookError) -> Double {
        guard (1900...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= length(ofMonth: month, year: year)
        else { throw .noSuchDay(year: year, month: month, day: day) }
        let serial = daysSince1900(year: year, month: month, day: day) + 1
        return Double(serial > 59 ? serial + 1 : serial)
    }

    private static func daysSince1900(year: Int, month: Int, day: Int) -> Int {
        let past = year - 1
        let leapDays = past / 4 - past / 100 + past / 400 - 460
        let months = (1..<month).reduce(0) { $0 + length(ofMonth: $1, year: year) }
        return (year - 1900) * 365 + leapDays + months + day - 1
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
