/// A day of the calendar, without a time or a place.
public struct CalendarDay: Hashable, Sendable, Comparable {
    /// Days since 1 January 1970.
    public let number: Int

    /// The day that many days after 1 January 1970.
    public init(number: Int) {
        self.number = number
    }

    /// Refuses a day the calendar does not have, such as 31 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDay.lengthOfMonth(month, year)
        else { return nil }
        // Counting years from March puts the leap day at the end of the year.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `2019-01-24`, or `24/01/2019` as spreadsheets in this country write it.
    public init(parsing text: String) throws(CalendarDayError) {
        let bytes = trimmed(text.utf8)
        let isSlashed = bytes.contains(UInt8(ascii: "/"))
        let parts = bytes.split(
            separator: UInt8(ascii: isSlashed ? "/" : "-"), omittingEmptySubsequences: false)
        let ordered = isSlashed ? Array(parts.reversed()) : parts
        guard ordered.count == 3, ordered[0].count == 4, (1...2).contains(ordered[1].count),
            (1...2).contains(ordered[2].count), let year = wholeNumber(ordered[0]),
            let month = wholeNumber(ordered[1]), let day = wholeNumber(ordered[2])
        else { throw .unreadable(text) }
        guard let found = CalendarDay(year: year, month: month, day: day) else {
            throw .noSuchDay(text)
        }
        self = found
    }

    /// The day's year, month (1 to 12) and day of the month.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }

    /// The month, counted from January of year nought, for sums by month.
    public var monthNumber: Int {
        let (year, month, _) = parts
        return year * 12 + month - 1
    }

    /// The first day of the month this day is in.
    public var firstOfMonth: CalendarDay { CalendarDay(number: number - parts.day + 1) }

    /// The day that many days later; earlier when negative.
    public func adding(days: Int) -> CalendarDay {
        CalendarDay(number: number + days)
    }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        left.number < right.number
    }

    static func lengthOfMonth(_ month: Int, _ year: Int) -> Int {
        let isLeap =
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}

extension CalendarDay: CustomStringConvertible {
    /// As programs and commands write it: `2019-01-24`.
    public var description: String {
        let (year, month, day) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// As minutes write it: `24 January 2019`.
    public var inWords: String {
        let (year, month, day) = parts
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        return "\(day) \(names[month - 1]) \(year)"
    }
}

/// Why a text is not a day.
public enum CalendarDayError: Error, Equatable, Sendable {
    case unreadable(String)
    case noSuchDay(String)
}

extension CalendarDayError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let text):
            "“\(text)” is not a date. Write year, month and day, such as 2019-01-24."
        case .noSuchDay(let text):
            "There is no such day as “\(text)”. Check the month's length and write it as 2019-01-24."
        }
    }
}
