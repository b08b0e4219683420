internal import LedgerCore
internal import XLSXWriter

/// The summary's two lists: the columns of money with their totals, and the findings.
extension AnnotatedSummary {
    /// More columns of money than a reader looks through.
    private static let columnLimit = 2_000

    /// The most findings listed.
    var noteLimit: Int { 1_000_000 }

    /// How many lines of the lists have a cell to lead to.
    var linkCount: Int {
        let columns = book.tables.reduce(0) { $0 + $1.columns.count }
        return min(columns, Self.columnLimit) + outcomes.reduce(0) { $0 + $1.cells.count }
    }

    mutating func writeColumns(on sheet: borrowing Sheet) throws(WorkbookError) {
        try section("Columns of money", on: sheet)
        try header(
            ["Result", "Total at", "Column", "Printed", "Computed", "Difference", "In words"],
            on: sheet)
        var count = 0
        for table in book.tables {
            guard count < Self.columnLimit else { break }
            try sheet.write(
                shortening: "\(table.title): \(table.result)", at: Column.kind.cell(row),
                style: AnnotatedStyle.band)
            for column in Column.allCases.dropFirst() {
                try sheet.writeBlank(at: column.cell(row), style: AnnotatedStyle.band)
            }
            row += 1
            for column in table.columns.prefix(Self.columnLimit - count) {
                try write(column, of: table, on: sheet)
                count += 1
            }
        }
        let all = book.tables.reduce(0) { $0 + $1.columns.count }
        if all == 0 {
            try sheet.write(
                "No column of money was found.", at: Column.kind.cell(row),
                style: AnnotatedStyle.plain)
            row += 1
        } else if all > count {
            try sheet.write(
                "Of \(all) columns the first \(count) are listed.", at: Column.kind.cell(row),
                style: AnnotatedStyle.plain)
            row += 1
        }
        row += 1
    }

    private mutating func write(
        _ column: AnnotatedColumn, of table: AnnotatedTable, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let verdict: String
        let style: CellStyle
        var words = column.role.isEmpty ? "" : "\(column.role): "
        switch column.difference {
        case nil:
            verdict = "No total"
            style = AnnotatedStyle.cell
            words += column.printed == nil ? "no total is printed" : "the lines were not added up"
        case Money.zero?:
            verdict = "Adds up"
            style = AnnotatedStyle.agrees
            words += "the lines make the printed total"
        case let difference?:
            verdict = "Out"
            style = AnnotatedStyle.tinted(.error)
            words +=
                "the printed total is \(difference.magnitude)"
                + " \(difference < .zero ? "less" : "more") than the lines make"
        }
        try sheet.write(verdict, at: Column.kind.cell(row), style: style)
        let line = column.totalLine ?? table.headerLine ?? table.lines.lowerBound
        let cell = try? CellReference(row: line - 1, column: column.column)
        try link(cell?.description ?? "", to: cell, table.sheet, on: sheet)
        try sheet.write(
            shortening: column.heading, at: Column.heading.cell(row), style: AnnotatedStyle.cell)
        try figures(column.printed, column.computed, column.difference, on: sheet)
        try write(words, beside: column.heading, on: sheet)
    }

    /// Gives back the row of the headings.
    mutating func writeNotes(on sheet: borrowing Sheet) throws(WorkbookError) -> Int {
        let many = book.notes.count == 1 ? "1 finding" : "\(book.notes.count) findings"
        try section(book.notes.isEmpty ? "No findings" : "\(many), by money", on: sheet)
        let top = row
        try header(
            ["Severity", "Cell", "Column", "Printed", "Computed", "Difference", "Finding"],
            on: sheet)
        guard !book.notes.isEmpty else { return top }
        for index in order.prefix(noteLimit) { try write(index, on: sheet) }
        try sheet.addFilter(
            to: CellRange(rows: top...(row - 1), columns: 0...Column.words.rawValue))
        return top
    }

    private mutating func write(
        _ index: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let note = book.notes[index]
        try sheet.write(
            note.severity.title, at: Column.kind.cell(row),
            style: AnnotatedStyle.tinted(note.severity))
        let cell = note.sheet.flatMap { outcomes[$0].cells[index] }
        try link(note.place, to: cell, note.sheet ?? 0, on: sheet)
        try sheet.write(
            shortening: note.heading ?? "", at: Column.heading.cell(row),
            style: AnnotatedStyle.cell)
        try figures(note.printed, note.computed, note.difference, on: sheet)
        let guess = note.guess.map { "\nGuess: \($0)" } ?? ""
        try write(note.message + guess, beside: note.heading ?? "", note.place, on: sheet)
    }

    /// Ends a line of a list with its words, and makes it as high as they take.
    private mutating func write(
        _ words: String, beside heading: String, _ place: String = "",
        on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let lines = max(
            lines(words, Column.words.width - 1.3), lines(heading, Column.heading.width),
            lines(place, Column.place.width))
        if lines > 1 { try sheet.setHeight(min(409, Double(lines) * 12.75 + 3.75), ofRow: row) }
        try sheet.write(
            shortening: words, at: Column.words.cell(row), style: AnnotatedStyle.words)
        row += 1
    }

    private func lines(_ text: String, _ width: Double) -> Int {
        text.prefix(5_000).split(separator: "\n").reduce(0) { count, paragraph in
            count + StatementLettering.lines(of: String(paragraph), width: width).count
        }
    }

    private mutating func section(
        _ title: String, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        try sheet.write(title, at: Column.kind.cell(row), style: AnnotatedStyle.section)
        try sheet.setHeight(21, ofRow: row)
        row += 1
    }

    private mutating func header(
        _ titles: [String], on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        for (column, title) in zip(Column.allCases, titles) {
            let style =
                switch column {
                case .printed, .computed, .difference: AnnotatedStyle.figureHeading
                case .words: AnnotatedStyle.wordsHeading
                default: AnnotatedStyle.heading
                }
            try sheet.write(title, at: column.cell(row), style: style)
        }
        row += 1
    }

    private mutating func link(
        _ text: String, to cell: CellReference?, _ target: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let place = try Column.place.cell(row)
        let fits = (1...255).contains(text.utf8.count)
        guard let cell, fits, links < Sheet.linkLimit else {
            try sheet.write(shortening: text, at: place, style: AnnotatedStyle.cell)
            return
        }
        try sheet.write(
            text, leadingTo: cell, on: names.sheets[target], at: place, style: AnnotatedStyle.link)
        links += 1
    }

    private func figures(
        _ printed: Money?, _ computed: Money?, _ difference: Money?, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let sums: [(Column, Money?)] = [
            (.printed, printed), (.computed, computed), (.difference, difference),
        ]
        for (column, sum) in sums {
            let place = try column.cell(row)
            let style =
                column == .difference ? AnnotatedStyle.difference : AnnotatedStyle.figure
            guard let sum else {
                try sheet.writeBlank(at: place, style: style)
                continue
            }
            do throws(WorkbookError) {
                try sheet.write(pence: sum.pence, at: place, style: style)
            } catch .sumTooLarge {
                try sheet.write("\(sum)", at: place, style: style)
            }
        }
    }
}
