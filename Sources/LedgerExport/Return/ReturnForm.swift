internal import LedgerCore
internal import XLSXWriter

/// What kind of thing a column of a return holds, which gives its look and its width.
enum ReturnForm: Equatable {
    /// A code or a word that stays on one line.
    case code
    /// Words on as many lines as they need, in a column of so many characters at the most.
    case words(Double)
    /// Words that the reader may type over.
    case open(ReturnNote.Field)
    case money
    /// A sum whose sign is printed even when it is above nought.
    case change
    case share
    case count
    case day

    var isFigure: Bool {
        switch self {
        case .money, .change, .share, .count: true
        case .code, .words, .open, .day: false
        }
    }

    var style: CellStyle {
        switch self {
        case .code: ReturnStyle.code
        case .words: ReturnStyle.words
        case .open: ReturnStyle.open
        case .money: ReturnStyle.money
        case .change: ReturnStyle.change
        case .share: ReturnStyle.share
        case .count: ReturnStyle.count
        case .day: ReturnStyle.day
        }
    }

    /// The column's width, in Excel's count, for what stands in it; headings may take three lines.
    func width(for cells: [ReturnCell], heading: String) -> Double {
        let word = heading.split(separator: " ").map {
            StatementLettering.width(of: String($0), bold: true)
        }
        let headingWidth = word.max() ?? 0
        let widest =
            cells.map { StatementLettering.width(of: $0.shown, bold: isFigure) }.max() ?? 0
        switch self {
        case .open(let field): return field == .treatment ? 14 : field == .narrative ? 62 : 36
        case .words(let most): return max(headingWidth, min(max(widest, 9), most))
        case .code, .money, .change, .share, .count, .day: return max(headingWidth, widest, 8)
        }
    }
}

extension ReturnPart {
    /// What a field of the sheet holds.
    func form(of key: String) -> ReturnForm {
        switch self {
        case .projects: projectForm(key)
        case .transactions: transactionForm(key)
        case .approvals: approvalForm(key)
        case .outputs: outputForm(key)
        case .reconciliation:
            switch key {
            case "findings", "waived": .count
            case "amount": .money
            case "rule": .words(34)
            default: .words(30)
            }
        case .changes: key == "place" ? .code : .words(key == "what" ? 34 : 52)
        case .declaration: key == "day" ? .day : .words(key == "name" ? 44 : 30)
        case .summary: .money
        }
    }

    private func projectForm(_ key: String) -> ReturnForm {
        if let field = ReturnNote.Field(rawValue: key) { return .open(field) }
        return switch key {
        case "project", "rating": .code
        case "description": .words(40)
        case "priority", "lead", "partner", "location", "criterion": .words(16)
        case "virements", "variance", "forecast-underspend": .change
        case "variance-share": .share
        default: .money
        }
    }

    private func transactionForm(_ key: String) -> ReturnForm {
        switch key {
        case "entry": .count
        case "date": .day
        case "kind", "from", "to", "belongs-to", "cost": .code
        case "amount": .money
        case "payee", "note", "recorder": .words(27)
        default: .words(17)
        }
    }

    private func approvalForm(_ key: String) -> ReturnForm {
        switch key {
        case "name", "kind", "from", "to": .code
        case "asked", "decided": .day
        case "amount", "from-before", "from-after", "to-before", "to-after": .money
        default: .words(key == "reason" ? 30 : 18)
        }
    }

    private func outputForm(_ key: String) -> ReturnForm {
        switch key {
        case "project", "quarter": .code
        case "target", "actual", "difference": .count
        case "cost": .money
        case "narrative": .words(60)
        default: .words(30)
        }
    }
}
