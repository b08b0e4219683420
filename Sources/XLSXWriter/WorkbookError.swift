/// Why a workbook was not written, each with a sentence that says what to do.
public enum WorkbookError: Error, Equatable {
    /// The folder for the file does not exist.
    case folderMissing(String)
    /// The folder for the file cannot be written.
    case folderReadOnly(String)
    /// The path names a folder or a device.
    case notAFile(String)
    /// The file could not be made.
    case cannotWrite(String, reason: String)
    /// The whole file could not be put in the earlier one's place.
    case cannotReplace(String, reason: String)
    /// The disk filled up on the way.
    case diskFull(String)
    /// Memory ran out.
    case outOfMemory
    /// The library gave a code that has no meaning here.
    case libraryRefused(code: Int)

    /// A sheet without a name.
    case sheetNameEmpty
    /// A sheet name beyond 31 characters.
    case sheetNameTooLong(String)
    /// A sheet name with a character that formulas need.
    case sheetNameHasForbiddenCharacter(String)
    /// A sheet name that begins or ends with an apostrophe.
    case sheetNameTouchesApostrophe(String)
    /// A sheet name that Excel uses itself.
    case sheetNameReserved(String)
    /// A sheet name given twice, whatever its capitals.
    case sheetNameTaken(String)
    /// A sheet that was not added.
    case noSuchSheet(String)
    /// No sheet at all.
    case noSheet

    /// A row that no sheet has, counted from 0.
    case rowOutOfRange(Int)
    /// A column that no sheet has, counted from 0.
    case columnOutOfRange(Int)
    /// A row that a memory-saving workbook has put on disk, counted from 0.
    case rowAlreadyWritten(Int)

    /// A text beyond what the format holds.
    case textTooLong(String, length: Int, limit: Int)
    /// A formula without an equals sign, or with an unprintable character.
    case notAFormula(String)
    /// A chart's text that begins with an equals sign.
    case readsAsFormula(String)
    /// A figure that is infinite or undefined.
    case notANumber
    /// A sum of more than 15 digits.
    case sumTooLarge(pence: Int64)
    /// A day that is in no calendar, or outside the years 1900 to 9999.
    case noSuchDay(year: Int, month: Int, day: Int)
    /// A date made that is outside the years 1970 to 9999.
    case noSuchMoment(seconds: Int64)
    /// A whole number outside what Excel takes.
    case settingOutOfRange(String, value: Int, allowed: ClosedRange<Int>)
    /// A size outside what Excel takes.
    case sizeOutOfRange(String, value: Double)
    /// A name for cells that Excel would call damaged.
    case badDefinedName(String)
    /// A name for cells given twice.
    case definedNameTaken(String)
    /// A word of a list that would be read as two, or as its end.
    case badListWord(String)
    /// A chart with nothing to draw.
    case chartWithoutSeries
    /// A chart's range that is neither one row nor one column.
    case chartNeedsOneRowOrColumn(String)
}

extension WorkbookError: CustomStringConvertible {
    /// The sentence for the person who asked for the workbook.
    public var description: String {
        fileSentence ?? sheetSentence ?? cellSentence ?? settingSentence
    }

    private var fileSentence: String? {
        switch self {
        case .folderMissing(let folder):
            "There is no folder \(folder). Make it, or choose another."
        case .folderReadOnly(let folder):
            "The folder \(folder) does not let you write. Choose another, or ask its owner."
        case .notAFile(let path):
            "\(path) is not a file that can be replaced. Give the name of a file."
        case .cannotWrite(let path, let reason):
            "\(path) could not be written: \(reason). Nothing was changed; try another folder."
        case .cannotReplace(let path, let reason):
            "\(path) could not be put in place: \(reason). Any earlier file is as it was."
        case .diskFull(let path):
            "The disk is too full to write \(path). Free some space and try again."
        case .outOfMemory:
            "There is not enough memory for this workbook. Write fewer rows, or split it."
        case .libraryRefused(let code):
            "The spreadsheet library refused with code \(code). Report this code."
        default: nil
        }
    }

    private var sheetSentence: String? {
        switch self {
        case .sheetNameEmpty:
            "A sheet has no name. Give it one."
        case .sheetNameTooLong(let name):
            "The sheet name \"\(name)\" is longer than 31 characters. Shorten it."
        case .sheetNameHasForbiddenCharacter(let name):
            "The sheet name \"\(name)\" holds one of [ ] : * ? / \\ or an unprintable character."
                + " Take it out."
        case .sheetNameTouchesApostrophe(let name):
            "The sheet name \"\(name)\" begins or ends with an apostrophe. Take it out."
        case .sheetNameReserved(let name):
            "Excel keeps the sheet name \"\(name)\" for itself. Choose another."
        case .sheetNameTaken(let name):
            "There is a sheet named \"\(name)\" already. Choose another name."
        case .noSuchSheet(let name):
            "There is no sheet named \"\(name)\". Add it first."
        case .noSheet:
            "The workbook has no sheet. Add one at least."
        default: nil
        }
    }

    private var cellSentence: String? {
        switch self {
        case .rowOutOfRange(let row):
            "Row \(row + 1) is outside the 1,048,576 rows of a sheet. Split it over sheets."
        case .columnOutOfRange(let column):
            "Column \(column + 1) is outside the 16,384 columns of a sheet. Use fewer."
        case .rowAlreadyWritten(let row):
            "Row \(row + 1) is on disk already. Write rows from the top, or save no memory."
        case .textTooLong(let what, let length, let limit):
            "\(what) is \(length) characters long, and \(limit) is the most. Shorten it."
        case .notAFormula(let formula):
            "\"\(formula)\" is not a formula. Begin with = and use printable characters."
        case .readsAsFormula(let text):
            "\"\(text)\" would be read as a formula in a chart. Begin with another character."
        case .notANumber:
            "A figure is infinite or not a number. Write a number, or leave the cell blank."
        case .sumTooLarge(let pence):
            "\(pence) pence has more than the 15 digits that a spreadsheet keeps."
                + " Write it as text."
        case .noSuchDay(let year, let month, let day):
            "Day \(day), month \(month), year \(year) is not a day from 1900 to 9999. Correct it."
        default: nil
        }
    }

    private var settingSentence: String {
        switch self {
        case .noSuchMoment(let seconds):
            "\(seconds) seconds from 1970 is not in the years 1970 to 9999. Correct the date made."
        case .settingOutOfRange(let what, let value, let allowed):
            "\(what) is \(value). Choose \(allowed.lowerBound) to \(allowed.upperBound)."
        case .sizeOutOfRange(let what, let value):
            "\(what) is \(value), which Excel does not take. Choose a smaller positive size."
        case .badDefinedName(let name):
            "\"\(name)\" cannot name cells. Use letters, digits and _, nothing like A1 or R1C1."
        case .definedNameTaken(let name):
            "The name \"\(name)\" is given to other cells already. Choose another."
        case .badListWord(let word):
            "\"\(word)\" cannot stand in a list. Use letters, without a comma or a double quote."
        case .chartWithoutSeries:
            "A chart has no series. Give it one at least."
        case .chartNeedsOneRowOrColumn(let range):
            "The chart range \(range) is a block. Give one row or one column."
        default: "The workbook was not written."
        }
    }
}
