internal import LedgerCore
internal import XLSXWriter

/// Where the money of the fund came from and went, besides the projects.
struct StatementFunding {
    struct Item {
        let label: String
        let sum: Money
        let kind: Kind
    }

    /// Which figure a line holds.
    enum Kind {
        case award
        case broughtForward
        case carriedForward
        case repaid
        case toAllocate
        case allocated
        case unallocated
        case claimed
        case received
    }

    private let layout: StatementLayout
    private var statement: FundStatement { layout.statement }

    init(_ layout: StatementLayout) {
        self.layout = layout
    }

    /// Nothing is said of years before and after where no money came from there or went there.
    var items: [Item] {
        let year = statement.fund.key.year
        let from = (try? FinancialYear(startingIn: year.startYear - 1)).map { " from \($0)" } ?? ""
        let to = (try? year.following()).map { " to \($0)" } ?? ""
        var items = [Item(label: "Award", sum: statement.award, kind: .award)]
        if statement.broughtForward != .zero {
            items.append(
                Item(
                    label: "Brought forward" + from, sum: statement.broughtForward,
                    kind: .broughtForward))
        }
        if statement.carriedForward != .zero {
            items.append(
                Item(
                    label: "Less carried forward" + to, sum: -statement.carriedForward,
                    kind: .carriedForward))
        }
        if statement.repaid != .zero {
            items.append(
                Item(label: "Less repaid to the funder", sum: -statement.repaid, kind: .repaid))
        }
        return items + [
            Item(label: "Funds to allocate", sum: statement.fundsToAllocate, kind: .toAllocate),
            Item(
                label: "Allocated to projects", sum: statement.totals.allocated, kind: .allocated),
            Item(label: "Unallocated", sum: statement.unallocated, kind: .unallocated),
            Item(label: "Claimed from the funder", sum: statement.claimed, kind: .claimed),
            Item(label: "Received", sum: statement.received, kind: .received),
        ]
    }

    /// The cell of a line, if the statement has such a line.
    func cell(_ kind: Kind) throws(WorkbookError) -> CellReference? {
        guard let index = items.firstIndex(where: { $0.kind == kind }) else { return nil }
        return try StatementColumn.priority.cell(layout.lowerRow + 1 + index)
    }

    func write(on sheet: borrowing Sheet) throws(WorkbookError) {
        try writeHeading(on: sheet)
        for (index, item) in items.enumerated() {
            try write(item, row: layout.lowerRow + 1 + index, on: sheet)
        }
        let column = StatementColumn.priority.rawValue
        try sheet.highlight(
            CellRange(
                rows: (layout.lowerRow + 1)...(layout.lowerRow + items.count),
                columns: column...column),
            when: .less(than: 0), style: StatementStyle.negative)
    }

    private func writeHeading(on sheet: borrowing Sheet) throws(WorkbookError) {
        for column in [StatementColumn.project, .description, .priority] {
            try sheet.writeBlank(
                at: column.cell(layout.lowerRow), style: StatementStyle.figureHeading)
        }
        try sheet.write(
            "Funding", at: StatementColumn.project.cell(layout.lowerRow),
            style: StatementStyle.heading)
    }

    private func write(
        _ item: Item, row: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let isSum = item.kind == .toAllocate
        let label = StatementStyle.row.with {
            $0.wrapsText = false
            $0.bold = isSum
        }
        let figure = StatementStyle.figure.with { $0.bold = isSum }
        let cell = try StatementColumn.priority.cell(row)
        try sheet.writeBlank(at: StatementColumn.description.cell(row), style: label)
        try sheet.write(item.label, at: StatementColumn.project.cell(row), style: label)
        if let formula = try formula(of: item.kind, row: row) {
            try sheet.write(
                formula: formula, result: .pence(item.sum.pence), at: cell, style: figure)
        } else {
            try sheet.write(pence: item.sum.pence, at: cell, style: figure)
        }
    }

    /// None for what only the ledger knows.
    private func formula(of kind: Kind, row: Int) throws(WorkbookError) -> String? {
        switch kind {
        case .award:
            return "=\(try StatementColumn.description.cell(layout.awardRow))"
        case .toAllocate:
            let above = try CellRange(
                rows: (layout.lowerRow + 1)...(row - 1),
                columns: StatementColumn.priority.rawValue...StatementColumn.priority.rawValue)
            return "=ROUND(SUM(\(above)),2)"
        case .allocated:
            return "=\(try layout.total(.allocated))"
        default:
            return nil
        }
    }
}

extension FundStatement {
    /// What reached the fund and stayed: all of it is allocated or unallocated.
    var fundsToAllocate: Money { award + broughtForward - carriedForward - repaid }
}
