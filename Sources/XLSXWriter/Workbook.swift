internal import CXLSXWriter

/// An .xlsx file being written, with one owner, who closes it or drops it.
///
/// Dropped, it leaves nothing behind. Closed, it appears whole under its name, and until then an
/// earlier file of that name stays as it is.
@safe public struct Workbook: ~Copyable {
    private let library: LibraryWorkbook
    private let file: PendingFile
    private let styles: StyleBook
    private let savesMemory: Bool
    private var sheets: [SheetRecord] = []
    private var definedNames: Set<String> = []

    /// Refuses a folder that is missing or cannot be written, before any work is done.
    ///
    /// With `constantMemory` each row is put on disk as the next begins: rows are then written
    /// from the top, and a chart keeps no copy of its figures.
    public init(
        path: String, properties: WorkbookProperties, constantMemory: Bool = false
    ) throws(WorkbookError) {
        try properties.check()
        let file = try PendingFile(replacing: path)
        let library = try LibraryWorkbook(
            path: file.path, folder: file.folder, savesMemory: constantMemory)
        try library.set(properties)
        styles = unsafe StyleBook(workbook: library.handle)
        savesMemory = constantMemory
        self.file = file
        self.library = library
    }

    /// Adds a sheet behind the others and lends it to be filled.
    public mutating func addSheet<Result>(
        _ name: SheetName, _ fill: (borrowing Sheet) throws(WorkbookError) -> Result
    ) throws(WorkbookError) -> Result {
        guard !sheets.contains(where: { $0.name.folded == name.folded }) else {
            throw .sheetNameTaken(name.description)
        }
        let handle = unsafe try library.addSheet(name)
        let record = unsafe SheetRecord(name: name, handle: handle, savesMemory: savesMemory)
        sheets.append(record)
        return try lend(record, to: fill)
    }

    /// Lends a sheet that was added before.
    public func withSheet<Result>(
        _ name: SheetName, _ fill: (borrowing Sheet) throws(WorkbookError) -> Result
    ) throws(WorkbookError) -> Result {
        guard let record = sheets.first(where: { $0.name == name }) else {
            throw .noSuchSheet(name.description)
        }
        return try lend(record, to: fill)
    }

    /// Gives cells a name that formulas in the whole workbook can use.
    public mutating func define(
        _ name: DefinedName, as range: CellRange, on sheet: SheetName
    ) throws(WorkbookError) {
        guard sheets.contains(where: { $0.name == sheet }) else {
            throw .noSuchSheet(sheet.description)
        }
        guard definedNames.insert(name.folded).inserted else {
            throw .definedNameTaken(name.description)
        }
        // The library keeps 127 bytes, and the longest sheet name leaves room for any range.
        let formula = range.absolute(on: sheet)
        try ResultCode.check(
            unsafe workbook_define_name(library.handle, name.description, formula))
    }

    /// Writes the file, puts it on the disk and then under its name in one step.
    public consuming func close() throws(WorkbookError) {
        guard !sheets.isEmpty else { throw .noSheet }
        for sheet in sheets { try sheet.finish(path: file.target) }
        let file = file
        try file.create()
        do throws(WorkbookError) {
            try library.close(writtenFor: file.target)
            try FinishedPackage.check(file.path, writtenFor: file.target)
            try file.commit()
        } catch {
            file.discard()
            throw error
        }
    }

    private func lend<Result>(
        _ record: SheetRecord, to fill: (borrowing Sheet) throws(WorkbookError) -> Result
    ) throws(WorkbookError) -> Result {
        let sheet = unsafe Sheet(record, of: library.handle, styles: styles, among: sheets)
        return try fill(sheet)
    }
}

extension WorkbookProperties {
    /// The last second of the year 9999.
    private static let lastSecond: Int64 = 253_402_300_799

    fileprivate func check() throws(WorkbookError) {
        // The library takes 0 for "not set" and would put in the clock's time.
        guard (1...Self.lastSecond).contains(created) else {
            throw .noSuchMoment(seconds: created)
        }
    }
}
