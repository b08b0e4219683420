internal import LedgerCore
internal import LedgerExport

/// An entry as programs read it; the amount in whole pence.
struct TransactionJSON: Encodable {
    let entry: Int
    let id: String
    let date: String
    let kind: String
    let partnership: String
    let fund: String
    let year: String
    let project: String?
    let from: String?
    let to: String?
    let fromAccount: String
    let toAccount: String
    let amount: Int64
    let reference: String
    let payee: String
    let note: String
    let answers: Int?
    let overspendReason: String?
    let recorded: String
    let by: String
    let hash: String
    let tag: TagJSON?
    /// How many documents it rests on.
    let documents: Int

    init(_ entry: Entry, _ details: EntryDetails) {
        let transfer = entry.transfer
        self.entry = entry.number
        id = entry.id.text
        date = transfer.day.description
        kind = transfer.kind.name
        partnership = transfer.fund.partnership
        fund = transfer.fund.code.text
        year = transfer.fund.year.description
        project = (entry.posting.from.project ?? entry.posting.to.project)?.text
        from = transfer.from?.text
        to = transfer.to?.text
        fromAccount = entry.posting.from.role.name
        toAccount = entry.posting.to.role.name
        amount = transfer.amount.pence
        reference = transfer.reference
        payee = transfer.payee
        note = transfer.note
        answers = entry.answers
        overspendReason = transfer.overspendReason.isEmpty ? nil : transfer.overspendReason
        recorded = entry.recorded.description
        by = entry.recorder
        hash = entry.hash.description
        tag = details.tag(entry).map(TagJSON.init)
        documents = details.documents(entry).count
    }
}

/// Entries as a table for spreadsheets.
struct TransactionsCSV {
    let entries: [Entry]
    let details: EntryDetails

    var text: String {
        var csv = CSVText()
        csv.addRow([
            "Entry", "Date", "Kind", "Partnership", "Fund", "Year", "From", "To", "Amount",
            "Reference", "Payee", "Note", "Answers", "Recorded", "By", "Id",
            "Belongs to", "Labour", "Capital", "Asset", "Documents",
        ])
        for entry in entries {
            let transfer = entry.transfer
            let tag = details.tag(entry)
            csv.addRow([
                "\(entry.number)", "\(transfer.day)", transfer.kind.name,
                transfer.fund.partnership, transfer.fund.code.text, "\(transfer.fund.year)",
                transfer.from?.text ?? "", transfer.to?.text ?? "", transfer.amount.plain,
                transfer.reference, transfer.payee, transfer.note,
                entry.answers.map(String.init) ?? "", "\(entry.recorded)", entry.recorder,
                entry.id.text, tag?.period?.description ?? "", tag?.isLabour == true ? "yes" : "",
                tag?.isCapital == true ? "yes" : "", tag?.asset ?? "",
                "\(details.documents(entry).count)",
            ])
        }
        return csv.text
    }
}
