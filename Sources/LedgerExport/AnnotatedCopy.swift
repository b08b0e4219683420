internal import LedgerCore
internal import XLSXWriter

/// One sheet of the checked file, cell by cell where it was, with its findings hung on it.
struct AnnotatedCopy {
    /// What could not be kept or shown, and where the findings are.
    struct Outcome {
        var cells: [Int: CellReference] = [:]
        /// Texts longer than a cell.
        var cut: [CellReference] = []
        var lostRows = 0
        var lostMerges = 0
        /// Cells whose findings are in no comment, for there are too many.
        var silent = 0
    }

    /// More comments than this, and Excel takes minutes to open a sheet.
    static let commentLimit = 5_000

    /// Columns of so many characters together fit an upright page.
    private static let uprightWidth = 100.0
    /// A heading further down would leave no room on the screen for what is below.
    private static let frozenLimit = 20

    private let source: AnnotatedSheet
    private let marks: AnnotatedMarks
    private let notes: [AnnotatedNote]
    private let fileName: String
    private let summary: SheetName
    private let footer: PageLine
    private let tables: [AnnotatedTable]
    private let headings: Set<Int>
    private let figures: [(lines: ClosedRange<Int>, columns: Set<Int>)]

    /// The columns of money of the row that is being written.
    private var rowFigures: Set<Int> = []
    private var outcome = Outcome()
    private var widths = AnnotatedWidths()
    private var styles: [AnnotatedLook: CellStyle] = [:]
    private var comments = 0
    private var lastLine = 0
    private var hiddenColumns: Set<Int>
    /// The last row that was said to be hidden.
    private var hiddenLine = 0

    init(ofSheet index: Int, in book: AnnotatedBook, summary: SheetName) {
        source = book.sheets[index]
        marks = AnnotatedMarks(ofSheet: index, in: book)
        notes = book.notes
        fileName = book.fileName
        self.summary = summary
        footer = book.footer
        tables = book.tables.filter { $0.sheet == index }
        headings = Set(tables.compactMap(\.headerLine))
        figures = tables.map { ($0.lines, Set($0.columns.map(\.column))) }
        hiddenColumns = source.hiddenColumns
    }

    /// Writes the rows from the top, each whole before the next.
    mutating func write(on sheet: borrowing Sheet) throws(WorkbookError) -> Outcome {
        var waiting = marks.lines[...]
        var rows = source.rows.makeIterator() as any IteratorProtocol<AnnotatedRow>
        while let row = rows.next() {
            while let line = waiting.first, line < row.line {
                try write(AnnotatedRow(line: line, cells: []), on: sheet)
                waiting.removeFirst()
            }
            if waiting.first == row.line { waiting.removeFirst() }
            try write(row, on: sheet)
        }
        for line in waiting { try write(AnnotatedRow(line: line, cells: []), on: sheet) }
        try join(on: sheet)
        try widths.set(on: sheet)
        try setView(of: sheet)
        try sheet.allowNumbersAsText(
            in: CellRange(
                rows: 0...(CellReference.rowLimit - 1),
                columns: 0...(CellReference.columnLimit - 1)))
        return outcome
    }

    /// The headings of a sheet's one table stay in sight, and are printed on every page.
    private func setView(of sheet: borrowing Sheet) throws(WorkbookError) {
        if source.isHidden { sheet.setTabColour(StatementStyle.grey) }
        var page = PageSetup()
        page.isLandscape = widths.total > Self.uprightWidth
        page.pagesWide = 1
        page.margins = PageSetup.Margins(left: 0.4, right: 0.4, top: 0.5, bottom: 0.6)
        page.footer = footer
        if tables.count == 1, let table = tables.first, let header = table.headerLine,
            header <= Self.frozenLimit
        {
            let labels = table.labelColumn.map { $0 < 3 ? $0 + 1 : 0 } ?? 0
            try sheet.freeze(rows: header, columns: labels)
            page.repeatedRows = (header - 1)...(header - 1)
        }
        try sheet.setPage(page)
    }

    private mutating func write(
        _ row: AnnotatedRow, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        guard row.line > lastLine, row.line <= CellReference.rowLimit else {
            outcome.lostRows += 1
            return
        }
        let first = row.cells.first?.column ?? 0
        var hung: [Int: [Int]] = [:]
        for mark in marks[row.line] { hung[mark.column ?? first, default: []].append(mark.note) }
        let remarks = hiddenRemarks(row)
        rowFigures = figures.reduce(into: []) { columns, table in
            if table.lines.contains(row.line) { columns.formUnion(table.columns) }
        }
        for cell in row.cells where cell.column < CellReference.columnLimit {
            let place = try CellReference(row: row.line - 1, column: cell.column)
            let found = hung.removeValue(forKey: cell.column) ?? []
            try write(cell, of: row, at: place, found, on: sheet)
            // A finding says as much as a remark.
            let said = found.isEmpty ? remarks[cell.column] ?? [] : []
            try comment(found, said, place, on: sheet)
        }
        for (column, found) in hung.sorted(by: { $0.key < $1.key }) {
            let place = try CellReference(
                row: row.line - 1, column: min(column, CellReference.columnLimit - 1))
            var look = AnnotatedLook()
            look.severity = gravest(found)
            try sheet.writeBlank(at: place, style: style(look))
            try comment(found, [], place, on: sheet)
        }
        lastLine = row.line
    }

    private func gravest(_ found: [Int]) -> Finding.Severity? {
        found.map { notes[$0].severity }.max()
    }

    private mutating func style(_ look: AnnotatedLook) -> CellStyle {
        if let known = styles[look] { return known }
        let style = look.style
        styles[look] = style
        return style
    }

    private mutating func join(on sheet: borrowing Sheet) throws(WorkbookError) {
        var blocks: [CellRange] = []
        for area in source.merges {
            let rows = (area.lines.lowerBound - 1)...(area.lines.upperBound - 1)
            guard let block = try? CellRange(rows: rows, columns: area.columns) else {
                outcome.lostMerges += 1
                continue
            }
            blocks.append(block)
        }
        outcome.lostMerges += try sheet.join(blocks).count
    }
}

extension AnnotatedCopy {
    private mutating func write(
        _ cell: AnnotatedCell, of row: AnnotatedRow, at place: CellReference, _ found: [Int],
        on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        var look = AnnotatedLook()
        look.severity = gravest(found)
        look.isHidden =
            source.isHidden || source.hiddenLines.contains(row.line)
            || source.hiddenColumns.contains(cell.column)
        look.indent = cell.indent
        look.isHeading = headings.contains(row.line)
        look.isFigure = rowFigures.contains(cell.column)
        if case .text(let text) = cell.value {
            try write(text, alone: row.cells.count == 1, look, at: place, on: sheet)
            return
        }
        do throws(WorkbookError) {
            try write(cell.value, look, at: place, on: sheet)
        } catch .notANumber, .noSuchDay {
            // What Excel has no number for stays as it reads.
            try write(cell.value.text, alone: false, look, at: place, on: sheet)
        }
    }

    private mutating func write(
        _ text: String, alone: Bool, _ look: AnnotatedLook, at place: CellReference,
        on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        var look = look
        if AnnotatedText.looksLikeFormula(text) { look.form = .guardedText }
        // A title or a note in a row of its own may run on over the empty cells beside it.
        look.wraps =
            alone ? text.utf8.contains(0x0A) : look.isHeading || AnnotatedWidths.wraps(text)
        if look.isHeading {
            widths.add(heading: text, column: place.column)
        } else if !alone {
            widths.add(text, column: place.column, line: place.row, bold: look.severity != nil)
        }
        if try sheet.write(shortening: text, at: place, style: style(look)) {
            outcome.cut.append(place)
        }
    }

    private mutating func write(
        _ value: AnnotatedValue, _ look: AnnotatedLook, at place: CellReference,
        on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        var look = look
        var shown = value.text
        switch value {
        case .number(let text):
            let decimals = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
            look.form = look.isFigure && decimals <= 2 ? .money : .number
            // Its commas and pence.
            if look.form == .money {
                shown += String(repeating: "0", count: text.utf8.count / 3 + 3)
            }
            try sheet.write(decimal: text, at: place, style: style(look))
        case .percentage(let text):
            guard text.utf8.last == UInt8(ascii: "%") else { throw .notANumber }
            let number = String(text.dropLast())
            let decimals = number.split(separator: ".").dropFirst().first?.utf8.count ?? 0
            look.form = .percentage(decimals: decimals)
            try sheet.write(decimal: number + "e-2", at: place, style: style(look))
        case .date(let text):
            guard let day = AnnotatedDay(text) else { throw .notANumber }
            look.form = day.hasTime ? .moment : .date
            shown = day.hasTime ? "30 Nov 2000 00:00:00" : "30 Nov 2000"
            try sheet.write(
                year: day.year, month: day.month, day: day.day, seconds: day.seconds, at: place,
                style: style(look))
        case .boolean(let isTrue): try sheet.write(boolean: isTrue, at: place, style: style(look))
        case .text(let text), .error(let text):
            try sheet.write(shortening: text, at: place, style: style(look))
        }
        widths.add(shown, column: place.column, line: place.row, bold: look.severity != nil)
    }
}

extension AnnotatedCopy {
    private mutating func comment(
        _ found: [Int], _ remarks: [String], _ place: CellReference, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        for note in found { outcome.cells[note] = place }
        guard !found.isEmpty || !remarks.isEmpty else { return }
        guard comments < Self.commentLimit else {
            if !found.isEmpty { outcome.silent += 1 }
            return
        }
        comments += 1
        let box = AnnotatedComment(found.map { notes[$0] }, remarks: remarks, summary: summary)
        try sheet.add(box.comment, at: place)
    }

    /// That the file hides a column, at its first cell, or rows, at the first cell of the first.
    private mutating func hiddenRemarks(_ row: AnnotatedRow) -> [Int: [String]] {
        var remarks: [Int: [String]] = [:]
        for cell in row.cells where hiddenColumns.remove(cell.column) != nil {
            let letters = AnnotatedHidden.letters(cell.column)
            remarks[cell.column] = ["Column \(letters) is hidden in \(fileName)."]
        }
        if let first = row.cells.first?.column, source.hiddenLines.contains(row.line),
            row.line > hiddenLine
        {
            let last = AnnotatedHidden.end(of: source.hiddenLines, from: row.line)
            hiddenLine = last
            let rows = last == row.line ? "Row \(row.line) is" : "Rows \(row.line) to \(last) are"
            remarks[first, default: []].append("\(rows) hidden in \(fileName).")
        }
        return remarks
    }
}

extension AnnotatedValue {
    /// As it reads.
    var text: String {
        switch self {
        case .text(let text), .number(let text), .date(let text), .percentage(let text),
            .error(let text):
            text
        case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
        }
    }
}
