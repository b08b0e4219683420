internal import LedgerCore

/// A statement as the committee recognises it: one line a project, totals, footnotes.
struct StatementText {
    let statement: FundStatement
    /// What was typed for `--as-known`; nil where all that is known counts.
    let asKnown: String?

    func text(width: Int?) -> String {
        let fund = statement.fund
        var lines = [
            Colour.bold(fund.key.partnership),
            "\(fund.name.isEmpty ? "Fund" : fund.name) (\(fund.key.code)) \(fund.key.year), "
                + "as at \(statement.asAt.inWords)"
                + (asKnown.map { ", as known \(known($0))" } ?? ""),
            "Award \(statement.award), \(fund.basis.rawValue)"
                + (fund.funder.isEmpty ? "" : ", from \(fund.funder)")
                + (fund.basis == .indicative ? " (not yet confirmed by the funder)" : ""),
            "",
            table.text(width: width),
        ]
        lines += footnotes.flatMap { TextTable.broken($0, at: max(40, width ?? 120)) }
        lines.append(Colour.dim("Ledger head \(statement.head)"))
        return lines.joined(separator: "\n")
    }

    private func known(_ text: String) -> String {
        wholeNumber(trimmed(text.utf8)) == nil ? text : "after entry \(text)"
    }

    /// Columns that are nought throughout are left out: most tables need only three.
    private var table: TextTable {
        let totals = statement.totals
        let hasVirements = statement.lines.contains { $0.viredIn != .zero || $0.viredOut != .zero }
        let hasCommitments = statement.lines.contains { $0.committed != .zero }
        var columns: [(String, TextTable.Side)] = [("Project", .left), ("Description", .left)]
        if hasVirements { columns += [("Original", .right), ("Virements", .right)] }
        columns += [("Allocated", .right), ("Spent", .right)]
        if hasCommitments { columns.append(("Committed", .right)) }
        columns.append(("Balance", .right))
        if hasCommitments { columns.append(("Free balance", .right)) }
        var table = TextTable(columns + [("", .left)], flexible: 1)
        for line in statement.lines {
            var row = [line.project.code.text, line.project.description]
            if hasVirements { row += ["\(line.original)", "\(line.virements)"] }
            row += ["\(line.allocated)", "\(line.spent)"]
            if hasCommitments { row.append("\(line.committed)") }
            row.append("\(line.balance)")
            if hasCommitments { row.append("\(line.freeBalance)") }
            table.add(row + [mark(of: line)])
        }
        var row = ["Total", ""]
        if hasVirements { row += ["\(totals.original)", "\(totals.virements)"] }
        row += ["\(totals.allocated)", "\(totals.spent)"]
        if hasCommitments { row.append("\(totals.committed)") }
        row.append("\(totals.balance)")
        if hasCommitments { row.append("\(totals.freeBalance)") }
        table.addRule()
        table.add(row + [""])
        return table
    }

    private var footnotes: [String] {
        var notes = statement.awaitedQuarters.map { quarter in
            let isOfYear = quarter.year == statement.fund.key.year
            let mark = statement.mark(of: quarter)
            return
                "\(mark) awaiting \(quarter.inWords)\(isOfYear ? "" : " \(quarter.year)") invoices"
        }
        if statement.lines.contains(where: { $0.freeBalance < .zero }) {
            notes.append("! overspent: spent and committed pass the allocation")
        }
        let sums = [
            ("unallocated", max(statement.unallocated, .zero)),
            ("over-allocated by", max(-statement.unallocated, .zero)),
            ("brought forward", statement.broughtForward),
            ("carried forward", statement.carriedForward), ("repaid", statement.repaid),
            ("claimed", statement.claimed), ("received", statement.received),
        ].filter { $0.1 != .zero }
        if !sums.isEmpty {
            let words = sums.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
            notes.append(words.prefix(1).uppercased() + words.dropFirst() + ".")
        }
        return notes
    }

    /// `*` for invoices awaited, `**` for those of a second quarter, `!` for an overspend.
    private func mark(of line: FundStatement.Line) -> String {
        let quarters = Set(line.awaiting.map(\.quarter)).sorted()
        return quarters.map(statement.mark).joined(separator: " ")
            + (line.freeBalance < .zero ? "!" : "")
    }
}
