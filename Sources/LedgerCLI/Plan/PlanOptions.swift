internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

/// As at which day a plan is judged, and as known when.
struct PlanTimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The day to judge by (default: today, or the last day to spend on).", valueName: "day"))
    var asAt: String?

    @Option(
        help: ArgumentHelp(
            "As it was known: after an entry number, or at a day or moment (UTC).",
            valueName: "when"))
    var asKnown: String?

    func known() throws -> AsKnown? {
        try asKnown.map { text in
            if let number = wholeNumber(trimmed(text.utf8)) { return .entry(number) }
            return .moment(try Moment(parsing: text))
        }
    }

    /// The day for a fund year.
    func day(of fund: FundYear, in ledger: Ledger) throws -> CalendarDay {
        try asAt.map { try CalendarDay(parsing: $0) }
            ?? FundForecast.day(today(), of: ledger.fund(fund))
    }

    func forecasts(
        _ place: FundOptions, in ledger: Ledger, partnership: String?
    ) throws -> [FundForecast] {
        try ledger.inOneMoment {
            try place.fundYears(in: ledger, partnership: partnership).map {
                try ledger.forecast(
                    of: $0, asAt: day(of: $0, in: ledger), asKnown: known())
            }
        }
    }
}

/// A project of a fund year, or a fund year as a whole.
struct PlanPlace {
    let fund: FundYear
    /// Nil for the fund as a whole.
    let project: Code?

    /// Reads a project's code, or else a fund's, of the year that is named or that a period names.
    init(
        _ text: String, _ place: FundOptions, period: String? = nil, in ledger: Ledger,
        _ options: LedgerOptions
    ) throws {
        let code = try Code(text)
        let place = FundOptions.saying(
            fund: place.fund, year: place.year ?? period.flatMap(PlanPlace.year))
        let isProject = try !ledger.funds(withProject: code).isEmpty
        let isFund = try place.fund == nil && ledger.funds().contains { $0.key.code == code }
        if isFund, !isProject {
            fund = try FundOptions.saying(fund: text, year: place.year).fundYear(
                in: ledger, partnership: options.partnership)
            project = nil
        } else {
            fund = try place.fundYear(
                withProject: code, in: ledger, partnership: options.partnership)
            project = code
        }
    }

    /// The year that a period such as `2018-19-Q3` names; nil where it names none.
    static func year(_ period: String) -> String? {
        let year = String(decoding: trimmed(period.utf8).prefix(7), as: UTF8.self)
        return (try? FinancialYear(parsing: year)).map { "\($0)" }
    }

    /// `PLF-01 of PLF 2018-19`, or `PLF 2018-19`.
    var inWords: String { project.map { "\($0) of \(fund)" } ?? "\(fund)" }
}

/// What is printed above the answers about a fund year.
func titleLines(_ fund: Fund, _ what: String) -> [String] {
    let key = fund.key
    return [
        Colour.bold(key.partnership),
        "\(fund.name.isEmpty ? "Fund" : fund.name) (\(key.code)) \(key.year), \(what)", "",
    ]
}
