import Testing
import XLSXWriter

struct CellReferenceTests {
    @Test(arguments: [
        (0, 0, "A1"), (13, 2, "C14"), (0, 25, "Z1"), (0, 26, "AA1"), (0, 701, "ZZ1"),
        (0, 702, "AAA1"), (1_048_575, 16_383, "XFD1048576"),
    ])
    func `a cell prints itself in letters and digits`(row: Int, column: Int, text: String) throws {
        #expect(try at(row, column).description == text)
    }

    @Test func `a fixed cell has a dollar before each part`() throws {
        #expect(try at(13, 2).absolute == "$C$14")
    }

    @Test(arguments: [-1, 1_048_576]) func `a row that no sheet has is refused`(row: Int) {
        #expect(throws: WorkbookError.rowOutOfRange(row)) { try at(row, 0) }
    }

    @Test(arguments: [-1, 16_384]) func `a column that no sheet has is refused`(column: Int) {
        #expect(throws: WorkbookError.columnOutOfRange(column)) { try at(0, column) }
    }

    @Test func `a range prints its corners, and one cell prints once`() throws {
        #expect(try CellRange(rows: 0...13, columns: 0...2).description == "A1:C14")
        #expect(try CellRange(at(4, 4)).description == "E5")
    }

    @Test(arguments: [
        ("Totals", "Totals!$A$1"), ("Q1", "'Q1'!$A$1"), ("2025", "'2025'!$A$1"),
        ("Children's", "'Children''s'!$A$1"), ("RC", "'RC'!$A$1"),
        ("Two words", "'Two words'!$A$1"),
    ])
    func `a sheet is quoted unless it is plainly a word`(name: String, text: String) throws {
        #expect(try CellRange(at(0, 0)).absolute(on: SheetName(name)) == text)
    }
}
