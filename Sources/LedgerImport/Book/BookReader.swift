import Foundation
public import LedgerCore

/// A book as it was read, and what the officer should know of its files.
public struct BookReading: Sendable {
    public let book: Book
    /// A sentence each, such as on a file in another encoding.
    public let remarks: [String]

    public init(book: Book, remarks: [String]) {
        self.book = book
        self.remarks = remarks
    }
}

/// Reads a book, a ledger's content as plain tables in a folder.
public enum BookReader {
    /// Reads the whole book, or refuses it with every problem of every file.
    ///
    /// `progress` is told now and then how many rows of `entries.csv` were read.
    public static func read(
        folder: String, progress: (_ rowsRead: Int) -> Void = { _ in }
    ) throws(BookProblems) -> BookReading {
        let log = BookLog()
        let files = BookFolder(path: folder, log: log)
        guard files.exists else {
            let message =
                "There is no such folder. Give the folder that holds funds.csv, projects.csv and entries.csv."
            throw BookProblems([BookProblem(file: folder, line: nil, message: message)])
        }
        var places = BookPlaces()
        var index = BookIndex()
        if let sheet = files.sheet("funds.csv", FundRows.required, Placement.columns) {
            FundRows(sheet).read(into: &places, &index)
        } else {
            index.hasAllFunds = false
        }
        if let sheet = files.sheet("projects.csv", ProjectRows.required, Placement.columns) {
            ProjectRows(sheet).read(into: &places, &index)
        } else {
            index.hasAllProjects = false
        }
        var entries: [BookEntry] = []
        if let sheet = files.sheet("entries.csv", EntryColumns.required, EntryColumns.optional) {
            var rows = EntryRows(sheet, index: index)
            rows.read(progress: progress)
            entries = rows.entries
        }
        PrintedFiles(files, index: index).read(into: &places)
        if let sheet = files.sheet(
            "closings.csv", ClosingRows.required, Placement.columns, isOptional: true)
        {
            ClosingRows(sheet).read(into: &places, index)
        }
        if let sheet = files.sheet(
            "waivers.csv", WaiverRows.required, Placement.columns, isOptional: true)
        {
            WaiverRows(sheet).read(into: &places)
        }
        readFinance(files, into: &places, index, entries)
        let registrations = places.sorted(entryCount: entries.count, log)
        guard log.problems.isEmpty else { throw BookProblems(log.problems) }
        return BookReading(
            book: Book(registrations: registrations, entries: entries), remarks: log.remarks)
    }
}

extension BookReader {
    /// Lists of payments and what is said of the year; extracts before the decisions on them, where
    /// the book does not say when they were made.
    private static func readFinance(
        _ files: BookFolder, into places: inout BookPlaces, _ index: BookIndex,
        _ entries: [BookEntry]
    ) {
        if let sheet = files.sheet(
            "sources.csv", SourceRows.required, Placement.columns, isOptional: true)
        {
            SourceRows(sheet).read(into: &places, index)
        }
        ExtractFiles(files, index: index).read(into: &places)
        if let sheet = files.sheet(
            "matchings.csv", MatchingRows.required, Placement.columns, isOptional: true)
        {
            MatchingRows(sheet).read(into: &places, index, entries: entries)
        }
        if let sheet = files.sheet(
            "records.csv", RecordRows.required, Placement.columns, isOptional: true)
        {
            RecordRows(sheet).read(into: &places, index)
        }
    }
}

/// The text in the one form that is hashed and compared: composed letters (NFC).
func composed(_ bytes: ArraySlice<UInt8>) -> String {
    guard !bytes.isEmpty else { return "" }
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(where: { $0 >= 0x80 }) else { return text }
    return text.precomposedStringWithCanonicalMapping
}

/// The cell without the apostrophe that an export puts before what a spreadsheet would take for a
/// formula; `BookWriter` and `CSVText` put it there.
func unguarded(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let apostrophe = UInt8(ascii: "'")
    guard cell.first == apostrophe else { return cell }
    let rest = cell.drop { $0 == apostrophe }
    switch rest.first {
    case 0x09, 0x0A, 0x0D, 0x2B, 0x2D, 0x3D, 0x40: return cell.dropFirst()
    case 0xEF:
        let fullWidth = rest.starts(with: [0xEF, 0xBC]) && rest.count > 2
        let third = rest.dropFirst(2).first
        let isMark = third == 0x8B || third == 0x8D || third == 0x9D || third == 0xA0
        return fullWidth && isMark ? cell.dropFirst() : cell
    default: return cell
    }
}
