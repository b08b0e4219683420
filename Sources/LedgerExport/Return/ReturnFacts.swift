internal import LedgerCore
internal import XLSXWriter

/// What proves a return: it stands below the declaration, and no layout can leave it out.
struct ReturnFacts {
    private struct Fact {
        let label: String
        let cell: ReturnCell
        let name: String
    }

    let content: ReturnContent
    private var grantReturn: GrantReturn { content.grantReturn }

    /// What is declared, in the words of published claim forms.
    static var declaration: [String] {
        StatementLettering.lines(
            of:
                "Whoever certifies this return declares that its figures are those of the ledger at the"
                + " entry below; that the spend was properly incurred in the period for the purposes of"
                + " the grant and leaves out VAT that can be recovered; and that nothing in it was paid"
                + " for by another government grant.", width: widths.reduce(0, +))
    }

    /// The columns of the sheet, in Excel's count.
    static let widths = [30.0, 30, 30, 20]

    private var facts: [Fact] {
        let key = grantReturn.fund.key
        return [
            Fact(label: "Partnership", cell: .text(key.partnership), name: "Return_Partnership"),
            Fact(label: "Fund", cell: .text(key.code.text), name: "Return_Fund"),
            Fact(label: "Year", cell: .text(key.year.description), name: "Return_Year"),
            Fact(
                label: "Period", cell: .text(grantReturn.period.description), name: "Return_Period"),
            Fact(label: "Version", cell: .count(grantReturn.version), name: "Return_Version"),
            Fact(label: "Stage", cell: .text(grantReturn.stage.inWords), name: "Return_Stage"),
            Fact(label: "Last entry", cell: .count(grantReturn.head.entry), name: "Return_Entry"),
            Fact(label: "Records", cell: .count(grantReturn.records), name: "Return_Records"),
            Fact(
                label: "Ledger head", cell: .text(grantReturn.head.description), name: "Return_Head"
            ),
            Fact(
                label: "Fingerprint", cell: .text(content.fingerprint),
                name: WorkbookFingerprint.cellName),
        ]
    }

    private var commands: [String] {
        [
            "locality return verify FILE.xlsx", "locality verify --head \(grantReturn.head)",
        ]
    }

    /// Writes the facts from a row on, and gives back the cells that have names, and the last row.
    func write(
        from first: Int, on sheet: borrowing Sheet
    ) throws(WorkbookError) -> (names: [(name: String, cells: CellRange)], lastRow: Int) {
        var row = first
        try sheet.write(
            "What this file is", at: CellReference(row: row, column: 0), style: ReturnStyle.section)
        var names: [(String, CellRange)] = []
        for fact in facts {
            row += 1
            try sheet.write(
                fact.label, at: CellReference(row: row, column: 0), style: StatementStyle.label)
            let cell = try CellReference(row: row, column: 1)
            let style = StatementStyle.text.with { $0.horizontal = .left }
            try fact.cell.write(at: cell, style: style, on: sheet)
            names.append((fact.name, CellRange(cell)))
        }
        row += 2
        try sheet.write(
            "To see whether a figure of this file was altered, and that no entry behind it was:",
            at: CellReference(row: row, column: 0), style: StatementStyle.note)
        for command in commands {
            row += 1
            try sheet.write(
                command, at: CellReference(row: row, column: 0), style: StatementStyle.command)
        }
        return (names, row)
    }
}
