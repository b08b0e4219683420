internal import LedgerCore
internal import LedgerImport

/// What came of a check, for programs; one table stands at the top, several under `tables`.
struct CheckJSON: Encodable {
    private let check: FileCheck

    init(_ check: FileCheck) {
        self.check = check
    }

    private enum Key: String, CodingKey {
        case file, foots, tables, columns, rows, findings, sheet, title, headerLine
        case heading, role, unit, printedTotal, computedTotal, difference
        case line, kind, label, amounts, marks
        case rule, severity, place, cell, column, printed, computed, message, guess
    }

    func encode(to encoder: any Encoder) throws {
        var json = encoder.container(keyedBy: Key.self)
        try json.encode(check.file.name, forKey: .file)
        try json.encode(check.foots, forKey: .foots)
        guard check.tables.count > 1 else {
            try check.tables.first.map { try Table(one: $0, others: check.findings).add(to: &json) }
            if check.tables.isEmpty {
                try json.encode([Column](), forKey: .columns)
                try json.encode([Row](), forKey: .rows)
                try json.encode(check.findings.map(Found.init), forKey: .findings)
            }
            return
        }
        try json.encode(check.tables.map { Table(one: $0, others: []) }, forKey: .tables)
        try json.encode(check.findings.map(Found.init), forKey: .findings)
    }

    private struct Table: Encodable {
        let one: TableCheck
        let others: [TableFinding]

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(one.foots, forKey: .foots)
            try add(to: &json)
        }

        func add(to json: inout KeyedEncodingContainer<Key>) throws {
            try json.encode(one.table.grid.name, forKey: .sheet)
            try json.encode(one.table.title, forKey: .title)
            try json.encode(one.table.headerLine, forKey: .headerLine)
            try json.encode(one.columns.map(Column.init), forKey: .columns)
            try json.encode(one.table.rows.map { Row($0, one.columns.count) }, forKey: .rows)
            try json.encode((others + one.findings).map(Found.init), forKey: .findings)
        }
    }

    private struct Column: Encodable {
        let check: TableCheck.ColumnCheck

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(check.column.heading, forKey: .heading)
            try json.encode(check.column.role?.rawValue, forKey: .role)
            try json.encode(check.column.unit.rawValue, forKey: .unit)
            try json.encode(check.printedTotal?.pence, forKey: .printedTotal)
            try json.encode(check.computedTotal.pence, forKey: .computedTotal)
            try json.encode(check.difference?.pence, forKey: .difference)
        }
    }

    private struct Row: Encodable {
        let row: PrintedTable.Row
        let columns: Int

        init(_ row: PrintedTable.Row, _ columns: Int) {
            self.row = row
            self.columns = columns
        }

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(row.line, forKey: .line)
            try json.encode(row.kind.word, forKey: .kind)
            try json.encode(row.label, forKey: .label)
            try json.encode((0..<columns).map { row.amount($0)?.pence }, forKey: .amounts)
            try json.encode(row.marks, forKey: .marks)
        }
    }

    private struct Found: Encodable {
        let finding: TableFinding

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            try json.encode(finding.rule, forKey: .rule)
            try json.encode(finding.severity.rawValue, forKey: .severity)
            try json.encode(finding.place, forKey: .cell)
            try json.encode(finding.line, forKey: .line)
            try json.encode(finding.heading, forKey: .column)
            try json.encode(finding.printed?.pence, forKey: .printed)
            try json.encode(finding.computed?.pence, forKey: .computed)
            try json.encode(finding.difference?.pence, forKey: .difference)
            try json.encode(finding.message, forKey: .message)
            try json.encode(finding.guess, forKey: .guess)
        }
    }
}

extension PrintedTable.RowKind {
    /// The fund's own line is an item of what was received.
    fileprivate var word: String {
        switch self {
        case .item, .heading: "item"
        case .subitem: "subitem"
        case .subtotal: "subtotal"
        case .total: "total"
        case .note: "note"
        }
    }
}
