import Foundation
import LedgerCore
import LedgerImport
import LedgerStore
import Testing

/// Each cell with what it says, such as `B2 12.5 =A2/2`.
private func told(_ rows: String, _ change: (inout WorkbookFile) -> Void = { _ in }) throws
    -> [String]
{
    var file = WorkbookFile()
    file.rows = rows
    change(&file)
    return try file.cells().sheets[0].cells.map { cell in
        let words = [
            cell.place.description, cell.value?.description, cell.formula.map { "=" + $0 },
            cell.isOpen ? "open" : nil,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }
}

@Test func `every way of keeping a value comes out as what it says`() throws {
    let found = try told(
        """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>some </t></r>
        <r><t>text</t></r></is></c><c r="C1"><v>12.0</v></c><c r="D1"><v>1.2E3</v></c>
        <c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c><c r="G1"><v>0.30000000000000004</v></c>
        <c r="H1" t="str"><v>x</v></c><c r="I1" s="1"><v>43489</v></c></row>
        """
    ) {
        $0.texts = "<si><t xml:space=\"preserve\"> two&#13;\nlines </t></si>"
        $0.formats = ["dd/mm/yyyy"]
    }
    #expect(
        found == [
            "A1 “ two\nlines ”", "B1 “some text”", "C1 12", "D1 1200", "E1 TRUE", "F1 #REF!",
            "G1 0.3",
            "H1 “x”", "I1 43489",
        ])
}

@Test func `a formula without a result is told from one that comes to an empty text`() throws {
    let found = try told(
        """
        <row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v/></c>
        <c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>
        <c r="F1" t="b"><f aca="false">TRUE()</f><v>1</v></c></row>
        """)
    #expect(
        found == [
            "A1 2 =1+1", "B1 =1+1", "C1 =1+1", "D1 “” =\"\"", "E1 “ab” =\"a\"&\"b\"", "F1 TRUE",
        ])
}

@Test func `a formula that is written once for several cells is told as each means it`() throws {
    let found = try told(
        """
        <row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+A$2-$C1</f><v>1</v></c></row>
        <row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c><c r="C2"><f t="shared" si="0"/></c></row>
        <row r="3"><c r="B3"><f t="shared" si="7"/><v>3</v></c></row>
        """)
    #expect(
        found == [
            "B1 1 =A1*A1+A2-C1", "B2 2 =A2*A1+A2-C2", "C2 =B2*A1+B2-C2", "B3 3 =",
        ])
}

@Test func `a formula that fills an area is in braces`() throws {
    let found = try told(
        """
        <row r="1"><c r="A1"><f t="array" ref="A1">SUM(B1:B2*2)</f><v>1</v></c>
        <c r="C1"><f t="array" ref="C1:C9">B1:B9</f><v>1</v></c></row>
        """)
    #expect(found == ["A1 1 ={SUM(B1:B2*2)}", "C1 1 ={B1:B9}:C9"])
}

@Test func `cells that may be typed into are told, empty ones too`() throws {
    let found = try told(
        """
        <row r="1"><c r="A1" s="1"/><c r="B1" s="1" t="inlineStr"><is><t>why</t></is></c>
        <c r="C1"/><c r="D1" t="inlineStr"><is><t></t></is></c></row>
        """
    ) { $0.hasOpenStyle = true }
    #expect(found == ["A1 open", "B1 “why” open"])
}

@Test func `the names of cells are read, those that programs make for themselves apart`() throws {
    var file = WorkbookFile()
    file.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
    file.names = """
        <definedName name="_xlnm.Print_Area" localSheetId="0">PLF!$A$1:$L$42</definedName>
        <definedName name="Spent">'PLF'!$A$1:$A$9</definedName>
        <definedName name="Here" localSheetId="0">PLF!$A$1</definedName>
        """
    let book = try file.cells()
    #expect(
        book.names == [
            DefinedName(name: "Spent", meaning: "'PLF'!A1:A9"),
            DefinedName(name: "Here", sheet: 0, meaning: "'PLF'!A1"),
        ])
    #expect(book.cell(named: "Spent") == nil)
}

@Test func `a cell or a row that is there twice is refused`() {
    for rows in [
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"B1\"><v>2</v></c></row>",
    ] {
        #expect(throws: TableFileError.self) { try told(rows) }
    }
}

@Test(arguments: [("a,b\n1,2\n", ForeignFile.text), ("%PDF-1.7", .pdf)])
func `a file that is no workbook is refused by what it is`(text: String, form: ForeignFile) {
    #expect(throws: TableFileError.spreadsheet("book.xlsx", .foreign(form))) {
        try WorkbookCells(name: "book.xlsx", content: Array(text.utf8))
    }
}

/// The workbooks of Fixtures: `sent`, written by XlsxWriter with all that cells can hold, and the
/// same opened and saved by LibreOffice, by openpyxl, and by both.
private func kept(_ name: String) throws -> WorkbookCells {
    let folder = (#filePath as NSString).deletingLastPathComponent
    return try WorkbookCells(path: "\(folder)/../Fixtures/\(name).xlsx")
}

@Test(arguments: ["saved-by-libreoffice", "saved-by-openpyxl", "saved-by-both"])
func `a workbook that was only opened and saved says what it said`(name: String) throws {
    let (sent, saved) = (try kept("sent"), try kept(name))
    #expect(sent.sheets.map(\.cells.count) == [46, 80, 1])
    #expect(WorkbookComparison(sent: sent, returned: saved).changes.map(\.description) == [])
    #expect(saved.fingerprint(by: sha256) == sent.fingerprint(by: sha256))
}

@Test func `every formula of the workbook that is reckoned comes to what it says`() throws {
    let check = WorkbookSelfCheck(try kept("sent"), hash: sha256)
    #expect(check.wrong.map(\.description) == [])
    #expect(check.right == 57)
    #expect(
        check.unchecked.map(\.formula) == [
            "-A16^2", "SUM('It''s a sheet'!A:A)", "SUM({1,2;3,4})", "TEXT(A9,\"dd mmm yyyy\")",
        ])
    #expect(check.printed == WorkbookFingerprint.blank)
}
