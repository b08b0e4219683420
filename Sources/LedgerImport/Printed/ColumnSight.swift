import LedgerCore

/// What the cells of one column are, counted.
struct ColumnSight {
    var amounts = 0
    var currency = 0
    var written = 0
    var years = 0
    var nothings = 0
    var unreadable = 0
    var texts = 0
    var percentages = 0
    var dates = 0
    /// Cells that should hold a value and do not: errors and formulas without one.
    var broken = 0
    /// Figures finer than a penny.
    var fractions = 0
    /// Short words with a figure or a pound sign in them, such as `£1,5OO`: sums gone wrong.
    var tried = 0

    mutating func count(_ figure: CellFigure, _ kind: GridKind) {
        switch kind {
        case .percentage: percentages += 1
        case .date: dates += 1
        case .error, .formulaWithoutValue: broken += 1
        case .boolean: break
        case .number where figure.state == .unreadable: broken += 1
        case .text, .number:
            switch figure.state {
            case .amount:
                amounts += 1
                if figure.traits.contains(.currency) { currency += 1 }
                if figure.traits.contains(.written) { written += 1 }
                if figure.traits.contains(.year) { years += 1 }
            case .nothing: nothings += 1
            case .partOfAPenny: fractions += 1
            case .unreadable:
                unreadable += 1
                texts += 1
            case .blank: break
            }
        }
    }
}
