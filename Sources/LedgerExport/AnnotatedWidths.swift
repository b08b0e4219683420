internal import XLSXWriter

/// How wide the columns of a copy must be to be read, learnt as its rows are written.
struct AnnotatedWidths {
    private static let narrowest = 8.0
    private static let widest = 60.0
    /// Every text of so many rows is measured; of later ones only those that are longer.
    private static let measuredLines = 500

    private var widths: [Int: Double] = [:]
    private var longest: [Int: Int] = [:]

    /// Whether a text will take more than one line of the widest column.
    static func wraps(_ text: String) -> Bool {
        text.utf8.contains(0x0A)
            || (text.utf8.count > 50 && StatementLettering.width(of: text) > widest)
    }

    /// A text that should stand in one line.
    mutating func add(_ text: String, column: Int, line: Int, bold: Bool = false) {
        let length = text.utf8.count
        guard line <= Self.measuredLines || length > longest[column, default: 0] else { return }
        longest[column] = max(length, longest[column, default: 0])
        let lines = text.split(separator: "\n")
        let width = lines.map { StatementLettering.width(of: String($0), bold: bold) }.max() ?? 0
        widths[column] = max(widths[column, default: 0], width)
    }

    /// A heading, which may take a line a word.
    mutating func add(heading: String, column: Int) {
        for word in heading.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            add(String(word), column: column, line: 0, bold: true)
        }
    }

    /// Of all columns together, in characters.
    var total: Double { widths.values.reduce(0) { $0 + Self.fitted($1) } }

    private static func fitted(_ width: Double) -> Double {
        min(max(width, narrowest), widest)
    }

    func set(on sheet: borrowing Sheet) throws(WorkbookError) {
        for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
            try sheet.setWidth(Self.fitted(width), ofColumns: column...column)
        }
    }
}
