private import Foundation

/// A file of tables, CSV or .xlsx, read into grids.
public struct TableFile: Sendable {
    /// The file's name, without its folder.
    public let name: String
    /// The file's bytes as they are on the disk.
    public let content: [UInt8]
    /// One for a CSV file; of a workbook every sheet with cells, hidden ones too.
    public let sheets: [Grid]
    /// What the officer should know of how it was read, a sentence each.
    public let remarks: [String]

    /// Reads a file, whatever its name ends in; by its first bytes it is a workbook or text.
    ///
    /// - Parameter progress: is told how far a workbook has come, in bytes as they are unpacked.
    public init(
        path: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(TableFileError) {
        try self.init(
            name: (path as NSString).lastPathComponent, content: TableContent.read(path),
            progress: progress)
    }

    public init(
        name: String, content: [UInt8], progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(TableFileError) {
        self.name = name
        self.content = content
        guard !content.isEmpty else { throw .empty(name) }
        if ForeignFile.isZip(content) {
            do throws(SpreadsheetError) {
                sheets = try WorkbookReader.sheets(of: content, progress: progress)
            } catch {
                throw .spreadsheet(name, error)
            }
            remarks =
                TableContent.isNamedAsText(name)
                ? ["\(name) is named as text but is a workbook, and was read as one."] : []
            return
        }
        if ForeignFile.isContainer(content) {
            throw .spreadsheet(
                name, ForeignFile(inContainer: content).map { .foreign($0) } ?? .protected)
        }
        if let form = ForeignFile(startOf: content) { throw .spreadsheet(name, .foreign(form)) }
        (sheets, remarks) = try TableFile.text(name, content)
    }

    /// Reads text as CSV; the remarks say which kind, and that it is no workbook if so named.
    private static func text(
        _ name: String, _ content: [UInt8]
    ) throws(TableFileError) -> (sheets: [Grid], remarks: [String]) {
        let isNamedWorkbook = TableContent.isNamedAsWorkbook(name)
        do throws(CSVError) {
            let (grid, source, isSpaced) = try CSVReader.pastedGrid(content)
            if isSpaced {
                let remark = "\(name) has its columns parted by spaces, and was read as such."
                return ([grid], [remark])
            }
            var remarks: [String] = []
            if isNamedWorkbook {
                remarks.append("\(name) is named as a workbook but is text, and was read as CSV.")
            }
            if !source.isPlain { remarks.append(source.remark(on: name)) }
            return ([grid], remarks)
        } catch {
            if case .tooManyCells = error { throw .spreadsheet(name, .tooManyCells) }
            if case .notText = error, isNamedWorkbook {
                throw .spreadsheet(name, .foreign(.binary))
            }
            throw .csv(name, error)
        }
    }
}

/// Why a file cannot be read as tables.
public enum TableFileError: Error, Equatable, Sendable {
    case missing(String)
    case unreadable(String)
    case folder(String)
    /// A pipe, a device or a socket.
    case special(String)
    case tooLarge(String, bytes: Int)
    case empty(String)
    case csv(String, CSVError)
    case spreadsheet(String, SpreadsheetError)
    case noSheet(String, String, [String])
    case noColumn(String, String)
}

extension TableFileError: CustomStringConvertible {
    /// One line, whatever the names in it hold.
    public var description: String {
        let line = words.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(line))
    }

    private var words: String {
        switch self {
        case .missing(let path): "“\(path)” is not there. Check the name and the folder."
        case .unreadable(let path):
            "“\(path)” cannot be read. Check the name, and who may read it."
        case .folder(let path): "“\(path)” is a folder. Name the file in it that holds the table."
        case .special(let path):
            "“\(path)” is a pipe or a device, not a file. Save the table to a file and name that."
        case .tooLarge(let name, let bytes):
            "\(name) takes \(bytes / 1_000_000) MB, and \(TableContent.limit / 1_000_000) MB is the most: \(SpreadsheetError.less)"
        case .empty(let name): "\(name) is empty: save the table again and try again."
        case .csv(let name, let error):
            "\(name)\(error.line.map { " line \($0)" } ?? ""): \(error)"
        case .spreadsheet(let name, let error): "\(name) \(error)"
        case .noColumn(let column, let name):
            "\(name) has no column “\(column)”. Give its heading as printed, its letter or its number."
        case .noSheet(let sheet, let name, let sheets):
            sheets.isEmpty
                ? "\(name) is a CSV file, which has no sheets. Leave out --sheet."
                : "\(name) has no sheet “\(sheet)”. It has \(sheets.map { "“\($0)”" }.joined(separator: ", "))."
        }
    }
}
