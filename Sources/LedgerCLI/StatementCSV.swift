internal import LedgerCore
internal import LedgerExport

/// Statements as a table for spreadsheets: items, then a total that foots; the fund and the year
/// are named where there are several.
struct StatementCSV {
    let statements: [FundStatement]

    var text: String {
        let namesFund = statements.count > 1
        var csv = CSVText()
        csv.addRow(
            (namesFund ? ["Partnership", "Fund", "Year"] : []) + [
                "Project", "Description", "Original", "Virements", "Allocated", "Spent",
                "Committed", "Balance", "Free balance", "Invoices awaited",
            ])
        for statement in statements {
            let key = statement.fund.key
            let names = namesFund ? [key.partnership, key.code.text, "\(key.year)"] : []
            for line in statement.lines {
                add(
                    names + [line.project.code.text, line.project.description],
                    [
                        line.original, line.virements, line.allocated, line.spent, line.committed,
                        line.balance, line.freeBalance,
                    ], line.awaiting.map(\.quarter.description).joined(separator: " "), to: &csv)
            }
            let totals = statement.totals
            add(
                names + ["Total", ""],
                [
                    totals.original, totals.virements, totals.allocated, totals.spent,
                    totals.committed, totals.balance, totals.freeBalance,
                ], "", to: &csv)
        }
        return csv.text
    }

    private func add(_ words: [String], _ sums: [Money], _ awaited: String, to csv: inout CSVText) {
        for word in words { csv.add(word) }
        for sum in sums { csv.add(plain: sum.plain) }
        csv.add(awaited)
        csv.endRow()
    }
}
