internal import LedgerCore
internal import LedgerExport
internal import LedgerImport

/// What came of a check, for a person.
struct CheckText {
    private let check: FileCheck
    private let width: Int

    init(_ check: FileCheck, width: Int?) {
        self.check = check
        self.width = width ?? 120
    }

    var text: String {
        var parts = check.tables.indices.map(table)
        if !check.findings.isEmpty { parts.append(findings(check.findings)) }
        parts.append(verdict)
        return parts.joined(separator: "\n\n")
    }

    private var verdict: String {
        let (answer, counts) = CheckText.answer(check)
        guard let answer else { return counts }
        return (check.errors == 0 ? Colour.green : Colour.red)("\(answer) ") + counts
    }

    /// What came of it in two sentences, without colours.
    static func result(_ check: FileCheck) -> String {
        let (answer, counts) = answer(check)
        return [answer, counts].compactMap { $0 }.joined(separator: " ")
    }

    /// Whether the tables add up, where there are any, and how many findings there are.
    private static func answer(_ check: FileCheck) -> (String?, String) {
        let errors = check.errors
        let warnings = check.allFindings.count { $0.severity == .warning }
        let notes = check.allFindings.count { $0.severity == .note }
        let counts =
            "\(plural(errors, "error")), \(plural(warnings, "warning")), \(plural(notes, "note"))."
        guard !check.tables.isEmpty else { return (nil, counts) }
        let what = check.tables.count == 1 ? "The table" : "\(check.tables.count) tables"
        if errors == 0 {
            let verb = check.tables.count == 1 ? "adds" : "add"
            return ("\(what) \(verb) up.", counts)
        }
        let wrong = check.tables.count { !$0.foots }
        let words =
            check.tables.count == 1
            ? "The table does not add up."
            : "\(wrong) of \(what) \(wrong == 1 ? "does" : "do") not add up."
        return (words, counts)
    }

    /// Where a table is and the words above it, numbered where there are several.
    static func title(of index: Int, in check: FileCheck) -> String {
        let table = check.tables[index].table
        let count = check.tables.count > 1 ? "Table \(index + 1), " : ""
        return count + (table.grid.name ?? check.file.name) + (table.title.map { ": \($0)" } ?? "")
    }

    private func table(_ index: Int) -> String {
        let one = check.tables[index]
        var lines: [String] = []
        let title = CheckText.title(of: index, in: check)
        lines += TextTable.broken(title, at: max(40, width)).map { Colour.bold($0) }
        lines.append(Colour.dim(rows(one.table)))
        var table = TextTable(
            [
                ("Column", .left), ("Is", .left), ("Printed", .right), ("Lines make", .right),
                ("Difference", .right),
            ], flexible: 0)
        for column in one.columns {
            table.add([
                CheckText.heading(column.column), CheckText.role(column.column),
                column.printedTotal.map { "\($0)" } ?? "–", "\(column.computedTotal)",
                column.difference.map { $0 == .zero ? "" : "\($0)" } ?? "",
            ])
        }
        lines.append(table.text(width: width))
        if !one.findings.isEmpty { lines.append("\n" + findings(one.findings)) }
        return lines.joined(separator: "\n")
    }

    static func heading(_ column: PrintedColumn) -> String {
        column.heading.isEmpty ? "(column \(Grid.letters(column.index)))" : column.heading
    }

    /// What a column holds, with its unit where that is not pounds.
    static func role(_ column: PrintedColumn) -> String {
        (column.role?.rawValue ?? "money")
            + (column.unit == .pounds ? "" : ", in \(column.unit.rawValue)")
    }

    private func rows(_ table: PrintedTable) -> String {
        let parts = [
            (table.count(of: .item) + table.count(of: .heading), "line"),
            (table.count(of: .subitem), "part"), (table.count(of: .subtotal), "sub-total"),
            (table.count(of: .total), "total"),
        ].filter { $0.0 > 0 }.map { plural($0.0, $0.1) }
        return parts.joined(separator: ", ")
    }

    /// Findings that say the same of several cells are told together.
    private func findings(_ all: [TableFinding]) -> String {
        CheckText.merged(all).map { finding, places in
            let colour: Colour =
                finding.severity == .error ? .red : finding.severity == .warning ? .yellow : .dim
            let sum = finding.difference.map { "  \($0.magnitude)" } ?? ""
            var lines = [colour("\(finding.severity.rawValue)\(sum)  \(places)")]
            let room = max(40, width - 4)
            lines += TextTable.broken(finding.message, at: room).map { "    \($0)" }
            if let guess = finding.guess {
                lines += TextTable.broken("A guess: \(guess)", at: room).map { "    \($0)" }
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// The findings, those of one message but for the place as one, with all their places.
    static func merged(_ all: [TableFinding]) -> [(TableFinding, String)] {
        var order: [String] = []
        var groups: [String: [TableFinding]] = [:]
        for finding in all {
            let isOfCell = finding.printed == nil && finding.column != nil
            let tail = finding.message.drop { $0 != "“" }
            let key =
                isOfCell && !tail.isEmpty
                ? "\(finding.rule)|\(finding.column ?? -1)|\(tail)"
                : "\(finding.rule)|\(finding.place)|\(finding.message)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(finding)
        }
        return order.compactMap { key in
            guard let group = groups[key], let first = group.first else { return nil }
            var places: [String] = []
            for finding in group where !places.contains(finding.place) {
                places.append(finding.place)
            }
            let more = places.count > 6 ? " and \(places.count - 6) more" : ""
            return (first, places.prefix(6).joined(separator: ", ") + more)
        }
    }

    static func csv(_ check: FileCheck) -> String {
        var csv = CSVText()
        csv.addRow([
            "Severity", "Rule", "Place", "Line", "Column", "Printed", "Computed", "Difference",
            "Message", "Guess",
        ])
        for finding in check.allFindings {
            csv.addRow([
                finding.severity.rawValue, finding.rule, finding.place,
                finding.line.map(String.init) ?? "", finding.heading ?? "",
                finding.printed?.plain ?? "", finding.computed?.plain ?? "",
                finding.difference?.plain ?? "", finding.message, finding.guess ?? "",
            ])
        }
        return csv.text
    }
}
