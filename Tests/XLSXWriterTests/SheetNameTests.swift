import Testing
import XLSXWriter

struct SheetNameTests {
    @Test func `31 characters are a name and 32 are not`() throws {
        let longest = String(repeating: "a", count: 31)
        #expect(try SheetName(longest).description == longest)
        #expect(throws: WorkbookError.sheetNameTooLong(longest + "a")) {
            try SheetName(longest + "a")
        }
    }

    @Test func `a character outside the basic plane counts twice, as in Excel`() {
        #expect(throws: WorkbookError.self) { try SheetName(String(repeating: "😀", count: 16)) }
    }

    @Test(arguments: ["[", "]", ":", "*", "?", "/", "\\", "/\u{338}", "\0", "\n", "\u{FFFF}"])
    func `a character that formulas need is refused, combined or not`(character: String) {
        let name = "a" + character + "b"
        #expect(throws: WorkbookError.sheetNameHasForbiddenCharacter(name)) { try SheetName(name) }
    }

    @Test func `an empty, a reserved and an apostrophed name are refused`() {
        #expect(throws: WorkbookError.sheetNameEmpty) { try SheetName("") }
        #expect(throws: WorkbookError.sheetNameReserved("History")) { try SheetName("History") }
        #expect(throws: WorkbookError.sheetNameTouchesApostrophe("'a")) { try SheetName("'a") }
        #expect(throws: WorkbookError.sheetNameTouchesApostrophe("a'")) { try SheetName("a'") }
    }

    @Test func `two names that differ in capitals are one`() throws {
        let scratch = try Scratch()
        var book = try scratch.open()
        try book.addSheet(SheetName("Fund")) { _ in }
        var refusal: WorkbookError?
        do throws(WorkbookError) {
            try book.addSheet(SheetName("fUND")) { _ in }
        } catch { refusal = error }
        #expect(refusal == .sheetNameTaken("fUND"))
    }

    @Test(arguments: ["Total", "Total_2025", "_a", "ABCD1", "RCs"])
    func `a word names cells`(name: String) throws {
        #expect(try DefinedName(name).description == name)
    }

    @Test(arguments: ["", "A1", "FY25", "xfd9", "R", "c", "R1C1", "rc", "1a", "a b", "a-b", "é"])
    func `what reads as a cell, or is no word, cannot name cells`(name: String) {
        #expect(throws: WorkbookError.badDefinedName(name)) { try DefinedName(name) }
    }
}
