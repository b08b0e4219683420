internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

/// A return as a command tells of it: who stands for it, and its main figures.
struct ReturnAnswer {
    let grantReturn: GrantReturn
    /// Where the workbook was written.
    let file: String?
    let sha256: LedgerHash?

    init(_ grantReturn: GrantReturn, file: String?, sha256: LedgerHash?) {
        self.grantReturn = grantReturn
        self.file = file
        self.sha256 = sha256
    }

    func print(_ format: AnswerFormat) throws {
        if format == .json {
            return try JSONText.print(ReturnJSON(grantReturn, file: file, sha256: sha256))
        }
        Console.print(text)
    }

    var text: String {
        let (fund, summary) = (grantReturn.fund.key, grantReturn.summary)
        var lines = ["\(fund): \(grantReturn.title), \(grantReturn.stage.rawValue)."]
        let figures = [
            ("Award", summary.award), ("Allocated", summary.allocated),
            ("Spent to date", summary.spent), ("Spent in the period", summary.spentInPeriod),
            ("Committed", summary.committed), ("Balance", summary.balance),
            ("Forecast outturn", summary.forecast),
            ("Forecast underspend", summary.forecastUnderspend),
        ]
        var table = TextTable([("Figure", .left), ("Amount", .right)], flexible: 0)
        for (name, sum) in figures { table.add([name, "\(sum)"]) }
        lines.append(table.text(width: Console.width))
        let late = grantReturn.transactions.filter { $0.belongsTo != nil }.count
        if late > 0 {
            lines.append("\(EntryWords.count(late)) of it for earlier periods.")
        }
        if grantReturn.version > 1 {
            lines.append(
                "\(plural(grantReturn.changes.count, "change")) since version "
                    + "\(grantReturn.version - 1):")
            lines += grantReturn.changes.prefix(10).map { "  \($0.inWords)" }
            if grantReturn.changes.count > 10 { lines.append("  … all are in the workbook.") }
        }
        let silent = grantReturn.projects.filter { $0.needsReason && $0.note[.reason].isEmpty }
        if !silent.isEmpty {
            lines.append(
                "A reason for the variance is missing for "
                    + "\(silent.map(\.project.code.text).joined(separator: ", ")).")
        }
        for signature in grantReturn.signatures where !signature.name.isEmpty {
            lines.append(
                "\(signature.step) \(signature.name)"
                    + (["", signature.name].contains(signature.role) ? "" : ", \(signature.role)")
                    + (signature.day.map { ", \($0)" } ?? "") + ".")
        }
        if let file { lines.append("\(file) written.") }
        if let sha256 { lines.append("SHA-256 \(sha256)") }
        lines.append("Ledger head \(grantReturn.head)")
        return lines.joined(separator: "\n")
    }
}

/// A return as programs read it; money in whole pence.
struct ReturnJSON: Encodable {
    struct SummaryJSON: Encodable {
        let award: Int64
        let broughtForward: Int64
        let carriedForward: Int64
        let repaid: Int64
        let claimed: Int64
        let received: Int64
        let allocated: Int64
        let unallocated: Int64
        let spent: Int64
        let spentInPeriod: Int64
        let committed: Int64
        let balance: Int64
        let freeBalance: Int64
        let forecast: Int64
        let forecastUnderspend: Int64
        let matchFunding: Int64
    }

    struct ProjectJSON: Encodable {
        let project: String
        let original: Int64
        let virements: Int64
        let allocated: Int64
        let planned: Int64
        let spent: Int64
        let spentInPeriod: Int64
        let late: Int64
        let committed: Int64
        let balance: Int64
        let freeBalance: Int64
        let variance: Int64
        let needsReason: Bool
        let reason: String
        let forecast: Int64
        let rating: String
    }

    struct ChangeJSON: Encodable {
        let place: String
        let what: String
        let before: String
        let after: String
    }

    let partnership: String
    let fund: String
    let year: String
    let period: String
    let version: Int
    let stage: String
    let entry: Int
    let records: Int
    let head: String
    let file: String?
    let sha256: String?
    let summary: SummaryJSON
    let projects: [ProjectJSON]
    let transactions: [Int]
    let changes: [ChangeJSON]
    let errors: Int

    init(_ grantReturn: GrantReturn, file: String?, sha256: LedgerHash?) {
        let key = grantReturn.fund.key
        let summary = grantReturn.summary
        partnership = key.partnership
        fund = key.code.text
        year = "\(key.year)"
        period = "\(grantReturn.period)"
        version = grantReturn.version
        stage = grantReturn.stage.rawValue
        entry = grantReturn.head.entry
        records = grantReturn.records
        head = "\(grantReturn.head)"
        self.file = file
        self.sha256 = sha256?.description
        self.summary = SummaryJSON(
            award: summary.award.pence, broughtForward: summary.broughtForward.pence,
            carriedForward: summary.carriedForward.pence, repaid: summary.repaid.pence,
            claimed: summary.claimed.pence, received: summary.received.pence,
            allocated: summary.allocated.pence, unallocated: summary.unallocated.pence,
            spent: summary.spent.pence, spentInPeriod: summary.spentInPeriod.pence,
            committed: summary.committed.pence, balance: summary.balance.pence,
            freeBalance: summary.freeBalance.pence, forecast: summary.forecast.pence,
            forecastUnderspend: summary.forecastUnderspend.pence,
            matchFunding: summary.matchFunding.pence)
        projects = grantReturn.projects.map { line in
            ProjectJSON(
                project: line.project.code.text, original: line.original.pence,
                virements: line.virements.pence, allocated: line.allocated.pence,
                planned: line.plannedToDate.pence, spent: line.spentToDate.pence,
                spentInPeriod: line.spentInPeriod.pence, late: line.lateInPeriod.pence,
                committed: line.committed.pence, balance: line.balance.pence,
                freeBalance: line.freeBalance.pence, variance: line.variance.pence,
                needsReason: line.needsReason, reason: line.note[.reason],
                forecast: line.forecast.pence, rating: line.rating.rawValue)
        }
        transactions = grantReturn.transactions.map(\.entry.number)
        changes = grantReturn.changes.map {
            ChangeJSON(place: $0.place, what: $0.what, before: $0.before, after: $0.after)
        }
        errors = grantReturn.findings.count { $0.severity == .error && $0.waiver == nil }
    }
}

/// A version of a return and its steps, as programs read them.
struct ReturnVersionJSON: Encodable {
    struct StepJSON: Encodable {
        let stage: String
        let by: String
        let role: String
        let words: String
        let date: String
        let recorded: String
        let entry: Int
        let sha256: String?
    }

    let partnership: String
    let fund: String
    let year: String
    let period: String
    let version: Int
    let stage: String
    let due: String?
    let steps: [StepJSON]

    init(_ version: ReturnVersion, of fund: FundYear, due: CalendarDay? = nil) {
        partnership = fund.partnership
        self.fund = fund.code.text
        year = "\(fund.year)"
        period = "\(version.period)"
        self.version = version.version
        stage = version.stage.rawValue
        self.due = due.map { "\($0)" }
        steps = version.steps.map {
            StepJSON(
                stage: $0.step.stage.rawValue, by: $0.recorder, role: $0.step.role,
                words: $0.step.words, date: "\($0.step.day)", recorded: "\($0.recorded)",
                entry: $0.afterEntry, sha256: $0.step.file?.description)
        }
    }
}
