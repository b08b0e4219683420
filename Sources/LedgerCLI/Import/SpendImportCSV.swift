internal import LedgerCore
internal import LedgerExport
internal import LedgerImport

/// An import's rows as a table for spreadsheets.
struct SpendImportCSV {
    let text: String

    init(_ found: SpendImport) {
        var csv = CSVText()
        csv.addRow([
            "Line", "Place", "Date", "Payee", "Reference", "Code", "Amount", "Fund", "Year",
            "Project", "Outcome", "Entry", "Message",
        ])
        for row in found.rows {
            let payment = row.planned.payment
            let fund = row.planned.target?.fund
            csv.add(plain: "\(row.planned.line)")
            csv.add(payment.place)
            csv.add(plain: "\(payment.day)")
            csv.add(payment.payee)
            csv.add(payment.reference)
            csv.add(payment.code)
            csv.add(plain: payment.amount.plain)
            csv.addRow([
                fund?.code.text ?? "", fund.map { "\($0.year)" } ?? "",
                row.planned.target?.project.text ?? "", row.outcome.name,
                row.outcome.entry.map { "\($0.number)" } ?? "", row.words,
            ])
        }
        text = csv.text
    }
}
