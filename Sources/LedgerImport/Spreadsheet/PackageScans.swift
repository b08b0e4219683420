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

    private(set) var sheets: [Sheet] = []
    /// Whether days are counted from 1 January 1904 and not from 1900.
    private(set) var countsFrom1904 = false
    private var isInSheets = false

    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        switch depth {
        case 0:
            guard name.spells("workbook") else { throw .foreign(.archive) }
        case 1:
            isInSheets = name.spells("sheets")
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
        default: break
        }
    }

    mutating func end(depth: Int) throws(SpreadsheetError) {}

    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {}
}
