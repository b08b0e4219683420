import Testing

@testable import LedgerImport

/// A sheet with figures in A1 to A4, texts in B1 to B4, and a formula in C1.
private func book(_ formula: String, names: [DefinedName] = []) throws -> WorkbookCells {
    let figures: [CellValue?] = [.number("0.1"), .number("0.2"), .number("-3"), nil]
    let texts: [CellValue?] = [.text("Agrees"), .text("agrees"), .text("Does not"), .error("#N/A")]
    var cells: [WrittenCell] = []
    for line in 1...4 {
        cells.append(WrittenCell(CellAddress(line: line, column: 0), figures[line - 1]))
        cells.append(WrittenCell(CellAddress(line: line, column: 1), texts[line - 1]))
    }
    cells.append(WrittenCell(CellAddress(line: 1, column: 2), nil, formula: formula))
    let other = SheetCells(
        name: "It's", cells: [WrittenCell(CellAddress(line: 9, column: 0), .number("100"))])
    return WorkbookCells(sheets: [SheetCells(name: "PLF", cells: cells), other], names: names)
}

private func result(_ formula: String, names: [DefinedName] = []) throws -> String {
    let book = try book(formula, names: names)
    var reckoner = Reckoner(book)
    let cell = try #require(book.sheets[0].cells.first { $0.formula != nil })
    return reckoner.result(of: cell, inSheet: 0)?.description ?? "not reckoned"
}

@Test(arguments: [
    ("A1+A2", "0.3"), ("A1+A2-0.3", "0"), ("1/3", "0.333333333"), ("2/3*3", "2"), ("-A3%", "0.03"),
    ("1-2-3", "-4"), ("2*3+4*5", "26"), ("12/2/3", "2"), ("(1+2)*3", "9"), ("1+2=3", "TRUE"),
    ("A4", "0"), ("A4=\"\"", "TRUE"), ("B1=B2", "TRUE"), ("B1=B3", "FALSE"), ("A1<>B1", "TRUE"),
    ("\"£\"&A1+A2&\" left\"", "“£0.3 left”"), ("1/0", "#DIV/0!"), ("A1+B1", "#VALUE!"),
    ("B4&\"x\"", "#N/A"), ("'It''s'!A9*A2", "20"), ("Gone!A1", "#REF!"),
])
func `a formula comes to what a spreadsheet makes of it, exactly`(formula: String, value: String)
    throws
{
    #expect(try result(formula) == value)
}

@Test(arguments: [
    ("SUM(A1:A4,'It''s'!A9,1)", "98.3"), ("SUM(A1:B3)", "-2.7"), ("SUM(B1)", "0"),
    ("SUM(B4)", "#N/A"),
    ("ROUND(2.345,2)", "2.35"), ("ROUND(-2.345,2)", "-2.35"), ("ROUND(1250,-2)", "1300"),
    ("ROUNDUP(2.341,2)", "2.35"), ("ROUNDDOWN(-2.349,2)", "-2.34"), ("ABS(A3)", "3"),
    ("IF(A3<0,\"over\",\"under\")", "“over”"), ("IF(A1=0,1)", "FALSE"), ("IF(TRUE,,5)", "0"),
    ("IFERROR(1/0,\"–\")", "“–”"), ("IFERROR(A1,2)", "0.1"), ("MIN(A1:A4)", "-3"),
    ("MAX(A1:A4)", "0.2"),
    ("COUNT(A1:B4)", "3"), ("COUNTA(A1:B4)", "7"), ("COUNTIF(B1:B4,\"Agrees\")", "2"),
    ("COUNTIF(A1:A4,\">=0.2\")", "1"), ("COUNTIF(A1:A4,\"<>0.1\")", "3"),
    ("COUNTIFS(A1:A3,\">0\",B1:B3,\"agrees\")", "2"), ("SUMIF(B1:B3,\"agrees\",A1:A3)", "0.3"),
    ("SUMIFS(A1:A3,B1:B3,\"Does not\")", "-3"), ("SUMPRODUCT(A1:A3,A1:A3)", "9.05"),
    ("SUMPRODUCT(ABS(A1:A3-A3))", "6.3"), ("{SUM(A1:A3*2)}", "-5.4"), ("AVERAGE(A1:A3)", "-0.9"),
    ("AND(A1>0,A2>0)", "TRUE"), ("OR(A1>1,A3>1)", "FALSE"), ("NOT(A1=A2)", "TRUE"),
    ("INDEX(A1:B3,3,2)", "“Does not”"), ("INDEX(A1:A3,2)", "0.2"), ("INDEX(A1:A3,4)", "#REF!"),
    ("CONCATENATE(\"a\",B3)", "“aDoes not”"), ("HYPERLINK(\"#A1\",\"go\")", "“go”"),
])
func `a function comes to what a spreadsheet makes of it`(formula: String, value: String) throws {
    #expect(try result(formula) == value)
}

@Test(arguments: [
    ("A1:A4", "0.1"), ("A1:A4*2", "0.2"), ("-A1:A4", "-0.1"), ("A1:A4%", "0.001"),
    ("ROUND(A1:A4,0)", "0"), ("SUM(A1:A4*2)", "0.2"), ("{SUM(A1:A3*2)}", "-5.4"),
    ("IF(B1:B4=\"Agrees\",A1:A4,2)", "0.1"), ("A3:C3*2", "0"),
    ("A2:A4*2", "not reckoned"),
    ("SUM(IF(TRUE,A1:A3))", "-2.7"), ("IF(TRUE,A1:A3)", "0.1"),
    ("IF(Spent=0.1,ABS(Spent-Planned),0)", "2.9"),
    ("SUMPRODUCT(Spent*2)", "0.6"),
])
func `of an area, a formula means the cell in its own row`(formula: String, value: String) throws {
    let names = [
        DefinedName(name: "Spent", meaning: "'PLF'!A1:A2"),
        DefinedName(name: "Planned", meaning: "3"),
    ]
    #expect(try result(formula, names: names) == value)
}

@Test(arguments: [
    "TEXT(A1,\"0.0\")", "SUM(A:A)", "A2:A3", "RAND()", "A2:A4+A2:A3", "A1:B2*2",
    "COUNTIF(B1:B4,\"Ag*\")",
    "A1+",
    "SUM(A1", "B1>B2", "C1", "\"1\"+1", "2^2",
    "SUM(A1:XFD1048576)",
])
func `what is not reckoned is said to be so, and never guessed`(formula: String) throws {
    #expect(try result(formula) == "not reckoned")
}

@Test func `a formula that no person wrote takes neither long nor the stack`() throws {
    func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    #expect(try result(many("(", 50_000) + "1" + many(")", 50_000)) == "not reckoned")
    #expect(try result("1" + many("+1", 50_000)) == "not reckoned")
    #expect(try result(many("-", 50_000) + "1") == "1")
    #expect(try result("1" + many("*(1", 50_000)) == "not reckoned")
    #expect(try result(many("SUM(", 50_000) + "1" + many(")", 50_000)) == "not reckoned")
}

@Test func `names stand for cells, those of a sheet before those of the workbook`() throws {
    let names = [
        DefinedName(name: "Spent", meaning: "'It''s'!A9"),
        DefinedName(name: "Spent", sheet: 0, meaning: "'PLF'!A1:A2"),
        DefinedName(name: "Rate", meaning: "0.5"), DefinedName(name: "Round", meaning: "Round"),
    ]
    #expect(try result("SUM(Spent)*Rate", names: names) == "0.15")
    #expect(try result("Round", names: names) == "not reckoned")
    #expect(try result("Nothing", names: names) == "not reckoned")
}

@Test func `formulas without results are reckoned from one another`() {
    let cells = (1...5_000).map { line in
        WrittenCell(
            CellAddress(line: line, column: 0), line == 1 ? .number("0.01") : nil,
            formula: line == 1 ? nil : "A\(line - 1)+0.01")
    }
    let book = WorkbookCells(sheets: [SheetCells(name: "PLF", cells: cells)], names: [])
    var reckoner = Reckoner(book)
    let results = cells.dropFirst().map { reckoner.result(of: $0, inSheet: 0) }
    #expect(results.last == .number("50"))
    #expect(!results.contains(nil))
}
