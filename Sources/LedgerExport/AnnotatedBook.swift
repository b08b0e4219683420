public import LedgerCore

/// A file of tables with what a check found in it, to be written as a spreadsheet.
///
/// Lines count from 1, as the file or the sheet numbers its rows; columns count from nought.
public struct AnnotatedBook {
    /// The checked file's name, without its folder.
    public let fileName: String
    /// The SHA-256 of the checked file, in hexadecimal digits.
    public let sha256: String
    /// What came of the check, a sentence or two.
    public let result: String
    /// What the officer should know of how the file was read, a sentence each.
    public let remarks: [String]
    /// The file's sheets in their order; one for a CSV file.
    public let sheets: [AnnotatedSheet]
    /// The tables found in them.
    public let tables: [AnnotatedTable]
    /// What was found.
    public let notes: [AnnotatedNote]

    public init(
        fileName: String, sha256: String, result: String, remarks: [String] = [],
        sheets: [AnnotatedSheet], tables: [AnnotatedTable] = [], notes: [AnnotatedNote] = []
    ) {
        self.fileName = fileName
        self.sha256 = sha256
        self.result = result
        self.remarks = remarks
        self.sheets = sheets
        self.tables = tables
        self.notes = notes
    }
}

/// One sheet of the checked file.
public struct AnnotatedSheet {
    /// The name on its tab; for a CSV file the file's name will do.
    public let name: String
    /// Whether the file hides the whole sheet.
    public let isHidden: Bool
    /// The rows that the file hides.
    public let hiddenLines: Set<Int>
    /// The columns that the file hides.
    public let hiddenColumns: Set<Int>
    /// The areas that are one cell each; the text is in the area's first.
    public let merges: [AnnotatedArea]
    /// The rows from the top, made one by one as they are written.
    public let rows: any Sequence<AnnotatedRow>

    public init(
        name: String, isHidden: Bool = false, hiddenLines: Set<Int> = [],
        hiddenColumns: Set<Int> = [], merges: [AnnotatedArea] = [],
        rows: any Sequence<AnnotatedRow>
    ) {
        self.name = name
        self.isHidden = isHidden
        self.hiddenLines = hiddenLines
        self.hiddenColumns = hiddenColumns
        self.merges = merges
        self.rows = rows
    }
}

/// A rectangle of cells.
public struct AnnotatedArea: Hashable, Sendable {
    public let lines: ClosedRange<Int>
    public let columns: ClosedRange<Int>

    public init(lines: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.lines = lines
        self.columns = columns
    }
}

/// One row of a sheet.
public struct AnnotatedRow: Hashable, Sendable {
    public let line: Int
    /// The cells that are not empty, from the left.
    public let cells: [AnnotatedCell]

    public init(line: Int, cells: [AnnotatedCell]) {
        self.line = line
        self.cells = cells
    }
}

/// One cell that is not empty.
public struct AnnotatedCell: Hashable, Sendable {
    public let column: Int
    public let value: AnnotatedValue
    /// How far its text is set in.
    public let indent: Int

    public init(column: Int, value: AnnotatedValue, indent: Int = 0) {
        self.column = column
        self.value = value
        self.indent = indent
    }
}

/// What a cell holds, as the file has it.
public enum AnnotatedValue: Hashable, Sendable {
    /// A text, which stays one, whatever it looks like.
    case text(String)
    /// A number by its decimals, such as `-1234.5`.
    case number(String)
    /// A day such as `2019-01-24`, or one with a time, `2019-01-24 09:30:00`.
    case date(String)
    /// A share of a hundred, such as `45.5%`.
    case percentage(String)
    /// `TRUE` or `FALSE`.
    case boolean(Bool)
    /// An error such as `#REF!`.
    case error(String)
}

/// A table of the checked file.
public struct AnnotatedTable: Hashable, Sendable {
    /// What it is called in the summary: its heading, or where it is.
    public let title: String
    /// The place of its sheet among the book's.
    public let sheet: Int
    /// The row of its headings, where it has one.
    public let headerLine: Int?
    /// The rows it takes, headings included.
    public let lines: ClosedRange<Int>
    /// The column of its labels, where it has one.
    public let labelColumn: Int?
    /// Its columns of money.
    public let columns: [AnnotatedColumn]
    /// What came of it, in words, such as `adds up`.
    public let result: String

    public init(
        title: String, sheet: Int, headerLine: Int?, lines: ClosedRange<Int>, labelColumn: Int?,
        columns: [AnnotatedColumn], result: String
    ) {
        self.title = title
        self.sheet = sheet
        self.headerLine = headerLine
        self.lines = lines
        self.labelColumn = labelColumn
        self.columns = columns
        self.result = result
    }
}

/// A column of money of a table.
public struct AnnotatedColumn: Hashable, Sendable {
    public let column: Int
    public let heading: String
    /// What it holds, in a word such as `allocated`; empty where that is not known.
    public let role: String
    /// Its printed total; nil where none is printed.
    public let printed: Money?
    /// What its lines make.
    public let computed: Money?
    /// The row of the printed total.
    public let totalLine: Int?

    /// Printed less computed.
    public var difference: Money? {
        guard let printed, let computed else { return nil }
        return printed - computed
    }

    public init(
        column: Int, heading: String, role: String, printed: Money?, computed: Money?,
        totalLine: Int?
    ) {
        self.column = column
        self.heading = heading
        self.role = role
        self.printed = printed
        self.computed = computed
        self.totalLine = totalLine
    }
}

/// Something that was found, and where.
public struct AnnotatedNote: Hashable, Sendable {
    public let severity: Finding.Severity
    /// Where the officer finds it, as the check prints it: `PLF!C14` or `line 14`.
    public let place: String
    /// The place of the sheet among the book's; nil for the file as a whole.
    public let sheet: Int?
    /// The place of the table among the book's, where one is meant.
    public let table: Int?
    /// Nil for the table or sheet as a whole.
    public let line: Int?
    /// Nil where the whole row is meant.
    public let column: Int?
    /// The column's heading.
    public let heading: String?
    /// What is printed there, where it is a sum.
    public let printed: Money?
    /// What the other figures make.
    public let computed: Money?
    /// What is wrong, and what would be accepted.
    public let message: String
    /// The one explanation that fits.
    public let guess: String?

    /// Printed less computed.
    public var difference: Money? {
        guard let printed, let computed else { return nil }
        return printed - computed
    }

    public init(
        severity: Finding.Severity, place: String, sheet: Int?, table: Int? = nil, line: Int?,
        column: Int?, heading: String? = nil, printed: Money? = nil, computed: Money? = nil,
        message: String, guess: String? = nil
    ) {
        self.severity = severity
        self.place = place
        self.sheet = sheet
        self.table = table
        self.line = line
        self.column = column
        self.heading = heading
        self.printed = printed
        self.computed = computed
        self.message = message
        self.guess = guess
    }
}
