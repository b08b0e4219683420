/// Why a workbook cannot be read.
public enum SpreadsheetError: Error, Equatable, Sendable {
    case protected
    case foreign(ForeignFile)
    /// The file ends before its list of parts, or the list is broken.
    case cutShort
    case damaged(part: String)
    /// What the file unpacks to is larger than is read, or far larger than the file.
    case unpacksTooLarge
    case tooManyParts
    case tooManySheets
    /// A part that holds a document type, in which entities can be made.
    case documentType(part: String)
    /// A part, or the target of a link to one, that lies outside the file.
    case outside(String)
    case tooManyCells
    case tooMuchText
    case longCell
    /// A cell beyond the last column or row that a sheet can have.
    case beyondSheet(String)
    /// A cell or a row that is there twice.
    case twice(String)
    /// A cell whose shared text is not in the file.
    case lostText(String)
}

extension SpreadsheetError: CustomStringConvertible {
    /// The sentence after the file's name.
    public var description: String {
        switch self {
        case .protected:
            "is protected by a password: open it in Excel, take the password off under File > Info > Protect Workbook, save it and try again."
        case .foreign(let form): "is \(form.inWords), not a workbook: \(SpreadsheetError.wayOut)"
        case .cutShort:
            "is damaged, or not all of it is there: fetch it again, or \(SpreadsheetError.openAndSave)"
        case .damaged(let part): "is damaged in its part \(part): \(SpreadsheetError.again)"
        case .unpacksTooLarge:
            "unpacks to more than 256 MB, or to far more than a table would: \(SpreadsheetError.less)"
        case .tooManyParts:
            "holds more than \(ZipArchive.partLimit) parts: \(SpreadsheetError.less)"
        case .tooManySheets:
            "holds more than \(WorkbookScan.sheetLimit) sheets: \(SpreadsheetError.less)"
        case .documentType(let part):
            "holds a document type in its part \(part), as no spreadsheet program writes it: \(SpreadsheetError.again)"
        case .outside(let target):
            "refers to “\(target)”, which is outside the file and is not read: \(SpreadsheetError.again)"
        case .tooManyCells:
            "holds more than \(GridBuilder.cellLimit / 1_000_000) million cells: \(SpreadsheetError.less)"
        case .tooMuchText:
            "holds more than \(GridBuilder.limit >> 20) MB of text: \(SpreadsheetError.less)"
        case .longCell:
            "holds a cell of more than a million characters: \(SpreadsheetError.less)"
        case .beyondSheet(let sheet):
            "has a cell beyond the last column or row of its sheet “\(sheet)”: \(SpreadsheetError.again)"
        case .twice(let place): "has \(place) twice: \(SpreadsheetError.again)"
        case .lostText(let place):
            "has no text for \(place), which refers to one: \(SpreadsheetError.again)"
        }
    }

    static let wayOut = "save it as Excel workbook (.xlsx) or CSV and try again."
    private static let openAndSave =
        "open it in Excel, save it as Excel workbook (.xlsx) or CSV and try again."
    private static let again =
        "open it in Excel, save it as Excel workbook (.xlsx) or CSV and try again."
    static let less =
        "save only the sheets and rows that are needed, as Excel workbook (.xlsx) or CSV."
}
