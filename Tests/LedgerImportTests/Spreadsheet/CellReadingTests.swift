import LedgerImport
import Testing

/// The cell's text and kind in a workbook of one cell.
private func cell(_ xml: String, _ file: WorkbookFile = WorkbookFile()) throws -> String {
    var file = file
    file.rows = "<row r=\"1\">\(xml)</row>"
    let row = try file.sheet()[0]
    let column = try #require(row.columns.first { _ in true })
    let kind = try #require(row.kind(column))
    return "\(kind) \(row[column])"
}

@Test(arguments: [
    ("12", "12"), ("-12.5", "-12.5"), ("0.30000000000000004", "0.3"), ("-5E3", "-5000"),
    ("1.1999999999999999E-2", "0.012"), ("1234.4999999999999", "1234.5"), ("0.1", "0.1"),
    ("75500.000000000015", "75500"), ("0.0000000005", "0.000000001"), ("1E-10", "0"),
    ("-0.0000000005", "-0.000000001"), ("-0.00000000049999", "0"), ("-0", "0"), ("0.0", "0"),
    ("999.9999999995", "1000"), ("999.9999999994", "999.999999999"), ("007.50", "7.5"),
    ("+3", "3"), (".5", "0.5"), ("5.", "5"), ("1e2", "100"), ("1E+02", "100"),
    ("123456789012345", "123456789012345"), ("123456789012345.6", "123456789012345.6"),
    ("1234567890123456", "1234567890123456"), ("1.5E+20", "1.5E+20"),
    ("1E-999999999999999999999", "0"), ("1E999999999999999999999", "1E999999999999999999999"),
    ("0E999999999999999999999", "0"), ("1E+14", "100000000000000"), (" 12 ", "12"),
    ("0.123456789", "0.123456789"), ("0.1234567895", "0.12345679"),
])
func `a number is the decimal it was meant to be`(stored: String, expected: String) throws {
    #expect(try cell("<c r=\"A1\"><v>\(stored)</v></c>") == "number \(expected)")
}

@Test(arguments: ["1.2.3", "1e", "e5", "--1", "1,5", "0x10", "NaN", "INF", "1e+", "-", "."])
func `what is no number is an error, as it is written`(stored: String) throws {
    #expect(try cell("<c><v>\(stored)</v></c>") == "error \(stored)")
}

@Test(arguments: [
    ("<c t=\"b\"><v>1</v></c>", "boolean TRUE"), ("<c t=\"b\"><v>0</v></c>", "boolean FALSE"),
    ("<c t=\"e\"><v>#REF!</v></c>", "error #REF!"), ("<c t=\"n\"><v>4</v></c>", "number 4"),
    ("<c t=\"str\"><f>A2</f><v>Mediation</v></c>", "text Mediation"),
    ("<c t=\"str\"><f>A2</f><v>a_x000A_b</v></c>", "text a\nb"),
    ("<c t=\"inlineStr\"><is><t>£1,200</t></is></c>", "text £1,200"),
    (
        "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>To</t></r><r><t>tal</t></r></is></c>",
        "text Total"
    ),
    ("<c t=\"inlineStr\"><is><r><t>東京</t></r><rPh><t>トウキョウ</t></rPh></is></c>", "text 東京"),
    ("<c t=\"s\"><v>1</v></c>", "text Fire & Skills"),
    ("<c t=\"s\"><v>2</v></c>", "text rich and plain"),
    ("<c t=\"s\"><v>3</v></c>", "text 東京"),
    ("<c t=\"s\"><v>4</v></c>", "text a\tb _x0041 😀_x001B_"),
    ("<c><f>SUM(A2:A9)</f></c>", "formulaWithoutValue =SUM(A2:A9)"),
    ("<c><f>SUM(A2:A9)</f><v></v></c>", "formulaWithoutValue =SUM(A2:A9)"),
    ("<c><f>SUM(A2:A9)</f><v/></c>", "formulaWithoutValue =SUM(A2:A9)"),
    ("<c><f t=\"shared\" si=\"0\"/></c>", "formulaWithoutValue =…"),
    ("<c><f>A2&amp;\"x\"</f><v>7</v></c>", "number 7"),
    ("<c t=\"d\"><v>2019-01-24T00:00:00</v></c>", "date 2019-01-24"),
    ("<c t=\"d\"><v>2019-01-24</v></c>", "date 2019-01-24"),
    ("<c t=\"d\"><v>2019-01-24T13:45:30.5Z</v></c>", "date 2019-01-24 13:45:30"),
    ("<c t=\"d\"><v>13:45:00</v></c>", "date 13:45"),
    ("<c t=\"later\"><v>4</v></c>", "number 4"),
])
func `a cell holds what its type says`(xml: String, expected: String) throws {
    var file = WorkbookFile()
    file.texts = """
        <si><t/></si><si><t>Fire &amp; Skills</t></si>
        <si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>and plain</t></r></si>
        <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
        <si><t>a_x0009_b _x005F_x0041 _xD83D__xDE00__x001B_</t></si>
        """
    #expect(try cell(xml, file) == expected)
}

@Test func `a formula says that it is one, and an empty result is a result`() throws {
    var file = WorkbookFile()
    file.rows = """
        <row><c><f>1+1</f><v>2</v></c><c><v>2</v></c><c t="str"><f>""</f><v></v></c></row>
        """
    let row = try file.sheet()[0]
    #expect(Array(row.columns) == [0, 1])
    #expect([0, 1].map { row.isFormula($0) } == [true, false])
}

/// Style, number, what it is in 1900's count and in 1904's.
private let days: [(format: String, number: String, from1900: String, from1904: String)] = [
    ("dd/mm/yyyy", "43489", "date 2019-01-24", "date 2023-01-25"),
    ("dd/mm/yyyy", "43489.573263888887", "date 2019-01-24 13:45:30", "date 2023-01-25 13:45:30"),
    ("mmm\\-yy", "43489.000000001", "date 2019-01-24", "date 2023-01-25"),
    ("d", "43489.9999999", "date 2019-01-25", "date 2023-01-26"),
    ("dd/mm/yyyy", "1", "date 1900-01-01", "date 1904-01-02"),
    ("dd/mm/yyyy", "0", "date 1900-01-00", "date 1904-01-01"),
    ("dd/mm/yyyy", "59", "date 1900-02-28", "date 1904-02-29"),
    ("dd/mm/yyyy", "60", "date 1900-02-29", "date 1904-03-01"),
    ("dd/mm/yyyy", "61", "date 1900-03-01", "date 1904-03-02"),
    ("dd/mm/yyyy", "2957003", "date 9995-12-30", "date 9999-12-31"),
    ("dd/mm/yyyy", "2957004", "date 9995-12-31", "number 2957004"),
    ("dd/mm/yyyy", "2958466", "number 2958466", "number 2958466"),
    ("dd/mm/yyyy", "-1", "number -1", "number -1"),
    ("dd/mm/yyyy", "1E300", "number 1E300", "number 1E300"),
    ("h:mm", "0.5", "date 12:00", "date 12:00"),
    ("h:mm AM/PM", "0.25", "date 06:00", "date 06:00"),
    ("h:mm", "43489.5", "date 2019-01-24 12:00", "date 2023-01-25 12:00"),
    ("[h]:mm", "5.25", "date 126:00", "date 126:00"),
    ("[$-809]dd mmmm yyyy;@", "43489", "date 2019-01-24", "date 2023-01-25"),
    ("mm:ss.0", "0.0005", "date 00:00:43", "date 00:00:43"),
]

@Test(arguments: days)
func `a day is told by its format and counted from the workbook's epoch`(
    format: String, number: String, from1900: String, from1904: String
) throws {
    var file = WorkbookFile()
    file.formats = [format]
    let xml = "<c s=\"1\"><v>\(number)</v></c>"
    #expect(try cell(xml, file) == from1900)
    file.isFrom1904 = true
    #expect(try cell(xml, file) == from1904)
}

@Test(arguments: [
    ("£#,##0.00", "number 1.5"), ("General", "number 1.5"), ("0.00%", "percentage 150%"),
    ("0&quot;m day&quot;", "number 1.5"), ("[Red]0.0", "number 1.5"), ("0.0,,\\m", "number 1.5"),
    ("#,##0_d;(#,##0)", "number 1.5"), ("[$€-2] #,##0", "number 1.5"), ("0.00E+00", "number 1.5"),
    ("@", "number 1.5"), ("0.00;dd/mm", "number 1.5"), ("&quot;yes%&quot;", "number 1.5"),
    ("[Red]dd/mm/yyyy", "date 1900-01-01 12:00"), ("yyyy", "date 1900-01-01 12:00"),
    ("mmmm", "date 1900-01-01 12:00"), ("[mm]:ss", "date 36:00"), ("\"", "number 1.5"),
])
func `a format says what a number is`(format: String, expected: String) throws {
    var file = WorkbookFile()
    file.formats = [format.replacing("\"", with: "&quot;")]
    #expect(try cell("<c s=\"1\"><v>1.5</v></c>", file) == expected)
}

@Test func `formats that every program knows need no description`() throws {
    for (ids, expected) in [
        ([9, 10], "percentage 4348950%"), ([0, 1, 2, 3, 4, 11, 37, 44, 48, 49], "number 43489.5"),
        (Array(14...17) + [18, 22, 45] + Array(27...36) + Array(50...58), "date 2019-01-24 12:00"),
        ([46], "date 1043748:00"),
    ] {
        for id in ids {
            var file = WorkbookFile()
            file.builtInFormats = [id]
            #expect(try cell("<c s=\"1\"><v>43489.5</v></c>", file) == expected, "format \(id)")
        }
    }
}

@Test(arguments: [
    ("0.455", "45.5%"), ("0.45500000000000002", "45.5%"), ("1", "100%"), ("-0.0025", "-0.25%"),
    ("0", "0%"), ("1E-13", "0%"),
])
func `a percentage is the number times a hundred`(number: String, expected: String) throws {
    var file = WorkbookFile()
    file.formats = ["0.0%"]
    #expect(try cell("<c s=\"1\"><v>\(number)</v></c>", file) == "percentage \(expected)")
}
