internal import LedgerCore
internal import LedgerExport

/// An answer of rows and columns, written as a table, as CSV or as JSON from one description.
struct AnswerSheet {
    struct Column {
        let heading: String
        /// Its name in JSON.
        let key: String
        let side: TextTable.Side
        /// Whether the table for people has it as well.
        let isPrinted: Bool
    }

    enum Cell {
        case text(String)
        case money(Money?)
        /// A sum whose sign matters: `+£5.00`.
        case signed(Money?)
        /// Hundredths of a per cent, with its sign.
        case percent(Int64?)
        case count(Int?)
        case day(CalendarDay?)
        case flag(Bool)
    }

    let fund: FundYear?
    /// The lines above the table.
    var title: [String] = []
    var columns: [Column] = []
    var rows: [[Cell]] = []
    var total: [Cell]?
    /// The lines below the table.
    var notes: [String] = []
    /// What JSON has besides the rows.
    var facts: [(key: String, cell: Cell)] = []
    /// Further lists that JSON has, whose words are among the lines below the table.
    var lists: [(key: String, rows: [[(key: String, cell: Cell)]])] = []
    /// What is printed instead of a table without rows.
    var blank = ""

    init(_ fund: FundYear?) { self.fund = fund }

    mutating func add(
        _ heading: String, _ key: String, _ side: TextTable.Side = .left, isPrinted: Bool = true
    ) {
        columns.append(Column(heading: heading, key: key, side: side, isPrinted: isPrinted))
    }

    /// Writes the answers; one alone is no list in JSON.
    static func print(_ sheets: [AnswerSheet], _ format: OutputFormat, isOne: Bool) throws {
        switch format {
        case .table where sheets.isEmpty: Console.print(emptyLedger)
        case .table: Console.print(sheets.map(\.text).joined(separator: "\n\n"))
        case .csv: Console.printRaw(csv(sheets))
        case .json:
            if isOne, sheets.count == 1, let only = sheets.first {
                try JSONText.print(only)
            } else {
                try JSONText.print(sheets)
            }
        }
    }

    private var text: String {
        let width = Console.width ?? 120
        var lines = title
        let printed = columns.indices.filter { columns[$0].isPrinted }
        if rows.isEmpty {
            lines.append(blank)
        } else {
            // The widest column of words gives way.
            let flexible = printed.indices.filter { columns[printed[$0]].side == .left }.max {
                longest(printed[$0]) < longest(printed[$1])
            }
            var table = TextTable(
                printed.map { (columns[$0].heading, columns[$0].side) }, flexible: flexible ?? 0)
            for row in rows { table.add(printed.map { row[$0].printed }) }
            if let total {
                table.addRule()
                table.add(printed.map { total[$0].printed })
            }
            lines.append(table.text(width: Console.width))
        }
        lines += notes.flatMap { TextTable.broken($0, at: max(40, width)) }
        return lines.joined(separator: "\n")
    }

    private func longest(_ column: Int) -> Int {
        rows.map { $0[column].printed.unicodeScalars.count }.max() ?? 0
    }

    private static func csv(_ sheets: [AnswerSheet]) -> String {
        var csv = CSVText()
        guard let first = sheets.first else { return "" }
        let place = first.fund == nil ? [] : ["Partnership", "Fund", "Year"]
        csv.addRow(place + first.columns.map(\.heading))
        for sheet in sheets {
            for row in sheet.rows + (sheet.total.map { [$0] } ?? []) {
                if let fund = sheet.fund {
                    for text in [fund.partnership, fund.code.text, "\(fund.year)"] { csv.add(text) }
                }
                for cell in row { cell.add(to: &csv) }
                csv.endRow()
            }
        }
        return csv.text
    }
}

extension AnswerSheet.Cell {
    /// As people read it.
    fileprivate var printed: String {
        switch self {
        case .text(let text): text
        case .money(let money): money.map { "\($0)" } ?? "–"
        case .signed(let money): money.map { ($0 > .zero ? "+" : "") + "\($0)" } ?? "–"
        case .percent(let parts): parts.map(AnswerSheet.Cell.percent) ?? "–"
        case .count(let count): count.map { "\($0)" } ?? "–"
        case .day(let day): day.map { "\($0)" } ?? "–"
        case .flag(let flag): flag ? "yes" : "no"
        }
    }

    /// `+12.50%` of 1250.
    private static func percent(_ parts: Int64) -> String {
        (parts > 0 ? "+" : "") + digits(parts) + "%"
    }

    private static func digits(_ parts: Int64) -> String { Money(pence: parts).plain }

    /// As programs read it: pounds and pence without a sign, and nothing for what is not known.
    fileprivate func add(to csv: inout CSVText) {
        switch self {
        case .text(let text): csv.add(text)
        case .money(let money), .signed(let money): csv.add(plain: money?.plain ?? "")
        case .percent(let parts): csv.add(plain: parts.map(AnswerSheet.Cell.digits) ?? "")
        case .count(let count): csv.add(plain: count.map { "\($0)" } ?? "")
        case .day(let day): csv.add(plain: day.map { "\($0)" } ?? "")
        case .flag(let flag): csv.add(flag ? "yes" : "no")
        }
    }
}

extension AnswerSheet: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    /// A row by the names of its columns.
    private struct Row: Encodable {
        let cells: [(key: String, cell: Cell)]

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            for (key, cell) in cells {
                try container.encode(cell, forKey: Key(stringValue: key))
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if let fund {
            try container.encode(fund.partnership, forKey: Key(stringValue: "partnership"))
            try container.encode(fund.code.text, forKey: Key(stringValue: "fund"))
            try container.encode("\(fund.year)", forKey: Key(stringValue: "year"))
        }
        for (key, cell) in facts { try container.encode(cell, forKey: Key(stringValue: key)) }
        for (key, rows) in lists {
            try container.encode(rows.map { Row(cells: $0) }, forKey: Key(stringValue: key))
        }
        try container.encode(rows.map(row), forKey: Key(stringValue: "rows"))
        if let total {
            // The words of a total's row, such as `Total`, are for people.
            let figures = row(total).cells.dropFirst().filter {
                if case .text(let text) = $0.cell { !text.isEmpty } else { true }
            }
            try container.encode(Row(cells: Array(figures)), forKey: Key(stringValue: "totals"))
        }
    }

    private func row(_ cells: [Cell]) -> Row {
        Row(cells: zip(columns, cells).map { ($0.key, $1) })
    }
}

extension AnswerSheet.Cell: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .money(let money), .signed(let money): try container.encode(money?.pence)
        case .percent(let parts): try container.encode(parts)
        case .count(let count): try container.encode(count)
        case .day(let day): try container.encode(day.map { "\($0)" })
        case .flag(let flag): try container.encode(flag)
        }
    }
}
