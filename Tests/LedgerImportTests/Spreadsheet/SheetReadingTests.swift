import LedgerImport
import Testing

/// Each cell with its place, such as `B2 Total`.
private func cells(_ grid: Grid) -> [String] {
    (0..<grid.rowCount).flatMap { index -> [String] in
        let row = grid[index]
        return row.columns.map { "\(Grid.letters($0))\(row.line) \(row[$0])" }
    }
}

private func cells(rows: String) throws -> [String] {
    var file = WorkbookFile()
    file.rows = rows
    return try cells(file.sheet())
}

@Test func `cells and rows without a place follow those before them`() throws {
    let found = try cells(
        rows: """
            <row><c><v>1</v></c><c/><c><v>3</v></c></row>
            <row r="4"><c r="C4"><v>4</v></c><c><v>5</v></c></row>
            <row><c><v>6</v></c></row>
            """)
    #expect(found == ["A1 1", "C1 3", "C4 4", "D4 5", "A5 6"])
}

@Test func `rows and cells in any order come out in order`() throws {
    let found = try cells(
        rows: """
            <row r="9"><c r="B9"><v>1</v></c><c r="AA9"><v>2</v></c><c r="A9"><v>3</v></c></row>
            <row r="2"><c r="XFD2"><v>4</v></c></row><row r="3"/>
            <row r="1048576"><c r="C1048576"><v>5</v></c></row>
            <row r="5"><c r="A5"><v>6</v></c></row>
            """)
    #expect(found == ["XFD2 4", "A5 6", "A9 3", "B9 1", "AA9 2", "C1048576 5"])
}

@Test func `what is hidden is read, and known to be hidden`() throws {
    var file = WorkbookFile()
    file.before = """
        <cols><col min="2" max="3" hidden="1" width="9"/><col min="4" max="4" width="0"/>
        <col min="5" max="5"/><col min="7" max="16384" hidden="true"/></cols>
        """
    file.rows = """
        <row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>
        <row r="3" ht="0" customHeight="1"><c r="G3"><v>3</v></c></row>
        <row r="4" hidden="1"/><row r="5" hidden="0"><c><v>5</v></c></row>
        """
    let sheet = try file.sheet()
    #expect(cells(sheet) == ["A1 1", "A2 2", "G3 3", "A5 5"])
    #expect(sheet.hiddenLines == [2, 3])
    #expect(sheet.hiddenColumns == [1, 2, 3, 6])
    #expect(!sheet.isHidden)
}

@Test(arguments: ["hidden", "veryHidden"])
func `a hidden sheet is read and known to be hidden`(state: String) throws {
    var file = WorkbookFile()
    file.rows = "<row><c><v>1</v></c></row>"
    file.state = state
    let sheet = try file.sheet()
    #expect(sheet.isHidden)
    #expect(sheet.name == "PLF")
}

@Test func `merged cells are areas, whichever corner is named first`() throws {
    var file = WorkbookFile()
    file.rows = "<row><c><v>1</v></c></row>"
    file.after = """
        <mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="D9:B2"/>
        <mergeCell ref="E5"/><mergeCell ref="A:A"/><mergeCell ref=""/></mergeCells>
        """
    #expect(
        try file.sheet().merges == [
            GridArea(lines: 1...1, columns: 0...2), GridArea(lines: 2...9, columns: 1...3),
            GridArea(lines: 5...5, columns: 4...4),
        ])
}

@Test(arguments: [false, true], ["", "x:"])
func `both editions of the format are read, with prefixes and without`(
    isStrict: Bool, prefix: String
) throws {
    var file = WorkbookFile()
    file.isStrict = isStrict
    file.prefix = prefix
    file.formats = ["dd/mm/yyyy"]
    file.isFrom1904 = true
    file.texts = "<p:si><p:t>Total</p:t></p:si>".replacing("p:", with: prefix)
    file.rows = """
        <p:row r="1"><p:c r="A1" t="s"><p:v>0</p:v></p:c><p:c r="B1" s="1"><p:v>1</p:v></p:c>
        <p:c t="inlineStr"><p:is><p:t>a</p:t></p:is></p:c></p:row>
        """.replacing("p:", with: prefix)
    #expect(try cells(file.sheet()) == ["A1 Total", "B1 1904-01-02", "C1 a"])
}

@Test(arguments: [
    ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
    ("../xl/./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
    ("Worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"), ("../one.xml", "one.xml"),
    ("worksheets\\sheet1.xml", "xl\\worksheets\\sheet1.xml"),
])
func `a sheet is found where its relationship leads`(target: String, part: String) throws {
    var file = WorkbookFile()
    file.rows = "<row><c><v>1</v></c></row>"
    file.sheetTarget = target
    file.sheetPart = part
    #expect(try cells(file.sheet()) == ["A1 1"])
}

@Test func `sheets come in the workbook's order, without charts and empty ones`() throws {
    var file = WorkbookFile()
    file.rows = "<row><c><v>1</v></c></row>"
    let relation = "http://x/relationships"
    file.instead["xl/_rels/workbook.xml.rels"] = """
        <Relationships><Relationship Id="a" Type="\(relation)/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="b" Type="\(relation)/chartsheet" Target="charts/chart1.xml"/>
        <Relationship Id="c" Type="\(relation)/worksheet" Target="sheet2.xml"/>
        <Relationship Id="d" Type="\(relation)/worksheet" Target="sheet3.xml"/></Relationships>
        """
    file.instead["xl/workbook.xml"] = """
        <workbook xmlns:r="\(relation)"><sheets><sheet name="£ &amp; p" sheetId="9" r:id="c"/>
        <sheet name="Chart" r:id="b"/><sheet name="Empty" r:id="d"/><sheet name="PLF" r:id="a"/>
        </sheets></workbook>
        """
    var zip = file.zip
    zip.add(
        "xl/sheet2.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>")
    zip.add(
        "xl/sheet3.xml", "<worksheet><sheetData><row><c s=\"1\"/></row></sheetData></worksheet>")
    let sheets = try TableFile(name: "book.xlsx", content: zip.bytes).sheets
    #expect(sheets.map(\.name) == ["£ & p", "PLF"])
    #expect(sheets.map { $0.place(line: 4, column: 1) } == ["'£ & p'!B4", "PLF!B4"])
}

@Test func `elements that are no part of the sheet's cells are passed over`() throws {
    var file = WorkbookFile()
    file.rows = """
        <row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c><x><v>9</v></x></row>
        """
    file.after = """
        <extLst><ext><row r="2"><c r="A2"><v>9</v></c></row></ext></extLst>
        <!-- <row/> --><?row <c/>?>
        """
    #expect(try cells(file.sheet()) == ["A1 1"])
}

@Test func `a workbook named as text, and text named as a workbook, are read and said to be`()
    throws
{
    var book = WorkbookFile()
    book.rows = "<row><c><v>1</v></c></row>"
    let misnamed = try book.read(as: "plf.CSV")
    #expect(misnamed.sheets.count == 1)
    #expect(
        misnamed.remarks == ["plf.CSV is named as text but is a workbook, and was read as one."])
    let text = try TableFile(name: "plf.XLSX", content: Array("a,b\n1,2\n".utf8))
    #expect(text.sheets.map(\.rowCount) == [2])
    #expect(text.remarks == ["plf.XLSX is named as a workbook but is text, and was read as CSV."])
}

@Test func `the reader tells how far it has come`() throws {
    var file = WorkbookFile()
    file.rows = (1...9_000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
    var last = (done: 0, total: 0)
    var steps = 0
    _ = try TableFile(name: "book.xlsx", content: file.zip.bytes) { done, total in
        #expect(done >= last.done)
        last = (done, total)
        steps += 1
    }
    #expect(steps > 5)
    #expect(last.done == last.total)
}
