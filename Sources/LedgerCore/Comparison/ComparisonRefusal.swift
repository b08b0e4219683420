/// Why a printed table cannot be held against a fund, or its entries not be recorded.
public enum ComparisonRefusal: Error, Equatable, Sendable {
    case noLines(String)
    case noLineMatches(String, lines: Int, FundYear)
    case outsideFund(CalendarDay, Fund)
    case noSuchLine(Int, String)
    case toldTwice(Code, [Int])
    case doesNotAddUp(String, faults: Int)
    case unplaced(String, lines: Int)
    case rounded(String, to: Money)
}

extension ComparisonRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noLines(let name):
            "\(name) has no lines of projects with figures. Check that it is the statement's table."
        case .noLineMatches(let name, let lines, let fund):
            "\(lines == 1 ? "The one line" : "None of the \(lines) lines") of \(name) is \(lines == 1 ? "no" : "a") project of \(fund). Check --fund, --year and the file; see `locality project list`."
        case .outsideFund(let day, let fund):
            "\(day) is no day a statement of \(fund.key) can be of: it is spent \(fund.spendFrom) to \(fund.spendBy). Check --as-at and --year."
        case .noSuchLine(let number, let name):
            "\(name) has no project on line \(number). Give --match the number that the comparison prints."
        case .toldTwice(let code, let lines):
            "--match gives \(code) to lines \(lines.map(String.init).joined(separator: " and ")). Give it to one."
        case .doesNotAddUp(let name, let faults):
            "\(name) does not add up in \(faults == 1 ? "one place" : "\(faults) places"), so nothing was recorded. Correct the table, or ask who printed it."
        case .unplaced(let name, let lines):
            "\(lines == 1 ? "One line" : "\(lines) lines") of \(name) could not be placed, so nothing was recorded. Say what each is with --match, or correct it."
        case .rounded(let name, let step):
            "The figures of \(name) are rounded to \(step), so no entry can be made of them to the penny and nothing was recorded. Record the exact sums by hand."
        }
    }
}
