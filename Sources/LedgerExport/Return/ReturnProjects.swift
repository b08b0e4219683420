internal import LedgerCore
internal import XLSXWriter

/// The table of projects: money from the ledger, words from people.
struct ReturnProjects {
    private let content: ReturnContent
    private let sheet: ReturnLayout.Sheet
    private var lines: [GrantReturn.ProjectLine] { content.grantReturn.projects }

    init(_ content: ReturnContent, _ sheet: ReturnLayout.Sheet) {
        self.content = content
        self.sheet = sheet
    }

    func table() throws(WorkbookError) -> ReturnTable {
        var rows: [[ReturnCell]] = []
        for line in lines {
            var cells: [ReturnCell] = []
            for field in sheet.fields { cells.append(try cell(field.key, of: line)) }
            rows.append(cells)
        }
        return ReturnTable(
            sheet, rows: rows, totals: sheet.fields.enumerated().map(total),
            nothing: "No project has been set up in this fund yet.")
    }

    /// How many of the first columns say which project it is.
    var keptColumns: Int {
        sheet.fields.prefix { ["project", "description"].contains($0.key) }.count
    }

    private func cell(
        _ key: String, of line: GrantReturn.ProjectLine
    ) throws(WorkbookError) -> ReturnCell {
        if let field = ReturnNote.Field(rawValue: key) { return .open(line.note[field]) }
        if let sum = line.sum(key) {
            guard let (left, sign, right) = ReturnProjects.parts(of: key) else {
                return .money(sum)
            }
            let (one, other) = (line.sum(left) ?? .zero, line.sum(right) ?? .zero)
            return .sum(
                sum, formula: formula(left, sign, right),
                comesTo: sign == "+" ? one + other : one - other)
        }
        if key == "variance-share" { return share(line.variance, of: line.plannedToDate) }
        if key == "project",
            let (cell, other) = try content.place(ofFirstEntryOf: line.project.code)
        {
            return .link(line.project.code.text, to: cell, on: other)
        }
        return .text(line.text(key))
    }

    /// Which figures of its own row a figure is reckoned from.
    static func parts(of key: String) -> (String, sign: String, String)? {
        switch key {
        case "allocated": ("original", "+", "virements")
        case "balance": ("allocated", "-", "spent")
        case "free-balance": ("balance", "-", "committed")
        case "variance": ("spent", "-", "planned")
        case "forecast-underspend": ("allocated", "-", "forecast")
        case "non-labour": ("spent", "-", "labour")
        case "revenue": ("spent", "-", "capital")
        default: nil
        }
    }

    /// A column's name stands in a row for the cell of that row.
    private func formula(_ left: String, _ sign: String, _ right: String) -> String? {
        guard let left = content.name(.projects, left), let right = content.name(.projects, right)
        else { return nil }
        return "=ROUND(\(left)\(sign)\(right),2)"
    }

    private func share(_ variance: Money, of whole: Money) -> ReturnCell {
        guard let part = content.name(.projects, "variance"),
            let planned = content.name(.projects, "planned")
        else { return .share(variance, of: whole) }
        return .formula(
            "=IF(\(planned)=0,\"–\",\(part)/\(planned))", .share(variance, of: whole))
    }

    private func total(_ index: Int, _ field: ReturnLayout.Field) -> ReturnCell {
        if index == 0 { return .text("Total") }
        if field.key == "variance-share" { return totalShare }
        let sums = lines.compactMap { $0.sum(field.key) }
        guard !sums.isEmpty else { return .blank }
        return .formula(
            "=ROUND(SUM(\(ReturnContent.name(.projects, field.key))),2)",
            .money(sums.reduce(.zero, +)))
    }

    private var totalShare: ReturnCell {
        let variance = lines.reduce(.zero) { $0 + $1.variance }
        let planned = lines.reduce(.zero) { $0 + $1.plannedToDate }
        guard let part = content.name(.projects, "variance"),
            let whole = content.name(.projects, "planned")
        else { return .share(variance, of: planned) }
        return .formula(
            "=IF(SUM(\(whole))=0,\"–\",SUM(\(part))/SUM(\(whole)))",
            .share(variance, of: planned))
    }
}

extension GrantReturn.ProjectLine {
    /// The sum of a field, or nil for a field that is no sum.
    func sum(_ key: String) -> Money? {
        switch key {
        case "original": original
        case "virements": virements
        case "allocated": allocated
        case "planned-in-period": plannedInPeriod
        case "planned": plannedToDate
        case "spent-in-period": spentInPeriod
        case "late": lateInPeriod
        case "spent": spentToDate
        case "committed": committed
        case "balance": balance
        case "free-balance": freeBalance
        case "variance": variance
        case "forecast": forecast
        case "forecast-underspend": forecastUnderspend
        case "labour": labour
        case "non-labour": spentToDate - labour
        case "capital": capital
        case "revenue": spentToDate - capital
        case "match-funding": matchFunding
        case "without-evidence": withoutEvidence
        default: nil
        }
    }

    private var ratingWords: String {
        let word =
            switch rating {
            case .green: "Green"
            case .amber: "Amber"
            case .red: "Red"
            }
        return needsReason ? "\(word), reason needed" : word
    }

    fileprivate func text(_ key: String) -> String {
        switch key {
        case "project": project.code.text
        case "description": project.description
        case "priority": project.priority
        case "lead": project.lead
        case "partner": project.partner
        case "location": project.location
        case "criterion": project.criterion
        case "rating": ratingWords
        default: ""
        }
    }
}
