internal import LedgerCore
internal import XLSXWriter

/// The list of what was recorded for the period.
struct ReturnTransactions {
    private let content: ReturnContent
    private let sheet: ReturnLayout.Sheet

    init(_ content: ReturnContent, _ sheet: ReturnLayout.Sheet) {
        self.content = content
        self.sheet = sheet
    }

    func table() throws(WorkbookError) -> ReturnTable {
        var rows: [[ReturnCell]] = []
        for line in content.grantReturn.transactions {
            var cells: [ReturnCell] = []
            for field in sheet.fields { cells.append(try cell(field.key, of: line)) }
            rows.append(cells)
        }
        return ReturnTable(sheet, rows: rows, nothing: "Nothing was recorded for this period.")
    }

    private func cell(
        _ key: String, of line: GrantReturn.TransactionLine
    ) throws(WorkbookError) -> ReturnCell {
        let transfer = line.entry.transfer
        switch key {
        case "entry": return .count(line.entry.number)
        case "date": return .day(transfer.day)
        case "amount": return .money(transfer.amount)
        case "from": return try project(line.entry.projects.from)
        case "to": return try project(line.entry.projects.to)
        case "kind": return .text(transfer.kind.name)
        case "payee": return .text(transfer.payee)
        case "reference": return .text(transfer.reference)
        case "note": return .text(transfer.note)
        case "belongs-to": return .text(line.belongsTo?.description ?? "")
        case "cost": return .text(line.tag?.cost ?? "")
        case "asset": return .text(line.tag?.asset ?? "")
        case "evidence": return .text(line.evidence.joined(separator: ", "))
        default: return .text(key == "recorder" ? line.entry.recorder : "")
        }
    }

    /// A project's code, leading back to its row.
    private func project(_ code: Code?) throws(WorkbookError) -> ReturnCell {
        guard let code else { return .blank }
        guard let (cell, other) = try content.place(ofProject: code) else {
            return .text(code.text)
        }
        return .link(code.text, to: cell, on: other)
    }
}

extension Entry {
    /// The projects that money leaves and reaches; a reversal names none itself.
    fileprivate var projects: (from: Code?, to: Code?) {
        transfer.kind == .reversal
            ? (posting.from.project, posting.to.project) : (transfer.from, transfer.to)
    }
}

extension EntryTag {
    fileprivate var cost: String {
        "\(isLabour ? "labour" : "non-labour"), \(isCapital ? "capital" : "revenue")"
    }
}
