/// A relationship of a part: the id it is known by, what it is and where it leads.
struct PackageLink {
    let id: String
    /// The last word of its type: `worksheet` in either edition of the format.
    let type: String
    let target: String
    let isOutside: Bool
}

/// Reads a `.rels` part.
struct LinkScan: XMLScan {
    private(set) var links: [PackageLink] = []

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        guard depth == 1, name.spells("Relationship") else { return }
        guard links.count < ZipArchive.partLimit else { throw .tooManyParts }
        let type = attributes.text("Type").map { PackagePath.steps(of: $0).last ?? "" }
        links.append(
            PackageLink(
                id: attributes.text("Id") ?? "", type: type ?? "",
                target: attributes.text("Target") ?? "",
                isOutside: attributes.text("TargetMode") == "External"))
    }

    mutating func end(depth: Int) throws(SpreadsheetError) {}

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {}
}

/// Reads the part that lists the sheets.
struct WorkbookScan: XMLScan {
    struct Sheet {
        let name: String
        let link: String
        let isHidden: Bool
    }

    /// More sheets than this are no table that a person made.
    static let sheetLimit = 1_000
    /// What all defined names together may take, in bytes.
    private static let nameLimit = 4 << 20

    private(set) var sheets: [Sheet] = []
    /// Whether days are counted from 1 January 1904 and not from 1900.
    private(set) var countsFrom1904 = false
    /// The names of cells, where they are asked for.
    private(set) var definedNames: [DefinedName] = []
    private let takesNames: Bool
    private var isInSheets = false
    private var isInNames = false
    private var name: (text: String, sheet: Int?, bytes: [UInt8])?
    private var nameSize = 0

    init(takesNames: Bool = false) {
        self.takesNames = takesNames
    }

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        switch depth {
        case 0:
            guard name.spells("workbook") else { throw .foreign(.archive) }
        case 1:
            isInSheets = name.spells("sheets")
            isInNames = takesNames && name.spells("definedNames")
            if name.spells("workbookPr") {
                countsFrom1904 = ["1", "true"].contains(attributes.text("date1904") ?? "")
            }
        case 2 where isInSheets && name.spells("sheet"):
            guard sheets.count < WorkbookScan.sheetLimit else {
                throw .tooManySheets
            }
            let state = attributes.text("state") ?? "visible"
            sheets.append(
                Sheet(
                    name: attributes.text("name") ?? "", link: attributes.text("id") ?? "",
                    isHidden: state == "hidden" || state == "veryHidden"))
        case 2 where isInNames && name.spells("definedName"):
            let sheet = attributes.text("localSheetId").flatMap { Int($0) }
            self.name = (attributes.text("name") ?? "", sheet, [])
        default: break
        }
    }

    mutating func end(depth: Int) throws(SpreadsheetError) {
        guard depth == 2, let name else { return }
        self.name = nil
        // Those that begin so are what programs note for themselves, such as the area to print.
        guard !name.text.utf8.starts(with: "_xlnm.".utf8) else { return }
        definedNames.append(
            DefinedName(
                name: name.text, sheet: name.sheet,
                meaning: FormulaText(name.bytes, sheet: nil).normal))
    }

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {
        guard name != nil else { return }
        nameSize += piece.count
        guard nameSize <= WorkbookScan.nameLimit else { throw .tooMuchText }
        name?.bytes.append(piece)
    }
}
