/// Reads the sheets of an .xlsx workbook.
///
/// Its parts are found by its relationships, and nothing outside the file is ever looked at.
struct WorkbookReader: ~Copyable {
    /// A sheet of cells, as the workbook lists it.
    private struct Sheet {
        let name: String
        let isHidden: Bool
        let part: ZipArchive.Part
    }

    private var archive: ZipArchive
    private var done = 0
    private var total = 0

    /// The sheets that hold cells, in the workbook's order; hidden ones too.
    ///
    /// - Parameter progress: is told how many bytes are done and how many there are, unpacked.
    static func sheets(
        of content: [UInt8], progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(SpreadsheetError) -> [Grid] {
        try unsafe content.withUnsafeBufferPointer { (bytes) throws(SpreadsheetError) -> [Grid] in
            let archive = try unsafe ZipArchive.open(UnsafeRawBufferPointer(bytes))
            var reader = WorkbookReader(archive: archive)
            return try reader.grids(progress)
        }
    }

    /// Every sheet of cells and every defined name, for whoever asks what stands in each cell.
    static func cells(
        of content: [UInt8]
    ) throws(SpreadsheetError) -> (sheets: [SheetCells], names: [DefinedName]) {
        try unsafe content.withUnsafeBufferPointer {
            (bytes) throws(SpreadsheetError) -> (sheets: [SheetCells], names: [DefinedName]) in
            let archive = try unsafe ZipArchive.open(UnsafeRawBufferPointer(bytes))
            var reader = WorkbookReader(archive: archive)
            return try reader.cells()
        }
    }

    private init(archive: consuming ZipArchive) {
        self.archive = archive
    }

    private mutating func grids(_ progress: (Int, Int) -> Void) throws(SpreadsheetError) -> [Grid] {
        var (sheets, _, workbook) = try surroundings(WorkbookScan(), progress)
        var grids: [Grid] = []
        for sheet in sheets {
            let taker = GridTaker(workbook, sheet: sheet.name, part: sheet.part.name)
            let cells = try read(sheet, into: taker, progress)
            workbook.taken = cells.taken
            workbook.cellCount = cells.cellCount
            let grid = try cells.grid(isHidden: sheet.isHidden)
            if grid.rowCount > 0 { grids.append(grid) }
        }
        return grids
    }

    private mutating func cells() throws(SpreadsheetError) -> ([SheetCells], [DefinedName]) {
        let silence: (Int, Int) -> Void = { _, _ in }
        var (sheets, list, workbook) = try surroundings(WorkbookScan(takesNames: true), silence)
        var read: [SheetCells] = []
        for sheet in sheets {
            let cells = try self.read(sheet, into: CellTaker(workbook, sheet: sheet.name), silence)
            workbook.taken = cells.taken
            workbook.cellCount = cells.cellCount
            read.append(try cells.sheet(isHidden: sheet.isHidden))
        }
        return (read, list.definedNames)
    }

    private mutating func read<Taker: SheetTaker>(
        _ sheet: Sheet, into taker: Taker, _ progress: (Int, Int) -> Void
    ) throws(SpreadsheetError) -> Taker {
        let scan = SheetScan(taker, sheet: sheet.name, part: sheet.part.name)
        return try self.scan(sheet.part, into: scan, progress).taker
    }

    /// The list of sheets, and what the cells of all of them refer to.
    private mutating func surroundings(
        _ list: WorkbookScan, _ progress: (Int, Int) -> Void
    ) throws(SpreadsheetError) -> ([Sheet], WorkbookScan, SheetSurroundings) {
        let main = try mainPart()
        let links = try links(of: main, progress)
        let list = try scan(main, into: list, progress)
        let sheets = try sheets(list.sheets, links, in: main)
        let texts = try part("sharedStrings", links, in: main)
        let styles = try part("styles", links, in: main)
        let wanted = sheets.map(\.part) + [texts, styles].compactMap(\.self)
        try archive.checkSize(of: wanted)
        total = done + wanted.reduce(0) { $0 + $1.size }
        var strings = SharedStrings()
        if let texts { strings = try scan(texts, into: SharedStringsScan(), progress).strings }
        var formats: [CellStyle] = []
        if let styles { formats = try scan(styles, into: StyleScan(), progress).styles }
        let workbook = SheetSurroundings(
            strings: strings, styles: formats, countsFrom1904: list.countsFrom1904,
            taken: strings.size)
        return (sheets, list, workbook)
    }

    private mutating func scan<Scan: XMLScan>(
        _ part: ZipArchive.Part, into scan: Scan, _ progress: (Int, Int) -> Void
    ) throws(SpreadsheetError) -> Scan {
        try XMLPart.read(part, of: &archive, into: scan) { count in
            done += count
            progress(done, total)
        }
    }

    // MARK: The parts

    /// The part that lists the sheets, as the file's own relationships name it.
    private mutating func mainPart() throws(SpreadsheetError) -> ZipArchive.Part {
        guard let list = archive.part("_rels/.rels") else {
            throw .foreign(ForeignFile(without: archive))
        }
        let links = try scan(list, into: LinkScan(), { _, _ in }).links
        guard let link = links.first(where: { $0.type == "officeDocument" }),
            let main = try part(link, from: [])
        else { throw .foreign(ForeignFile(without: archive)) }
        let isXML = main.name.utf8.suffix(4).map { $0 | 0x20 }.elementsEqual(".xml".utf8)
        guard isXML, !archive.holdsFolder("word/"), !archive.holdsFolder("ppt/") else {
            throw .foreign(ForeignFile(without: archive))
        }
        return main
    }

    private mutating func links(
        of part: ZipArchive.Part, _ progress: (Int, Int) -> Void
    ) throws(SpreadsheetError) -> [PackageLink] {
        var steps = PackagePath.steps(of: part.name)
        let file = steps.removeLast()
        let name = (steps + ["_rels", "\(file).rels"]).joined(separator: "/")
        guard let list = archive.part(name) else { throw .damaged(part: name) }
        return try scan(list, into: LinkScan(), progress).links
    }

    /// The part a link leads to; nil where the file has none of that name.
    private func part(
        _ link: PackageLink, from folder: [String]
    ) throws(SpreadsheetError) -> ZipArchive.Part? {
        guard !link.isOutside, let name = PackagePath.resolve(link.target, from: folder) else {
            throw .outside(link.target)
        }
        return archive.part(name)
    }

    /// The part of that type, where the workbook has one.
    private func part(
        _ type: String, _ links: [PackageLink], in main: ZipArchive.Part
    ) throws(SpreadsheetError) -> ZipArchive.Part? {
        guard let link = links.first(where: { $0.type == type }) else { return nil }
        return try part(link, from: Array(PackagePath.steps(of: main.name).dropLast()))
    }

    /// The sheets of cells; charts and macros that have a sheet of their own are left out.
    private func sheets(
        _ listed: [WorkbookScan.Sheet], _ links: [PackageLink], in main: ZipArchive.Part
    ) throws(SpreadsheetError) -> [Sheet] {
        let folder = Array(Array(PackagePath.steps(of: main.name).dropLast()))
        var sheets: [Sheet] = []
        for sheet in listed {
            guard let link = links.first(where: { $0.id == sheet.link }), !link.target.isEmpty
            else { throw .damaged(part: main.name) }
            guard link.type == "worksheet" else { continue }
            guard let part = try part(link, from: folder) else { throw .damaged(part: link.target) }
            sheets.append(Sheet(name: sheet.name, isHidden: sheet.isHidden, part: part))
        }
        return sheets
    }
}
