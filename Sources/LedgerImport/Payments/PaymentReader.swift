import LedgerCore

/// Reads a list of payments or invoices as finance systems and people write them.
public enum PaymentReader {
    /// Reads the list on the sheet named, or the only one there is.
    ///
    /// What is wrong with its rows is in the list's `problems`, all of it.
    public static func read(
        _ file: TableFile, settings: PaymentSettings = PaymentSettings(), sheet: String? = nil
    ) throws(PaymentListError) -> PaymentList {
        let (grid, header) = try table(file, settings, sheet)
        guard let columns = PaymentColumns(header: grid[header], settings: settings) else {
            preconditionFailure("the header row was found by its columns")
        }
        var reading = PaymentReading(grid: grid, columns: columns, settings: settings)
        guard reading.readRows(after: header) else {
            throw .tooLong(file: file.name, limit: PaymentReading.limit)
        }
        let list = reading.list()
        return PaymentList(
            file: file.name, sheet: grid.name, payments: list.payments, lines: list.lines,
            unread: reading.unread, problems: reading.log.sorted,
            remarks: file.remarks + reading.remarks,
            settings: reading.found)
    }

    /// Whether the file has a list with every column that the settings name.
    public static func fits(
        _ settings: PaymentSettings, _ file: TableFile, sheet: String? = nil
    ) -> Bool {
        file.sheets.contains { grid in
            (sheet == nil || grid.name == sheet) && header(grid, settings) != nil
        }
    }

    /// The sheet with the list and the place of its header row.
    private static func table(
        _ file: TableFile, _ settings: PaymentSettings, _ sheet: String?
    ) throws(PaymentListError) -> (grid: Grid, header: Int) {
        var sheets = file.sheets
        if let sheet {
            let names = sheets.compactMap(\.name)
            sheets = sheets.filter { $0.name == sheet }
            guard !sheets.isEmpty else { throw .noSheet(sheet, known: names) }
        }
        let found = sheets.compactMap { grid in
            header(grid, settings).map { (grid: grid, header: $0) }
        }
        let visible = found.filter { !$0.grid.isHidden }
        let lists = visible.isEmpty ? found : visible
        guard lists.count <= 1 else {
            throw .severalSheets(file: file.name, lists.compactMap(\.grid.name))
        }
        guard let list = lists.first else { throw reason(sheets, settings, file.name) }
        return list
    }

    /// The first row that names the columns.
    private static func header(_ grid: Grid, _ settings: PaymentSettings) -> Int? {
        (0..<grid.rowCount).first { index in
            PaymentColumns(header: grid[index], settings: settings) != nil
        }
    }

    /// Why there is no list: a column that the settings name is missing, or no header is there.
    private static func reason(
        _ sheets: [Grid], _ settings: PaymentSettings, _ file: String
    ) -> PaymentListError {
        if let headings = sheets.lazy.compactMap(statementHeadings).first {
            return .statement(file: file, headings: headings)
        }
        for grid in sheets where !settings.columns.isEmpty {
            guard let index = header(grid, PaymentSettings()) ?? nearest(grid)?.index else {
                continue
            }
            let headings = headings(grid[index])
            for field in PaymentField.allCases {
                guard let name = settings.columns[field], !name.isEmpty,
                    !headings.contains(where: { foldedLabel($0) == foldedLabel(name) })
                else { continue }
                return .noColumn(field, name, file: file, headings: headings)
            }
        }
        let near = sheets.compactMap { grid -> String? in
            guard let nearest = nearest(grid) else { return nil }
            let names = headings(grid[nearest.index]).prefix(8).map { "“\($0)”" }
            let place = grid.place(line: grid[nearest.index].line, column: 0)
            return "\(place) has \(names.joined(separator: ", "))"
        }
        return .noHeader(file: file, near: near.first)
    }

    /// The headings of a printed statement, which says of each project what was allocated, spent
    /// and left, where a row has two of them.
    private static func statementHeadings(_ grid: Grid) -> [String]? {
        for index in 0..<min(grid.rowCount, 200) {
            let named = headings(grid[index]).compactMap { heading in
                HeadingWords(heading).role.map { (role: $0, heading: heading) }
            }.filter { $0.role != .received }
            if Set(named.map(\.role)).count > 1 { return named.map(\.heading) }
        }
        return nil
    }

    private static func headings(_ row: GridRow) -> [String] {
        row.columns.map { plainText(row.bytes($0)) }
    }

    /// The row whose cells name the most fields, two at least.
    private static func nearest(_ grid: Grid) -> (index: Int, fields: Int)? {
        var best: (index: Int, fields: Int)?
        for index in 0..<min(grid.rowCount, 200) {
            let names = headings(grid[index]).map(PaymentHeading.init)
            let fields = PaymentField.allCases.count { field in
                names.contains { $0.rank(as: field) != nil }
            }
            if fields >= 2, fields > best?.fields ?? 0 { best = (index, fields) }
        }
        return best
    }
}
