/// How a year is cut into the periods that returns are for.
public enum PeriodScheme: String, CaseIterable, Sendable {
    case quarterly
    case halfYearly = "half-yearly"
    /// Three quarters, then a return in February with what was spent to 31 January and what is
    /// expected to 31 March, then the year's end.
    case february

    /// The periods of a year in order; together they are the whole year.
    public func periods(of year: FinancialYear) -> [ReturnPeriod] {
        parts.map { ReturnPeriod(year: year, part: $0) }
    }

    private var parts: [ReturnPeriod.Part] {
        switch self {
        case .quarterly: [.q1, .q2, .q3, .q4]
        case .halfYearly: [.h1, .h2]
        case .february: [.q1, .q2, .q3, .january, .yearEnd]
        }
    }
}

/// A part of a financial year that a return is for: `2018-19-Q3` is October to December 2018.
public struct ReturnPeriod: Hashable, Sendable, Comparable {
    public let year: FinancialYear
    public let part: Part

    public enum Part: String, Sendable, CaseIterable {
        case q1 = "Q1"
        case q2 = "Q2"
        case q3 = "Q3"
        case q4 = "Q4"
        case h1 = "H1"
        case h2 = "H2"
        /// January alone, returned in February.
        case january = "F"
        /// February and March, after a return in February.
        case yearEnd = "Y"

        /// The months it takes, counted from April as 0.
        var months: Range<Int> {
            switch self {
            case .q1: 0..<3
            case .q2: 3..<6
            case .q3: 6..<9
            case .q4: 9..<12
            case .h1: 0..<6
            case .h2: 6..<12
            case .january: 9..<10
            case .yearEnd: 10..<12
            }
        }
    }

    init(year: FinancialYear, part: Part) {
        self.year = year
        self.part = part
    }

    /// Reads `2018-19-Q3`, or `Q3` alone for a period of that year.
    ///
    /// Throws `YearRefusal.unknownPeriod` for one that the agreement's scheme does not have.
    public init(
        parsing text: String, in year: FinancialYear, _ scheme: PeriodScheme
    ) throws(Refusal) {
        try self.init(parsing: text, in: year, [scheme])
    }

    /// Reads a period that one of the schemes has.
    init(
        parsing text: String, in year: FinancialYear, _ schemes: [PeriodScheme]
    ) throws(Refusal) {
        let word = String(
            decoding: trimmed(text.utf8).map { (97...122).contains($0) ? $0 - 32 : $0 },
            as: UTF8.self)
        let periods = schemes.flatMap { $0.periods(of: year) }
        guard
            let period = periods.first(where: {
                word == $0.part.rawValue || word == "\(year)-\($0.part.rawValue)"
                    || word == "\(year.startYear)/\($0.description.dropFirst(5))"
            })
        else { throw .year(.unknownPeriod(text, periods)) }
        self = period
    }

    public var firstDay: CalendarDay {
        ReturnPeriod.firstDay(ofMonth: part.months.lowerBound, year)
    }

    public var lastDay: CalendarDay {
        part.months.upperBound == 12
            ? year.lastDay
            : ReturnPeriod.firstDay(ofMonth: part.months.upperBound, year).adding(days: -1)
    }

    public var days: ClosedRange<CalendarDay> { firstDay...lastDay }

    /// `Quarter Three`, as reports say it.
    public var inWords: String {
        switch part {
        case .q1: "Quarter One"
        case .q2: "Quarter Two"
        case .q3: "Quarter Three"
        case .q4: "Quarter Four"
        case .h1: "First half-year"
        case .h2: "Second half-year"
        case .january: "January"
        case .yearEnd: "Year end"
        }
    }

    /// Whether the year is over with it.
    public var endsYear: Bool { part.months.upperBound == 12 }

    public static func < (left: ReturnPeriod, right: ReturnPeriod) -> Bool {
        (left.lastDay, left.firstDay) < (right.lastDay, right.firstDay)
    }

    /// The first day of a month counted from April as 0.
    static func firstDay(ofMonth month: Int, _ year: FinancialYear) -> CalendarDay {
        CalendarDay(
            year: month < 9 ? year.startYear : year.startYear + 1,
            month: month < 9 ? month + 4 : month - 8, day: 1) ?? year.firstDay
    }
}

extension ReturnPeriod: CustomStringConvertible {
    /// `2018-19-Q3`.
    public var description: String { "\(year)-\(part.rawValue)" }
}
