internal import LedgerCore
internal import XLSXWriter

/// A column of the statement's table, from left to right.
enum StatementColumn: Int, CaseIterable {
    case project
    case description
    case priority
    case original
    case virements
    case allocated
    case spent
    case committed
    case balance
    case freeBalance
    case share
    case awaited

    var heading: String {
        switch self {
        case .project: "Project"
        case .description: "Description"
        case .priority: "Priority"
        case .original: "Original"
        case .virements: "Virements"
        case .allocated: "Allocated"
        case .spent: "Spent"
        case .committed: "Committed"
        case .balance: "Balance"
        case .freeBalance: "Free balance"
        case .share: "Spent %"
        case .awaited: "Invoices awaited"
        }
    }

    /// What text is moved in by, so that it stands off a figure at its left.
    var indent: Double { self == .awaited ? 1.3 : 0 }

    /// The columns of money, which have totals.
    static let figures: [StatementColumn] = [
        .original, .virements, .allocated, .spent, .committed, .balance, .freeBalance,
    ]

    func sum(of line: FundStatement.Line) -> Money? {
        switch self {
        case .original: line.original
        case .virements: line.virements
        case .allocated: line.allocated
        case .spent: line.spent
        case .committed: line.committed
        case .balance: line.balance
        case .freeBalance: line.freeBalance
        default: nil
        }
    }

    func sum(of totals: FundStatement.Totals) -> Money? {
        switch self {
        case .original: totals.original
        case .virements: totals.virements
        case .allocated: totals.allocated
        case .spent: totals.spent
        case .committed: totals.committed
        case .balance: totals.balance
        case .freeBalance: totals.freeBalance
        default: nil
        }
    }

    /// What a row's own formula takes from what, where the column is reckoned from others.
    var parts: (StatementColumn, sign: String, StatementColumn)? {
        switch self {
        case .allocated: (.original, "+", .virements)
        case .balance: (.allocated, "-", .spent)
        case .freeBalance: (.balance, "-", .committed)
        default: nil
        }
    }

    func cell(_ row: Int) throws(WorkbookError) -> CellReference {
        try CellReference(row: row, column: rawValue)
    }

    /// The width that shows every sum and most texts whole; a heading of two words takes two lines.
    func width(for statement: FundStatement) -> Double {
        switch self {
        case .project: fit(statement.lines.map(\.project.code.text), within: 12...28)
        case .description: fit(statement.lines.map(\.project.description), within: 30...51)
        case .priority:
            max(
                fit(statement.lines.map(\.project.priority), within: 14...28.5),
                moneyWidth(for: statement))
        case .share: 9.5
        case .awaited: fit(statement.lines.map(statement.awaitedWords), within: 14...24) + indent
        default: moneyWidth(for: statement)
        }
    }

    private func fit(_ texts: [String], within range: ClosedRange<Double>) -> Double {
        let widest = texts.map { StatementLettering.width(of: $0) }.max() ?? 0
        return min(max(widest, range.lowerBound), range.upperBound)
    }

    /// Funding and checks stand below in the same columns, and their sums must fit too.
    private func moneyWidth(for statement: FundStatement) -> Double {
        let sums =
            statement.lines.compactMap { sum(of: $0) }
            + [
                statement.award, statement.fundsToAllocate, statement.unallocated,
                statement.carriedForward, statement.repaid, statement.claimed, statement.received,
                statement.totals.allocated, sum(of: statement.totals) ?? .zero,
            ]
        let widths = sums.map { StatementLettering.width(of: "+\($0.magnitude)", bold: true) }
        // The longest heading of them.
        let heading = StatementLettering.width(of: "Committed", bold: true)
        return max(heading, widths.max() ?? 0)
    }
}

extension FundStatement {
    /// `* Quarter Three`, with the year where it is another, each quarter with its own mark.
    func awaitedWords(of line: Line) -> String {
        Set(line.awaiting.map(\.quarter)).sorted().map { quarter in
            "\(mark(of: quarter)) \(quarter.words(in: fund.key.year))"
        }.joined(separator: ", ")
    }
}

extension Quarter {
    func words(in year: FinancialYear) -> String {
        self.year == year ? inWords : "\(inWords) \(self.year)"
    }
}
