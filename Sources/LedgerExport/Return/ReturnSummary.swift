internal import LedgerCore
internal import XLSXWriter

/// The fund on one page: who and when, the figures, spend by quarter and the findings.
struct ReturnSummary {
    private static let first = 4
    private static let widths = [36.0, 27, 13, 4, 24, 18, 18, 18]
    /// Where the quarters are, right of the figures.
    private static let rightColumn = 4
    private static let heading = (sum: "Sum", share: "Of the award")

    let content: ReturnContent
    let sheet: ReturnLayout.Sheet
    private var grantReturn: GrantReturn { content.grantReturn }
    private var figures: [ReturnLayout.Field] {
        sheet.fields.filter { grantReturn.summary.sum($0.key) != nil }
    }

    /// A label and the lines of its text.
    private var texts: [(label: String, lines: [String])] {
        sheet.fields.compactMap { field in
            guard let text = grantReturn.text(field.key), !text.isEmpty else { return nil }
            let room = ReturnSummary.widths[1...3].reduce(0, +)
            return (field.heading, StatementLettering.lines(of: text, width: room))
        }
    }

    private func heading(of key: String) -> String? {
        sheet.fields.first { $0.key == key }?.heading
    }

    /// Writes the sheet, and gives back the cells that have names.
    func write(
        on sheet: borrowing Sheet
    ) throws(WorkbookError) -> [(name: String, cells: CellRange)] {
        for (index, width) in ReturnSummary.widths.enumerated() {
            try sheet.setWidth(width, ofColumns: index...index)
        }
        try ReturnSheet.writeTitle(
            self.sheet.title, of: grantReturn, notes: [], column: 0, on: sheet)
        try writeStage(on: sheet)
        let headingRow = try writeTexts(on: sheet) + 1
        var names = try writeFigures(from: headingRow, on: sheet)
        var last = headingRow + figures.count
        if let title = heading(of: "chart") {
            let quarters = ReturnQuarters(
                content: content, title: title, sheet: sheet.name, column: ReturnSummary.rightColumn
            )
            let (cells, end) = try quarters.write(
                rows: ReturnSummary.first...last,
                width: ReturnSummary.widths[ReturnSummary.rightColumn...].reduce(0, +), on: sheet)
            names += cells
            last = max(last, end)
        }
        let lines = findingLines
        if let title = heading(of: "findings") {
            last = try write(title, lines, from: last + 2, on: sheet)
        }
        try setPage(of: sheet, lastRow: last)
        sheet.protect()
        return names
    }

    private func writeStage(on sheet: borrowing Sheet) throws(WorkbookError) {
        let isOpen = [.draft, .queried].contains(grantReturn.stage)
        try sheet.write(
            grantReturn.stage.inWords, at: CellReference(row: 2, column: 0),
            style: isOpen ? StatementStyle.indicative : StatementStyle.strong)
    }

    /// Gives back the row below the last.
    private func writeTexts(on sheet: borrowing Sheet) throws(WorkbookError) -> Int {
        var row = ReturnSummary.first
        for (label, lines) in texts {
            try sheet.write(
                label, at: CellReference(row: row, column: 0), style: StatementStyle.label)
            for line in lines {
                try sheet.write(
                    line, at: CellReference(row: row, column: 1), style: StatementStyle.text)
                row += 1
            }
        }
        try sheet.setHeight(8, ofRow: row)
        return row
    }

    private func writeFigures(
        from headingRow: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) -> [(name: String, cells: CellRange)] {
        let headings = [
            "To \(grantReturn.period.lastDay.inWords)", ReturnSummary.heading.sum,
            ReturnSummary.heading.share,
        ]
        for (column, heading) in headings.enumerated() {
            try sheet.write(
                heading, at: CellReference(row: headingRow, column: column),
                style: column == 0 ? StatementStyle.heading : StatementStyle.figureHeading)
        }
        var names: [(String, CellRange)] = []
        for (index, field) in figures.enumerated() {
            let row = headingRow + 1 + index
            let cells: [(ReturnCell, CellStyle)] = [
                (.text(field.heading), StatementStyle.row.with { $0.wrapsText = false }),
                (figure(field.key), StatementStyle.figure), (share(field.key), ReturnStyle.portion),
            ]
            for (column, (cell, style)) in cells.enumerated() {
                try cell.write(at: CellReference(row: row, column: column), style: style, on: sheet)
            }
            names.append(
                (
                    ReturnContent.name(.summary, field.key),
                    try CellRange(rows: row...row, columns: 1...1)
                ))
        }
        if !figures.isEmpty {
            try sheet.highlight(
                CellRange(rows: (headingRow + 1)...(headingRow + figures.count), columns: 1...2),
                when: .less(than: 0), style: StatementStyle.negative)
        }
        return names
    }

    private func setPage(
        of sheet: borrowing Sheet, lastRow: Int
    ) throws(WorkbookError) {
        var page = ReturnSheet.page(of: grantReturn)
        // More rows than this would be too small to read on one page.
        if lastRow <= 64 { page.pagesHigh = 1 }
        page.isCentred = true
        page.printArea = try CellRange(
            rows: 0...lastRow, columns: 0...(ReturnSummary.widths.count - 1))
        try sheet.setPage(page)
    }
}

// MARK: Figures

extension ReturnSummary {
    private func figure(_ key: String) -> ReturnCell {
        let summary = grantReturn.summary
        let sum = summary.sum(key) ?? .zero
        if let terms = ReturnSummary.terms(of: key) {
            let names = terms.compactMap { content.name(.summary, $0.key) }
            guard names.count == terms.count else { return .money(sum) }
            let formula = zip(terms, names).map { $0.sign + $1 }.joined().drop { $0 == "+" }
            let result = terms.reduce(Money.zero) { total, term in
                let part = summary.sum(term.key) ?? .zero
                return term.sign == "+" ? total + part : total - part
            }
            return .sum(sum, formula: "=ROUND(\(formula),2)", comesTo: result)
        }
        guard let projects = content.name(.projects, key), !grantReturn.projects.isEmpty else {
            return .money(sum)
        }
        let result = grantReturn.projects.reduce(Money.zero) { $0 + ($1.sum(key) ?? .zero) }
        return .sum(sum, formula: "=ROUND(SUM(\(projects)),2)", comesTo: result)
    }

    /// Which figures of the page a figure is reckoned from.
    private static func terms(of key: String) -> [(sign: String, key: String)]? {
        switch key {
        case "unallocated":
            [
                ("+", "award"), ("+", "brought-forward"), ("-", "carried-forward"), ("-", "repaid"),
                ("-", "allocated"),
            ]
        case "balance": [("+", "allocated"), ("-", "spent")]
        case "free-balance": [("+", "balance"), ("-", "committed")]
        case "forecast-underspend": [("+", "allocated"), ("+", "unallocated"), ("-", "forecast")]
        default: nil
        }
    }

    /// A figure as a part of the award.
    private func share(_ key: String) -> ReturnCell {
        let summary = grantReturn.summary
        let result = ReturnCell.share(summary.sum(key) ?? .zero, of: summary.award)
        guard let part = content.name(.summary, key), let award = content.name(.summary, "award")
        else { return result }
        return .formula("=IF(\(award)=0,\"–\",\(part)/\(award))", result)
    }
}

// MARK: Findings

extension ReturnSummary {
    /// A line and whether it begins a finding.
    private var findingLines: [(text: String, isHead: Bool)] {
        guard heading(of: "findings") != nil else { return [] }
        let room = ReturnSummary.widths.reduce(0, +)
        if grantReturn.findings.isEmpty {
            return [("No finding: every rule held.", false)]
        }
        return grantReturn.findings.flatMap { finding -> [(String, Bool)] in
            var texts = [finding.message]
            if let waiver = finding.waiver {
                texts.append(
                    "Waived by \(waiver.name) until \(waiver.until.inWords): \(waiver.reason)")
            }
            let lines = texts.flatMap { StatementLettering.lines(of: $0, width: room) }
            return [(finding.headline, true)] + lines.map { ($0, false) }
        }
    }

    /// Writes the findings line by line, and gives back the last row.
    private func write(
        _ title: String, _ lines: [(text: String, isHead: Bool)], from first: Int,
        on sheet: borrowing Sheet
    ) throws(WorkbookError) -> Int {
        try sheet.setHeight(8, ofRow: first - 1)
        try sheet.write(
            title, at: CellReference(row: first, column: 0), style: ReturnStyle.section)
        for (index, line) in lines.enumerated() {
            try sheet.write(
                line.text, at: CellReference(row: first + 1 + index, column: 0),
                style: line.isHead ? StatementStyle.strong : StatementStyle.text)
        }
        return first + lines.count
    }
}

extension Finding {
    /// `Warning, overspend, PLF-03, £120.00 (waived)`.
    fileprivate var headline: String {
        let word =
            switch severity {
            case .error: "Error"
            case .warning: "Warning"
            case .note: "Note"
            }
        let parts = [word, rule, project?.text, amount == .zero ? nil : amount.description]
        return parts.compactMap(\.self).joined(separator: ", ") + (waiver == nil ? "" : " (waived)")
    }
}

extension GrantReturn {
    /// The text of a field of the summary, or nil for a field that is none.
    fileprivate func text(_ key: String) -> String? {
        switch key {
        case "recipient": fund.key.partnership
        case "accountable-body": agreement[.accountableBody]
        case "funder": fund.funder
        case "agreement": agreement[.reference]
        case "contact-manager": agreement[.managerContact]
        case "contact-finance": agreement[.financeContact]
        case "contact-funder": agreement[.funderContact]
        case "period": "\(period.inWords), \(days)"
        case "basis":
            fund.basis == .confirmed
                ? "Confirmed by the funder" : "Indicative: not yet confirmed by the funder"
        default: nil
        }
    }
}

extension GrantReturn.Summary {
    /// The sum of a field, or nil for a field that is no sum.
    func sum(_ key: String) -> Money? {
        switch key {
        case "award": award
        case "brought-forward": broughtForward
        case "carried-forward": carriedForward
        case "repaid": repaid
        case "claimed": claimed
        case "claimed-in-period": claimedInPeriod
        case "received": received
        case "allocated": allocated
        case "unallocated": unallocated
        case "spent": spent
        case "spent-in-period": spentInPeriod
        case "committed": committed
        case "balance": balance
        case "free-balance": freeBalance
        case "forecast": forecast
        case "forecast-underspend": forecastUnderspend
        case "match-funding": matchFunding
        default: nil
        }
    }
}
