internal import LedgerCore
internal import LedgerExport

/// A statement as a table for spreadsheets: items, then a total that foots.
struct StatementCSV {
    let statement: FundStatement

    var text: String {
        var csv = CSVText()
        csv.addRow([
            "Project", "Description", "Original", "Virements", "Allocated", "Spent", "Committed",
            "Balance", "Free balance", "Invoices awaited",
        ])
        for line in statement.lines {
            csv.add(line.project.code.text)
            csv.add(line.project.description)
            for sum in [
                line.original, line.virements, line.allocated, line.spent, line.committed,
                line.balance, line.freeBalance,
            ] { csv.add(plain: sum.plain) }
            csv.add(line.awaiting.map(\.quarter.description).joined(separator: " "))
            csv.endRow()
        }
        let totals = statement.totals
        csv.add("Total")
        csv.addBlank()
        for sum in [
            totals.original, totals.virements, totals.allocated, totals.spent, totals.committed,
            totals.balance, totals.freeBalance,
        ] { csv.add(plain: sum.plain) }
        csv.addBlank()
        csv.endRow()
        return csv.text
    }
}
