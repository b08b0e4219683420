/// What stands between the cells of a row.
public enum CSVSeparator: UInt8, Sendable, Hashable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    /// Tables written by hand in plain text.
    case bar = 0x7C

    var inWords: String {
        switch self {
        case .comma: "commas"
        case .semicolon: ";"
        case .tab: "tabs"
        case .bar: "|"
        }
    }
}

/// How a table's file was written, as the reader found it.
public struct CSVSource: Sendable, Hashable {
    public let encoding: TextEncoding
    public let separator: CSVSeparator

    public init(encoding: TextEncoding, separator: CSVSeparator) {
        self.encoding = encoding
        self.separator = separator
    }

    /// Whether it is what this product writes; a byte order mark changes nothing that is read.
    public var isPlain: Bool {
        separator == .comma && (encoding == .utf8 || encoding == .utf8WithMark)
    }

    /// A sentence for the officer on a file in another form.
    public func remark(on file: String) -> String {
        "\(file) was saved as \(encoding.name) with \(separator.inWords) between cells, and was read as such."
    }
}

/// Why a file is not a table.
public enum CSVError: Error, Equatable, Sendable {
    case unclosedQuote(line: Int)
    case textAfterQuote(line: Int)
    case notText(line: Int)
    case tooLarge
    case tooManyCells

    /// The line it happened on, where there is one.
    public var line: Int? {
        switch self {
        case .unclosedQuote(let line), .textAfterQuote(let line), .notText(let line): line
        case .tooLarge, .tooManyCells: nil
        }
    }
}

extension CSVError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unclosedQuote:
            "A quotation mark opens a cell here and none closes it. Close it, or save the file again as CSV."
        case .textAfterQuote:
            "Text follows the quotation mark that closes a cell. Write each mark inside a quoted cell twice."
        case .notText:
            "The file is not text. Save the table as “CSV UTF-8 (comma delimited)”."
        case .tooLarge:
            "The file holds too much text to be read at once. Split it."
        case .tooManyCells:
            "The file has too many cells. Split it."
        }
    }
}
