import LedgerImport
import Testing

/// Why the file is refused, as the officer is told.
private func refusal(_ file: WorkbookFile) throws -> String {
    try refusal("book.xlsx", file.zip.bytes)
}

private func refusal(_ name: String, _ content: [UInt8]) throws -> String {
    let error = try #require(throws: TableFileError.self) {
        try TableFile(name: name, content: content)
    }
    return error.description
}

private let wayOut = "save it as Excel workbook (.xlsx) or CSV and try again."
private let again = "open it in Excel, \(wayOut)"

/// An old Office container whose directory holds these streams.
private func container(_ streams: [String]) -> [UInt8] {
    var file: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    file += [UInt8](repeating: 0, count: 512 - 8)
    for stream in streams {
        var entry = stream.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let length = entry.count + 2
        entry += [UInt8](repeating: 0, count: 128 - entry.count)
        entry[64] = UInt8(length)
        file += entry
    }
    return file
}

private func archive(_ parts: String...) -> [UInt8] {
    var zip = ZipFile()
    for part in parts { zip.add(part, "x") }
    return zip.bytes
}

private let foreign: [(what: String, content: [UInt8])] = [
    ("an old .xls workbook", container(["Root Entry", "Workbook"])),
    ("an old .xls workbook", container(["Root Entry", "Book"])),
    ("an old .xls workbook", [9, 8, 16, 0, 0, 6, 5, 0]),
    ("an old Office document", container(["Root Entry", "WordDocument"])),
    ("an old Office document", container([])),
    ("a binary .xlsb workbook", archive("[Content_Types].xml", "xl/workbook.bin")),
    ("an OpenDocument file such as .ods", archive("mimetype", "content.xml")),
    ("a Word document", archive("[Content_Types].xml", "word/document.xml")),
    ("a PowerPoint presentation", archive("ppt/presentation.xml")),
    ("an archive without a workbook", archive("photo.jpg")),
    ("an archive without a workbook", [0x1F, 0x8B, 8, 0]),
    ("a PDF document", Array("%PDF-1.7\n%âãÏÓ".utf8)),
    ("a web page", Array("\u{FEFF}\n <!DOCTYPE HTML><html><table><tr><td>1".utf8)),
    ("a web page", Array("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">".utf8)),
    ("a web page", Array("<table border=1>".utf8)),
    (
        "an XML document",
        Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".utf8)
    ),
    ("an RTF document", Array("{\\rtf1 a}".utf8)),
    ("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]),
    ("neither text nor a file that is known here", [1, 2, 0, 0, 3]),
]

@Test(arguments: foreign)
func `a file named as a workbook is named for what it is`(what: String, content: [UInt8]) throws {
    #expect(try refusal("plf.xlsx", content) == "plf.xlsx is \(what), not a workbook: \(wayOut)")
}

@Test func `a workbook behind a password is said to be`() throws {
    let sentence =
        "plf.xlsx is protected by a password: open it in Excel, take the password off under File > Info > Protect Workbook, save it and try again."
    let encrypted = container(["Root Entry", "EncryptionInfo", "EncryptedPackage"])
    #expect(try refusal("plf.xlsx", encrypted) == sentence)
    var zip = WorkbookFile().zip
    zip.flags = 1
    #expect(try refusal("plf.xlsx", zip.bytes) == sentence)
}

@Test func `an empty file is said to be empty`() throws {
    #expect(try refusal("plf.xlsx", []) == "plf.xlsx is empty: save the table again and try again.")
}

@Test func `a file that is cut short anywhere is refused`() throws {
    var file = WorkbookFile()
    file.rows = "<row><c><v>1</v></c></row>"
    let whole = file.zip.bytes
    for count in 4..<whole.count {
        let said = try refusal("plf.xlsx", Array(whole[..<count]))
        #expect(
            said == "plf.xlsx is damaged, or not all of it is there: fetch it again, or \(again)",
            "\(count) of \(whole.count) bytes")
    }
}

@Test func `a part whose bytes changed is refused by its check sum`() throws {
    var file = WorkbookFile()
    file.rows = "<row><c><v>12345</v></c></row>"
    var bytes = file.zip.bytes
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "12345".utf8) })
    bytes[place] = UInt8(ascii: "9")
    #expect(
        try refusal("book.xlsx", bytes)
            == "book.xlsx is damaged in its part xl/worksheets/sheet1.xml: \(again)")
}

@Test(arguments: [UInt32(2_147_483_648), 4_294_967_294, 268_435_457, 100_000_000])
func `a part that says it is huge is refused before it is unpacked`(size: UInt32) throws {
    var zip = WorkbookFile().zip
    zip.claimedSize = size
    let less = "save only the sheets and rows that are needed, as Excel workbook (.xlsx) or CSV."
    #expect(
        try refusal("book.xlsx", zip.bytes)
            == "book.xlsx unpacks to more than 256 MB, or to far more than a table would: \(less)")
}

@Test func `a part that is not as long as it says is refused`() throws {
    var zip = WorkbookFile().zip
    zip.claimedSize = 5_000
    #expect(try refusal("book.xlsx", zip.bytes).contains("is damaged in its part _rels/.rels"))
    zip.claimedSize = 10
    #expect(try refusal("book.xlsx", zip.bytes).contains("is damaged in its part _rels/.rels"))
}

@Test func `too many parts are refused`() throws {
    var zip = WorkbookFile().zip
    for index in 0..<10_000 { zip.add("xl/media/image\(index).png", "") }
    #expect(try refusal("book.xlsx", zip.bytes).contains("holds more than 10000 parts"))
}

@Test func `too many sheets are refused`() throws {
    var file = WorkbookFile()
    file.instead["xl/workbook.xml"] =
        "<workbook><sheets>"
        + String(repeating: "<sheet name=\"a\" r:id=\"rId1\" xmlns:r=\"x\"/>", count: 1_001)
        + "</sheets></workbook>"
    #expect(try refusal(file).contains("holds more than 1000 sheets"))
}

@Test func `a name with line ends in it makes no second line`() throws {
    var file = WorkbookFile()
    file.sheetTarget = "a&#10;\u{9}b:c"
    #expect(try refusal(file).contains("refers to “a\u{FFFD} b:c”, which is outside"))
}

@Test func `of two parts with one name neither is chosen`() throws {
    var zip = WorkbookFile().zip
    zip.add("XL/worksheets/SHEET1.xml", "<worksheet/>")
    #expect(
        try refusal("book.xlsx", zip.bytes).contains(
            "is damaged in its part XL/worksheets/SHEET1.xml"))
}

@Test(arguments: ["/etc/passwd", "../../etc/passwd", "xl/../../a", "C:/a", "..\\a", ""])
func `a part that would lie outside the file is refused`(name: String) throws {
    var zip = WorkbookFile().zip
    zip.add(name, "x")
    let shown = name.replacing("\\", with: "/")
    #expect(
        try refusal("book.xlsx", zip.bytes)
            == "book.xlsx refers to “\(shown)”, which is outside the file and is not read: \(again)"
    )
}

@Test(arguments: [
    "../../etc/passwd", "file:///etc/passwd", "http://example.org/sheet.xml",
    "worksheets/../../../a.xml", "..\\..\\a.xml", "c:\\a.xml",
])
func `a sheet outside the file is refused and not looked for`(target: String) throws {
    var file = WorkbookFile()
    file.sheetTarget = target
    #expect(
        try refusal(file)
            == "book.xlsx refers to “\(target)”, which is outside the file and is not read: \(again)"
    )
}

@Test func `a sheet that is external by its mode is refused`() throws {
    var file = WorkbookFile()
    file.instead["xl/_rels/workbook.xml.rels"] = """
        <Relationships><Relationship Id="rId1" Type="x/worksheet" TargetMode="External"
        Target="worksheets/sheet1.xml"/></Relationships>
        """
    #expect(try refusal(file).contains("refers to “worksheets/sheet1.xml”, which is outside"))
}

@Test(arguments: [
    "<!DOCTYPE worksheet><worksheet/>",
    "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><worksheet>&b;</worksheet>",
    "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>",
    "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>&x;</worksheet>",
    "<!DOCTYPE w [<!ENTITY % x SYSTEM \"http://example.org/x\">%x;]><worksheet/>",
])
func `a document type is refused, whatever it would do`(text: String) throws {
    var file = WorkbookFile()
    file.instead["xl/worksheets/sheet1.xml"] = text
    #expect(
        try refusal(file)
            == "book.xlsx holds a document type in its part xl/worksheets/sheet1.xml, as no spreadsheet program writes it: \(again)"
    )
}

@Test(arguments: [
    "", "<", "plain", "<worksheet>", "<worksheet></sheet>", "<other/>",
    "<worksheet>&x;</worksheet>",
    "<worksheet/><worksheet/>", "<worksheet a=\"1\" a=\"2\"/>", "<worksheet>\u{1}</worksheet>",
    "<?xml version=\"1.0\" encoding=\"unheard-of\"?><worksheet/>",
    String(repeating: "<worksheet>", count: 101),
    "<worksheet><" + String(repeating: "a", count: 256) + "/></worksheet>",
    "<worksheet>" + (0..<2_001).map { "<a\($0)/>" }.joined() + "</worksheet>",
    "<worksheet>" + (0..<2_001).map { "<a b\($0)=\"\"/>" }.joined() + "</worksheet>",
    "<worksheet a=\"" + String(repeating: "a", count: 1_200_000) + "\"/>",
    "<worksheet><!--" + String(repeating: "a", count: 1_200_000) + "--></worksheet>",
])
func `what is no sheet's XML is refused with the part's name`(text: String) throws {
    var file = WorkbookFile()
    file.instead["xl/worksheets/sheet1.xml"] = text
    #expect(
        try refusal(file) == "book.xlsx is damaged in its part xl/worksheets/sheet1.xml: \(again)")
}

@Test(arguments: [
    (
        "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>",
        "has PLF!B1 twice: \(again)"
    ),
    (
        "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c r=\"B2\"><v>1</v></c></row>",
        "has PLF!2 twice: \(again)"
    ),
    ("<row><c t=\"s\"><v>9</v></c></row>", "has no text for PLF!A1, which refers to one: \(again)"),
    (
        "<row><c t=\"s\"><v>-1</v></c></row>",
        "has no text for PLF!A1, which refers to one: \(again)"
    ),
    (
        "<row><c t=\"s\"><v>99999999999999999999</v></c></row>",
        "has no text for PLF!A1, which refers to one: \(again)"
    ),
    (
        "<row r=\"3\"><c r=\"A4\"><v>1</v></c></row>",
        "is damaged in its part xl/worksheets/sheet1.xml: \(again)"
    ),
    (
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    (
        "<row r=\"1048577\"/>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    ("<row r=\"0\"/>", "has a cell beyond the last column or row of its sheet “PLF”: \(again)"),
    (
        "<row r=\"99999999999999999999\"/>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    (
        "<row r=\"1048576\"/><row/>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    (
        "<row r=\"1\"><c r=\"XFD1\"/><c/></row>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    (
        "<row r=\"1\"><c r=\"1A\"/></row>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    (
        "<row r=\"1\"><c r=\"\"/></row>",
        "has a cell beyond the last column or row of its sheet “PLF”: \(again)"
    ),
    (
        "<row><c t=\"str\"><v>" + String(repeating: "a", count: 1_048_577) + "</v></c></row>",
        "holds a cell of more than a million characters: save only the sheets and rows that are needed, as Excel workbook (.xlsx) or CSV."
    ),
])
func `a cell that cannot be is refused with its place`(rows: String, expected: String) throws {
    var file = WorkbookFile()
    file.rows = rows
    #expect(try refusal(file) == "book.xlsx \(expected)")
}

@Test func `numbers in attributes are bounded, whatever they say`() throws {
    var file = WorkbookFile()
    let huge = "99999999999999999999"
    file.instead["xl/styles.xml"] = """
        <styleSheet><numFmts><numFmt numFmtId="\(huge)" formatCode="0"/></numFmts><cellXfs>
        <xf numFmtId="-\(huge)"/><xf><alignment indent="9223372036854775807"/></xf></cellXfs></styleSheet>
        """
    file.before =
        "<cols><col min=\"9\" max=\"3\" hidden=\"1\"/><col min=\"0\" max=\"\(huge)\" hidden=\"1\"/></cols>"
    file.rows = """
        <row><c s="\(huge)"><v>1</v></c><c s="1"><v>2</v></c><c s="0"><v>3</v></c></row>
        """
    let sheet = try file.sheet()
    #expect([0, 1, 2].map { sheet[0][$0] } == ["1", "2", "3"])
    #expect(sheet.hiddenColumns == [])
}

@Test func `a text that many cells refer to is not copied without end`() throws {
    var file = WorkbookFile()
    file.texts = "<si><t>" + String(repeating: "a", count: 1_000_000) + "</t></si>"
    let row = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 20) + "</row>"
    file.rows = String(repeating: row, count: 10)
    #expect(try refusal(file).contains("holds more than 112 MB of text"))
}

@Test func `a workbook that lacks a part is refused with the part's name`() throws {
    for (part, said) in [
        ("xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"),
        ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.xml.rels"),
    ] {
        var zip = WorkbookFile().zip
        zip.parts.removeAll { $0.name == part }
        #expect(try refusal("book.xlsx", zip.bytes).contains("is damaged in its part \(said)"))
    }
}
