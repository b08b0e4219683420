internal import XLSXWriter

/// The looks of a statement's cells.
///
/// Arial, because its stand-in on other systems has the same measures: what fits here fits there.
enum StatementStyle {
    static let size = 10.0
    static let money = "£#,##0.00;-£#,##0.00"
    static let signedMoney = "+£#,##0.00;-£#,##0.00;£0.00"

    static let ink: Colour = 0x1F2933
    static let navy: Colour = 0x17365D
    static let grey: Colour = 0x52606D
    static let hairline: Colour = 0xC9D1DA
    static let pale: Colour = 0xEEF2F7
    static let bars: (spent: Colour, balance: Colour) = (0x17365D, 0x8FB8DE)

    static let text = CellStyle.plain.with {
        $0.fontName = "Arial"
        $0.fontSize = size
        $0.fontColour = ink
        $0.vertical = .middle
    }
    static let partnership = text.with {
        $0.bold = true
        $0.fontSize = 20
        $0.fontColour = navy
    }
    static let fund = text.with {
        $0.fontSize = 14
        $0.fontColour = navy
    }
    static let label = text.with { $0.fontColour = grey }
    static let strong = text.with { $0.bold = true }
    static let award = strong.with {
        $0.numberFormat = money
        $0.horizontal = .left
    }
    static let indicative = strong.with {
        $0.fontColour = 0x5C3B00
        $0.fill = 0xFDE9B8
    }
    static let heading = strong.with {
        $0.fontColour = .white
        $0.fill = navy
        $0.wrapsText = true
    }
    static let figureHeading = heading.with { $0.horizontal = .right }
    static let code = "Courier New"

    /// A cell of the table, with a thin line below.
    static let row = text.with {
        $0.wrapsText = true
        $0.bottomBorder = .thin
        $0.borderColour = hairline
    }
    static let figure = row.with {
        $0.wrapsText = false
        $0.numberFormat = money
        $0.horizontal = .right
    }
    static let virement = figure.with { $0.numberFormat = signedMoney }
    static let total = strong.with {
        $0.fill = pale
        $0.topBorder = .thin
        $0.bottomBorder = .double
        $0.borderColour = navy
    }
    static let totalFigure = total.with {
        $0.numberFormat = money
        $0.horizontal = .right
    }
    static let totalVirement = totalFigure.with { $0.numberFormat = signedMoney }
    static let note = text.with { $0.fontColour = grey }
    static let command = note.with { $0.fontName = code }

    static let agrees = row.with {
        $0.bold = true
        $0.wrapsText = false
        $0.fontColour = 0x0B5A2B
        $0.fill = 0xDDF3E4
    }
    static let allAgree = agrees.with {
        $0.bottomBorder = .none
        $0.borderColour = nil
        $0.horizontal = .right
        $0.indent = 1
    }

    // What a rule lays over a cell.
    static let negative = CellStyle.plain.with { $0.fontColour = 0xB3261E }
    static let disagrees = CellStyle.plain.with {
        $0.bold = true
        $0.fontColour = .white
        $0.fill = 0xB3261E
    }
    static let overspent = CellStyle.plain.with {
        $0.bold = true
        $0.fontColour = 0x8C1D18
        $0.fill = 0xFBDAD7
    }
}
