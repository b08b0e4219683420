import LedgerImport
import Testing

/// A small workbook; tests change one thing in it.
struct WorkbookFile {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    static let strictLinks = "http://purl.oclc.org/ooxml/officeDocument/relationships"

    /// What stands in the sheet's `sheetData`.
    var rows = ""
    /// What stands before and after it.
    var before = ""
    var after = ""
    /// What stands in the list of shared texts.
    var texts = ""
    /// The number formats of the styles: the first is style 1, style 0 has none.
    var formats: [String] = []
    /// Formats that every program knows, which follow them.
    var builtInFormats: [Int] = []
    /// Whether a style follows them whose cells may be typed into.
    var hasOpenStyle = false
    /// What stands in the list of defined names.
    var names = ""
    var isFrom1904 = false
    var isStrict = false
    var prefix = ""
    var sheetTarget = "worksheets/sheet1.xml"
    var sheetPart = "xl/worksheets/sheet1.xml"
    var state = ""
    /// Parts that stand in place of those above, by their names.
    var instead: [String: String] = [:]

    var zip: ZipFile {
        var zip = ZipFile()
        for (name, text) in parts { zip.add(name, instead[name] ?? text) }
        return zip
    }

    func read(as name: String = "book.xlsx") throws(TableFileError) -> TableFile {
        try TableFile(name: name, content: zip.bytes)
    }

    func cells() throws(TableFileError) -> WorkbookCells {
        try WorkbookCells(name: "book.xlsx", content: zip.bytes)
    }

    /// The one sheet of the workbook.
    func sheet() throws -> Grid {
        try read().sheets[0]
    }

    private var parts: [(String, String)] {
        let links = isStrict ? WorkbookFile.strictLinks : WorkbookFile.links
        let root = "http://schemas.openxmlformats.org/package/2006/relationships"
        let relations = "<Relationships xmlns=\"\(root)\">"
        func link(_ id: String, _ type: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(links)/\(type)\" Target=\"\(target)\"/>"
        }
        return [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                relations + link("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations + link("rId1", "worksheet", sheetTarget)
                    + link("rId2", "sharedStrings", "sharedStrings.xml")
                    + link("rId3", "styles", "styles.xml") + "</Relationships>"
            ),
            ("xl/workbook.xml", workbook),
            ("xl/sharedStrings.xml", element("sst", texts)),
            ("xl/styles.xml", element("styleSheet", styles)),
            (
                sheetPart,
                element(
                    "worksheet", before + "<\(prefix)sheetData>\(rows)</\(prefix)sheetData>" + after
                )
            ),
        ]
    }

    private var workbook: String {
        let links = isStrict ? WorkbookFile.strictLinks : WorkbookFile.links
        let epoch = isFrom1904 ? "<\(prefix)workbookPr date1904=\"1\"/>" : ""
        let state = state.isEmpty ? "" : " state=\"\(state)\""
        let sheet =
            "<\(prefix)sheet name=\"PLF\" sheetId=\"7\"\(state) q:id=\"rId1\" xmlns:q=\"\(links)\"/>"
        let names = names.isEmpty ? "" : "<definedNames>\(names)</definedNames>"
        return element("workbook", epoch + "<\(prefix)sheets>\(sheet)</\(prefix)sheets>" + names)
    }

    private var styles: String {
        let codes = formats.enumerated().map { index, code in
            "<\(prefix)numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(code)\"/>"
        }
        let ids = [0] + formats.indices.map { 164 + $0 } + builtInFormats
        let open = "<xf numFmtId=\"0\"><protection locked=\"0\"/></xf>"
        let cells =
            ids.map { "<\(prefix)xf numFmtId=\"\($0)\"/>" } + (hasOpenStyle ? [open] : [])
        return "<\(prefix)numFmts>\(codes.joined())</\(prefix)numFmts>"
            + "<\(prefix)cellStyleXfs><\(prefix)xf numFmtId=\"14\"/></\(prefix)cellStyleXfs>"
            + "<\(prefix)cellXfs>\(cells.joined())</\(prefix)cellXfs>"
    }

    private func element(_ name: String, _ content: String) -> String {
        let space = isStrict ? WorkbookFile.strictMain : WorkbookFile.main
        let mark = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix.dropLast()
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<\(prefix)\(name) \(mark)=\"\(space)\">\(content)</\(prefix)\(name)>"
    }
}
