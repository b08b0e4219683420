internal import LedgerCore
internal import XLSXWriter

/// What stands in one cell of a return.
enum ReturnCell {
    case blank
    case text(String)
    /// A text that leads to a cell of another sheet.
    case link(String, to: CellReference, on: SheetName)
    /// A text that the reader may type over.
    case open(String)
    case money(Money)
    case count(Int)
    case day(CalendarDay)
    /// One sum as a part of another; a dash where the other is nought.
    case share(Money, of: Money)
    /// A formula and what it comes to.
    indirect case formula(String, ReturnCell)

    /// What a reader sees of it, for the room that it takes.
    var shown: String {
        switch self {
        case .blank: ""
        case .text(let text), .link(let text, _, _), .open(let text): text
        case .money(let sum): "+\(sum.magnitude)"
        case .count(let count): "+\(count.magnitude)"
        case .day: "30 Sep 2018"
        case .share: "-100.0%"
        case .formula(_, let result): result.shown
        }
    }

    /// The formula where it comes to the ledger's own figure, and the bare figure where it does not.
    static func sum(_ sum: Money, formula: String?, comesTo result: Money) -> ReturnCell {
        guard let formula, result == sum else { return .money(sum) }
        return .formula(formula, .money(sum))
    }
}

extension ReturnCell {
    func write(
        at cell: CellReference, style: CellStyle, on sheet: borrowing Sheet
    ) throws(WorkbookError) {
        switch self {
        case .blank: try sheet.writeBlank(at: cell, style: style)
        case .text(let text), .open(let text):
            if text.isEmpty {
                try sheet.writeBlank(at: cell, style: style)
            } else {
                try sheet.write(text, at: cell, style: style)
            }
        case .link(let text, let target, let other):
            try sheet.write(
                text, leadingTo: target, on: other, at: cell, style: ReturnStyle.link(style))
        case .money(let sum): try sheet.write(pence: sum.pence, at: cell, style: style)
        case .count(let count): try sheet.write(number: Double(count), at: cell, style: style)
        case .day(let day):
            let (year, month, number) = day.parts
            try sheet.write(year: year, month: month, day: number, at: cell, style: style)
        case .share(_, .zero): try sheet.write("–", at: cell, style: style)
        case .share(let part, let whole):
            try sheet.write(
                number: Double(part.pence) / Double(whole.pence), at: cell, style: style)
        case .formula(let formula, let result):
            try sheet.write(formula: formula, result: result.result, at: cell, style: style)
        }
    }

    private var result: FormulaResult {
        switch self {
        case .money(let sum): .pence(sum.pence)
        case .count(let count): .count(count)
        case .share(let part, let whole):
            whole == .zero ? .text("–") : .ratio(part.pence, of: whole.pence)
        case .day, .blank, .text, .link, .open, .formula: .text(shown)
        }
    }
}
