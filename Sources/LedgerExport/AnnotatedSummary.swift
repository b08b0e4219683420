internal import LedgerCore
internal import XLSXWriter

/// The sheet that sums up: what was checked, what came of it, the columns, and every finding with
/// a link to its cell.
struct AnnotatedSummary {
    /// The columns of the sheet, for both lists.
    enum Column: Int, CaseIterable {
        case kind
        case place
        case heading
        case printed
        case computed
        case difference
        case words

        var width: Double {
            switch self {
            case .kind: 12
            case .place: 16
            case .heading: 24
            case .printed, .computed, .difference: 15
            case .words: 68
            }
        }

        func cell(_ row: Int) throws(WorkbookError) -> CellReference {
            try CellReference(row: row, column: rawValue)
        }
    }

    let book: AnnotatedBook
    let names: AnnotatedNames
    let outcomes: [AnnotatedCopy.Outcome]
    /// The findings by money, then as the file has them.
    let order: [Int]
    var row = 0
    var links = 0

    init(of book: AnnotatedBook, names: AnnotatedNames, outcomes: [AnnotatedCopy.Outcome]) {
        self.book = book
        self.names = names
        self.outcomes = outcomes
        let pence = book.notes.map { $0.difference?.pence.magnitude ?? 0 }
        order = book.notes.indices.sorted { first, second in
            pence[first] == pence[second] ? first < second : pence[first] > pence[second]
        }
    }

    mutating func write(on sheet: borrowing Sheet) throws(WorkbookError) {
        for column in Column.allCases {
            try sheet.setWidth(column.width, ofColumns: column.rawValue...column.rawValue)
        }
        sheet.hideGridlines()
        sheet.setTabColour(StatementStyle.navy)
        try writeHead(on: sheet)
        try writeLegend(on: sheet)
        try writeColumns(on: sheet)
        let header = try writeNotes(on: sheet)
        try setPage(of: sheet, header: header)
    }

    private mutating func writeHead(on sheet: borrowing Sheet) throws(WorkbookError) {
        try sheet.write(
            shortening: "Check of \(book.fileName)", at: Column.kind.cell(row),
            style: AnnotatedStyle.title)
        try sheet.setHeight(26, ofRow: row)
        row += 1
        let style = AnnotatedStyle.result(book.notes.map(\.severity).max())
        for column in Column.allCases.dropFirst(2) {
            try sheet.writeBlank(at: column.cell(row), style: style)
        }
        try line("Result", book.result, style: style, on: sheet)
        for remark in book.remarks { try line("Read as", remark, on: sheet) }
        try line("SHA-256", book.sha256, style: AnnotatedStyle.digest, on: sheet)
        for sentence in sentences { try line("The copy", sentence, on: sheet) }
        row += 1
    }

    private mutating func line(
        _ label: String, _ text: String, style: CellStyle = AnnotatedStyle.text,
        on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        let room = Column.allCases.dropFirst().reduce(-2) { $0 + $1.width }
        for (index, part) in StatementLettering.lines(of: text, width: room).enumerated() {
            if index == 0 {
                try sheet.write(label, at: Column.kind.cell(row), style: AnnotatedStyle.label)
            }
            try sheet.write(part, at: Column.place.cell(row), style: style)
            row += 1
        }
    }

    private mutating func writeLegend(on sheet: borrowing Sheet) throws(WorkbookError) {
        let meanings: [(Finding.Severity, String)] = [
            (.error, "Red, bold, double lines: figures disagree or cannot be read."),
            (.warning, "Amber, bold, single lines: someone should look."),
            (.note, "Blue, dotted lines: worth knowing."),
        ]
        for (severity, meaning) in meanings {
            try sheet.write(
                severity.title, at: Column.kind.cell(row), style: AnnotatedStyle.marked(severity))
            try sheet.write(meaning, at: Column.place.cell(row), style: AnnotatedStyle.text)
            row += 1
        }
        try line(
            "Comments",
            "A marked cell's comment says what was found. A guess is the one explanation that fits,"
                + " not a fact. All else is as printed, cell by cell.", on: sheet)
        row += 1
    }

    private func setPage(
        of sheet: borrowing Sheet, header: Int
    ) throws(WorkbookError) {
        var page = PageSetup()
        page.isLandscape = true
        page.pagesWide = 1
        page.margins = PageSetup.Margins(left: 0.4, right: 0.4, top: 0.4, bottom: 0.6)
        page.repeatedRows = header...header
        page.footer = book.footer
        try sheet.setPage(page)
    }
}

extension AnnotatedSummary {
    /// What a reader of the copy should know of it.
    private var sentences: [String] {
        [AnnotatedHidden.sentence(book, names: names.sheets)].compactMap { $0 } + renamed + cut
            + lost + tooMany
    }

    private var renamed: [String] {
        zip(book.sheets, names.sheets).compactMap { sheet, name in
            guard sheet.name != name.description else { return nil }
            let short = StatementLettering.shortened(sheet.name, to: 60)
            return
                "The sheet “\(short)” is named “\(name)” here, for Excel would not take its name."
        }
    }

    private var cut: [String] {
        let places = zip(names.sheets, outcomes).flatMap { name, outcome in
            outcome.cut.map { AnnotatedNames.place($0, on: name) }
        }
        guard !places.isEmpty else { return [] }
        let list = places.prefix(10).joined(separator: ", ")
        let others = places.count > 10 ? " and \(places.count - 10) more" : ""
        return [
            "Texts longer than the 32,767 characters that a cell holds are cut short: \(list)\(others)."
        ]
    }

    private var lost: [String] {
        var sentences: [String] = []
        let rows = outcomes.reduce(0) { $0 + $1.lostRows }
        if rows > 0 {
            sentences.append("\(rows) rows beyond the 1,048,576 of a sheet are not copied.")
        }
        let merges = outcomes.reduce(0) { $0 + $1.lostMerges }
        if merges > 0 {
            sentences.append("\(merges) merged areas that overlap others are not joined here.")
        }
        return sentences
    }

    private var tooMany: [String] {
        var sentences: [String] = []
        let silent = outcomes.reduce(0) { $0 + $1.silent }
        if silent > 0 {
            sentences.append(
                "\(silent) more cells are marked without a comment; their findings are listed below."
            )
        }
        if linkCount > Sheet.linkLimit {
            sentences.append(
                "Only the first \(Sheet.linkLimit) lines of the lists lead to their cells,"
                    + " the most that Excel follows.")
        }
        if order.count > noteLimit {
            sentences.append("Of \(order.count) findings the first \(noteLimit) are listed.")
        }
        return sentences
    }
}
