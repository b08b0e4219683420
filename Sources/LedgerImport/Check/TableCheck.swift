public import LedgerCore

/// What a table's own figures make, held against its printed totals.
public struct TableCheck: Sendable {
    public let table: PrintedTable
    public let columns: [ColumnCheck]
    /// In the order of the lines they are about.
    public let findings: [TableFinding]

    /// Whether every figure can be read and every total is what its lines make.
    public var foots: Bool {
        findings.allSatisfy { $0.severity != .error }
            && columns.allSatisfy { $0.difference == nil || $0.difference == .zero }
    }

    /// One money column.
    public struct ColumnCheck: Hashable, Sendable {
        public let column: PrintedColumn
        /// Nil where the table prints none.
        public let printedTotal: Money?
        /// What the column's lines make.
        public let computedTotal: Money

        /// Printed less computed; nil without a printed total.
        public var difference: Money? { printedTotal.map { $0 - computedTotal } }
    }

    /// Checks a table that stands below others of its sheet.
    init(_ table: PrintedTable, after others: [PrintedTable] = []) {
        self.table = table
        let footing = Footing(table, after: others)
        columns = footing.columns
        let crossCast = CrossCast(table)
        let cells = CellFindings(table).findings
        let totals = footing.findings(crossCast)
        let rows = crossCast.findings(footing)
        let others = PartsCheck(table).findings + Remainder(table).findings
        findings = (cells + totals + rows + others).enumerated().sorted { left, right in
            (left.element.line ?? 0, left.offset) < (right.element.line ?? 0, right.offset)
        }.map(\.element)
    }
}

extension PrintedTable {
    /// Where one of its cells is.
    func place(_ row: Int, _ column: Int) -> String {
        grid.place(line: line(row), column: columns[column].index)
    }

    /// A cell in a message: by its letters in a sheet, by line and heading in a CSV file.
    func words(_ row: Int, _ column: Int) -> String {
        grid.name == nil
            ? "line \(line(row)), \(heading(column))" : place(row, column)
    }

    func heading(_ column: Int) -> String {
        let heading = columns[column].heading
        return heading.isEmpty ? "column \(Grid.letters(columns[column].index))" : "“\(heading)”"
    }

    /// A row in a message.
    func words(_ row: Int) -> String {
        let label = self[row].label
        let name = label.utf8.count > 60 ? composed(label.utf8.prefix(57)) + "…" : label
        return "\(grid.name == nil ? "line" : "row") \(line(row))"
            + (label.isEmpty ? "" : " (\(name))")
    }

    func money(_ row: Int, _ column: Int) -> Money { Money(pence: figure(row, column).pence) }
}

/// The text of some bytes that may end within a letter.
private func composed(_ bytes: some Sequence<UInt8>) -> String {
    var bytes = Array(bytes)
    while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
    if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
}
