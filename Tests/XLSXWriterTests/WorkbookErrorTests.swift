import Testing
import XLSXWriter

struct WorkbookErrorTests {
    @Test(arguments: [
        WorkbookError.folderMissing("f"), .folderReadOnly("f"), .notAFile("f"),
        .cannotWrite("f", reason: "r"), .cannotReplace("f", reason: "r"), .diskFull("f"),
        .outOfMemory, .libraryRefused(code: 1), .sheetNameEmpty, .sheetNameTooLong("n"),
        .sheetNameHasForbiddenCharacter("n"), .sheetNameTouchesApostrophe("n"),
        .sheetNameReserved("n"), .sheetNameTaken("n"), .noSuchSheet("n"), .noSheet,
        .rowOutOfRange(1), .columnOutOfRange(1), .rowAlreadyWritten(1),
        .textTooLong("A text", length: 2, limit: 1),
        .notAFormula("x"), .readsAsFormula("=x"), .notANumber, .sumTooLarge(pence: 1),
        .noSuchDay(year: 1, month: 1, day: 1), .noSuchMoment(seconds: 0),
        .settingOutOfRange("The zoom", value: 1, allowed: 10...400),
        .sizeOutOfRange("The height", value: -1), .badDefinedName("A1"), .definedNameTaken("a"),
        .chartWithoutSeries, .chartNeedsOneRowOrColumn("A1:B2"),
    ])
    func `each refusal says what is wrong and then what to do`(error: WorkbookError) {
        let text = error.description
        #expect(text.hasSuffix("."))
        #expect(text.split(separator: ". ").count >= 2 || text.contains(";"))
        #expect(text != "The workbook was not written.")
    }
}
