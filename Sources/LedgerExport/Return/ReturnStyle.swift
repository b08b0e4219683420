internal import XLSXWriter

/// The looks of a return's cells: those of a statement, with words beginning at the top of tall rows.
enum ReturnStyle {
    static let words = StatementStyle.row.with { $0.vertical = .top }
    static let code = words.with { $0.wrapsText = false }
    static let money = StatementStyle.figure.with { $0.vertical = .top }
    static let change = money.with { $0.numberFormat = StatementStyle.signedMoney }
    static let share = money.with { $0.numberFormat = "+0.0%;-0.0%;0.0%" }
    static let portion = StatementStyle.figure.with { $0.numberFormat = "0.0%" }
    static let count = money.with { $0.numberFormat = "#,##0" }
    static let day = words.with {
        $0.numberFormat = "d mmm yyyy"
        $0.horizontal = .left
        $0.wrapsText = false
    }
    /// A pale ground in a frame of dots, so that it is known without its colour.
    static let open = words.with {
        $0.isLocked = false
        $0.fill = 0xFFFBE8
        $0.topBorder = .dotted
        $0.bottomBorder = .dotted
        $0.leftBorder = .dotted
        $0.rightBorder = .dotted
        $0.borderColour = 0x8A6D1B
    }
    static let title = StatementStyle.partnership.with { $0.fontSize = 16 }
    static let subtitle = StatementStyle.text.with { $0.fontSize = 11 }
    static let section = StatementStyle.strong.with {
        $0.fontSize = 12
        $0.fontColour = StatementStyle.navy
    }

    static func link(_ style: CellStyle) -> CellStyle {
        style.with {
            $0.underlined = true
            $0.fontColour = 0x0B4F8A
        }
    }

    /// The style of a total below a column.
    static func total(_ style: CellStyle) -> CellStyle {
        StatementStyle.total.with {
            $0.numberFormat = style.numberFormat
            $0.horizontal = style.horizontal
        }
    }
}
