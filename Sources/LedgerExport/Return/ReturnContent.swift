internal import LedgerCore
internal import XLSXWriter

/// A return and the layout it is written in: what every sheet needs to know of the others.
struct ReturnContent {
    let grantReturn: GrantReturn
    let layout: ReturnLayout
    /// The text in the cell that ties the workbook to itself, see `WorkbookFingerprint`.
    let fingerprint: String

    func sheet(_ part: ReturnPart) -> ReturnLayout.Sheet? {
        layout.sheets.first { $0.part == part }
    }

    private func column(_ part: ReturnPart, _ key: String) -> Int? {
        sheet(part)?.fields.firstIndex { $0.key == key }
    }

    /// The name that formulas know a field's cells by, such as `Projects_SpentInPeriod`; nil where
    /// the layout leaves it out.
    func name(_ part: ReturnPart, _ key: String) -> String? {
        column(part, key) == nil ? nil : ReturnContent.name(part, key)
    }

    static func name(_ part: ReturnPart, _ key: String) -> String {
        let words = key.utf8.split(separator: UInt8(ascii: "-")).map { word in
            String(decoding: word, as: UTF8.self).capitalisedFirst
        }
        return "\(part.rawValue)_\(words.joined())"
    }

    /// The cell of a project in the table of projects, and the sheet it is on.
    func place(ofProject code: Code?) throws(WorkbookError) -> (CellReference, SheetName)? {
        guard let code, let sheet = sheet(.projects),
            let index = grantReturn.projects.firstIndex(where: { $0.project.code == code })
        else { return nil }
        return (
            try CellReference(
                row: ReturnSheet.firstRow + index, column: column(.projects, "project") ?? 0),
            try SheetName(sheet.title)
        )
    }

    /// The cell of a project's first entry in the list of transactions, and the sheet it is on.
    func place(ofFirstEntryOf code: Code) throws(WorkbookError) -> (CellReference, SheetName)? {
        guard let sheet = sheet(.transactions),
            let index = grantReturn.transactions.firstIndex(where: { $0.entry.touches(code) })
        else { return nil }
        return (
            try CellReference(
                row: ReturnSheet.firstRow + index, column: column(.transactions, "entry") ?? 0),
            try SheetName(sheet.title)
        )
    }
}

extension String {
    fileprivate var capitalisedFirst: String {
        guard let first = utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
            return self
        }
        return String(decoding: [first - 32] + utf8.dropFirst(), as: UTF8.self)
    }
}

extension GrantReturn {
    /// `Partnership Locality Fund (PLF) 2018-19: Quarter Three, version 1`.
    var heading: String { "\(fund.title): \(period.inWords), version \(version)" }

    /// `1 October 2018 to 31 December 2018`.
    var days: String { "\(period.firstDay.inWords) to \(period.lastDay.inWords)" }

    var header: PageLine {
        PageLine(
            left: "\(fund.key.code.text) \(fund.key.year.description), \(period.inWords)",
            right: "Version \(String(version)), \(stage.rawValue)")
    }

    var footer: PageLine {
        PageLine(
            left: "\(.sheetName)", centre: "Page \(.page) of \(.pages)",
            right: "Ledger head \(head.short)")
    }
}

extension ReturnStage {
    /// How far the return has come, in a sentence for its reader.
    var inWords: String {
        switch self {
        case .draft: "Draft: not certified yet, not to be relied on"
        case .certified: "Certified, not issued yet"
        case .issued: "Issued"
        case .accepted: "Accepted by the funder"
        case .queried: "Queried by the funder"
        }
    }
}
