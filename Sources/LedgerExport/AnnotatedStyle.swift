internal import LedgerCore
internal import XLSXWriter

/// What decides how a cell of a copy looks.
struct AnnotatedLook: Hashable {
    /// How a value is shown.
    enum Form: Hashable {
        case text
        /// A text that would be a formula if someone typed it anew.
        case guardedText
        case number
        case money
        case date
        case moment
        case percentage(decimals: Int)
    }

    var form = Form.text
    /// The gravest finding on it.
    var severity: Finding.Severity?
    /// Whether the file hides its row, column or sheet.
    var isHidden = false
    var isHeading = false
    /// Whether it stands in a column of money.
    var isFigure = false
    var wraps = false
    var indent = 0

    var style: CellStyle {
        var style = StatementStyle.text
        style.vertical = .top
        style.wrapsText = wraps
        style.numberFormat = numberFormat
        style.indent = isFigure ? 0 : min(max(indent, 0), 15)
        if isFigure { style.horizontal = .right }
        if isHeading {
            style.bold = true
            style.bottomBorder = .thin
            style.vertical = .bottom
        }
        if isHidden {
            style.italic = true
            style.fontColour = StatementStyle.grey
            style.fill = 0xE4E7EB
        }
        if let severity { severity.mark(&style) }
        return style
    }

    private var numberFormat: String? {
        switch form {
        case .text, .number: nil
        case .guardedText: "@"
        case .money: "#,##0.00"
        case .date: "d mmm yyyy"
        case .moment: "d mmm yyyy hh:mm:ss"
        case .percentage(let decimals):
            decimals == 0 ? "0%" : "0.\(String(repeating: "0", count: min(decimals, 9)))%"
        }
    }
}

extension Finding.Severity {
    /// Colour, letters and lines, so that a print in black tells them apart as well.
    func mark(_ style: inout CellStyle) {
        let line: CellStyle.Border
        switch self {
        case .error:
            style.fill = 0xFBDAD7
            style.fontColour = 0x8C1D18
            style.borderColour = 0x8C1D18
            style.bold = true
            line = .double
        case .warning:
            style.fill = 0xFDE9B8
            style.fontColour = 0x5C3B00
            style.borderColour = 0x5C3B00
            style.bold = true
            line = .thin
        case .note:
            style.fill = 0xDCE9F7
            style.fontColour = 0x17365D
            style.borderColour = 0x17365D
            line = .dotted
        }
        style.topBorder = line
        style.bottomBorder = line
        style.leftBorder = line
        style.rightBorder = line
    }

    /// The colour of its comment's box.
    var boxColour: Colour {
        switch self {
        case .error: 0xFDECEA
        case .warning: 0xFEF6E0
        case .note: 0xEEF4FB
        }
    }

    /// As a word at the head of a list.
    var title: String {
        switch self {
        case .error: "Error"
        case .warning: "Warning"
        case .note: "Note"
        }
    }
}

/// The looks of the summary's cells.
enum AnnotatedStyle {
    static let title = StatementStyle.partnership.with { $0.fontSize = 16 }
    static let text = StatementStyle.text.with {
        $0.vertical = .top
        $0.indent = 1
    }
    static let label = StatementStyle.label.with { $0.vertical = .top }
    static let plain = text.with { $0.indent = 0 }
    static let digest = text.with { $0.fontName = StatementStyle.code }
    static let section = StatementStyle.fund
    static let heading = StatementStyle.heading
    static let figureHeading = StatementStyle.figureHeading
    /// A cell of a list, with a thin line below.
    static let cell = StatementStyle.row.with { $0.vertical = .top }
    /// A text behind a figure begins a step in.
    static let words = cell.with { $0.indent = 1 }
    static let wordsHeading = heading.with { $0.indent = 1 }
    static let figure = StatementStyle.figure.with { $0.vertical = .top }
    static let link = cell.with {
        $0.fontColour = 0x0B57A4
    }
    static let difference = figure.with { $0.numberFormat = "+£#,##0.00;-£#,##0.00;£0.00" }
    /// The line that names a table.
    static let band = StatementStyle.strong.with { $0.fill = StatementStyle.pale }
    static let agrees = StatementStyle.agrees.with { $0.vertical = .top }

    /// The line that says what came of it, in the colours of the gravest finding.
    static func result(_ gravest: Finding.Severity?) -> CellStyle {
        (gravest.flatMap { $0 > .note ? tinted($0) : nil } ?? agrees).with {
            $0.wrapsText = false
            $0.bottomBorder = .none
            $0.bold = true
            $0.indent = 1
        }
    }

    /// A cell that bears the mark of a finding, lines and all.
    static func marked(_ severity: Finding.Severity) -> CellStyle {
        cell.with { severity.mark(&$0) }
    }

    /// A cell of a list in the colours of a finding, with the list's own line below.
    static func tinted(_ severity: Finding.Severity) -> CellStyle {
        marked(severity).with {
            $0.topBorder = .none
            $0.leftBorder = .none
            $0.rightBorder = .none
            $0.bottomBorder = cell.bottomBorder
            $0.borderColour = cell.borderColour
        }
    }
}
