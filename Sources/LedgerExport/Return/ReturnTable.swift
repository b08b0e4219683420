internal import LedgerCore
internal import XLSXWriter

/// A table of a return: the columns that the layout names, and a row of cells for each thing.
struct ReturnTable {
    struct Column {
        let key: String
        let heading: String
        let form: ReturnForm
        /// Whether it begins a step in, to stand off the figure at its left.
        let isIndented: Bool

        var style: CellStyle { isIndented ? form.style.with { $0.indent = 1 } : form.style }
        /// What the step takes of the column's width.
        var step: Double { isIndented ? 1.3 : 0 }

        /// The lines that a text takes in the column.
        func lines(of text: String, width: Double, bold: Bool = false) -> Int {
            // A text that made the column as wide as it is still fits after the step is taken off.
            StatementLettering.lines(of: text, width: width - step + 0.01, bold: bold).count
        }
    }

    let part: ReturnPart
    let columns: [Column]
    let rows: [[ReturnCell]]
    /// The row below, or nothing where sums would say nothing.
    let totals: [ReturnCell]
    /// What is said where there is no row.
    let nothing: String

    init(
        _ sheet: ReturnLayout.Sheet, rows: [[ReturnCell]], totals: [ReturnCell] = [],
        nothing: String
    ) {
        part = sheet.part
        let forms = sheet.fields.map { sheet.part.form(of: $0.key) }
        columns = sheet.fields.indices.map { index in
            Column(
                key: sheet.fields[index].key, heading: sheet.fields[index].heading,
                form: forms[index],
                isIndented: index > 0 && forms[index - 1].isFigure && !forms[index].isFigure)
        }
        self.rows = rows
        self.totals = totals
        self.nothing = nothing
    }

    var widths: [Double] {
        columns.indices.map { index in
            let cells = (rows + (totals.isEmpty ? [] : [totals])).map { $0[index] }
            let column = columns[index]
            return column.form.width(for: cells, heading: column.heading) + column.step
        }
    }

    /// The names of the columns, for formulas, and of the corner, for screen readers: these take a
    /// name that begins so for the corner of a table with headings.
    func names(
        from headingRow: Int
    ) throws(WorkbookError) -> [(name: String, cells: CellRange)] {
        let rows = (headingRow + 1)...lastRow(from: headingRow + 1)
        var names = [
            (
                name: "Title\(part.rawValue)",
                cells: try CellRange(rows: headingRow...headingRow, columns: 0...0)
            )
        ]
        for (index, column) in columns.enumerated() {
            names.append(
                (
                    ReturnContent.name(part, column.key),
                    try CellRange(rows: rows, columns: index...index)
                ))
        }
        return names
    }

    /// The last row of cells; a table without rows keeps one, which says so.
    func lastRow(from first: Int) -> Int { first + max(1, rows.count) - 1 }
}

extension ReturnTable {
    /// Writes headings, rows and totals from a row of headings on, and gives back the last row.
    @discardableResult
    func write(
        from headingRow: Int, widths: [Double], on sheet: borrowing Sheet
    ) throws(WorkbookError) -> Int {
        try writeHeadings(row: headingRow, widths: widths, on: sheet)
        let first = headingRow + 1
        if rows.isEmpty {
            for index in columns.indices {
                try sheet.writeBlank(
                    at: CellReference(row: first, column: index), style: ReturnStyle.code)
            }
            try sheet.write(
                nothing, at: CellReference(row: first, column: 0), style: ReturnStyle.code)
        }
        for (index, cells) in rows.enumerated() {
            try write(cells, row: first + index, widths: widths, on: sheet)
        }
        let last = lastRow(from: first)
        try addRules(rows: first...last, on: sheet)
        guard !totals.isEmpty else { return last }
        for (index, cell) in totals.enumerated() {
            try cell.write(
                at: CellReference(row: last + 1, column: index),
                style: ReturnStyle.total(columns[index].form.style), on: sheet)
        }
        try sheet.setHeight(18.5, ofRow: last + 1)
        return last + 1
    }

    private func writeHeadings(
        row: Int, widths: [Double], on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        var lines = 1
        for (index, column) in columns.enumerated() {
            let style =
                column.form.isFigure ? StatementStyle.figureHeading : StatementStyle.heading
            try sheet.write(
                column.heading, at: CellReference(row: row, column: index),
                style: column.isIndented ? style.with { $0.indent = 1 } : style)
            lines = max(
                lines, column.lines(of: column.heading, width: widths[index], bold: true))
        }
        try sheet.setHeight(ReturnTable.height(lines: lines), ofRow: row)
    }

    private func write(
        _ cells: [ReturnCell], row: Int, widths: [Double], on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        var lines = 1
        for (index, cell) in cells.enumerated() {
            let column = columns[index]
            let style = column.style
            try cell.write(at: CellReference(row: row, column: index), style: style, on: sheet)
            guard style.wrapsText else { continue }
            lines = max(lines, column.lines(of: cell.shown, width: widths[index]))
        }
        try sheet.setHeight(ReturnTable.height(lines: lines), ofRow: row)
    }

    /// What that many lines take, with some air.
    static func height(lines: Int) -> Double { min(409, Double(lines) * 12.75 + 4) }

    /// Sums below nought are red besides their minus sign; open cells say what they want.
    private func addRules(rows: ClosedRange<Int>, on sheet: borrowing Sheet) throws(WorkbookError) {
        for (index, column) in columns.enumerated() {
            let range = try CellRange(rows: rows, columns: index...index)
            if [.money, .change, .share].contains(column.form) {
                try sheet.highlight(
                    range, when: .less(than: 0), style: StatementStyle.negative)
            }
            if case .open(let field) = column.form, !self.rows.isEmpty {
                try sheet.limit(range, to: field.rule(heading: column.heading))
            }
        }
    }
}

extension ReturnNote.Field {
    fileprivate func rule(heading: String) -> InputRule {
        let title = StatementLettering.shortened(heading, to: 30)
        guard self == .treatment else {
            return InputRule(
                .text(upTo: limit), title: title,
                prompt: "Type up to \(limit) characters. \(advice)",
                refusal: "This is longer than \(limit) characters. Shorten it.")
        }
        let words = ReturnNote.treatments
        return InputRule(
            .words(words), title: title,
            prompt: "Choose from the list, or leave it blank. \(advice)",
            refusal: "Choose one of: \(words.joined(separator: ", ")).")
    }

    private var advice: String {
        switch self {
        case .reason: "Say why spend differs from the profile, and what is done about it."
        case .treatment: "It says what is asked for what will not be spent."
        case .purpose: "Give the sum and what it is for."
        case .narrative: "Say what was done in the period, and for whom."
        case .milestones: "Say which were reached, and which are late."
        case .risks: "Say what could go wrong, and what is done about it."
        case .ahead: "Say what comes next."
        }
    }
}
