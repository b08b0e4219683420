internal import LedgerCore
internal import LedgerImport

/// An import as programs read it.
struct SpendImportJSON: Encodable {
    struct RowJSON: Encodable {
        let line: Int
        let place: String
        let date: String
        let payee: String
        let reference: String
        let code: String
        let amount: Int64
        let fund: String?
        let year: String?
        let project: String?
        let outcome: String
        let entry: Int?
        let id: String
        let message: String
    }

    struct ProblemJSON: Encodable {
        let place: String
        let line: Int
        let count: Int
        let message: String
    }

    struct TotalsJSON: Encodable {
        let rows: Int
        let sum: Int64
        let new: Int
        let newSum: Int64
        let seen: Int
        let possibleDuplicates: Int
        let nothing: Int
        let refused: Int
        let unread: Int
    }

    struct BalanceJSON: Encodable {
        let fund: String
        let year: String
        let project: String
        let before: Int64
        let after: Int64
        let freeAfter: Int64
    }

    let file: String
    let sheet: String?
    let sha256: String
    let source: String?
    let settings: String
    let rows: [RowJSON]
    let problems: [ProblemJSON]
    let remarks: [String]
    let totals: TotalsJSON
    let balances: [BalanceJSON]
    let applied: Bool

    init(_ found: SpendImport, isApplied: Bool) {
        let list = found.list
        file = list.file
        sheet = list.sheet
        sha256 = "\(found.digest)"
        source = found.source.isEmpty ? nil : found.source
        settings = list.settings.text
        rows = found.rows.map(RowJSON.init)
        problems = list.problems.map {
            ProblemJSON(place: $0.place, line: $0.line, count: $0.count, message: $0.message)
        }
        remarks = list.remarks
        totals = TotalsJSON(
            rows: found.rows.count + list.unread.count, sum: list.total.pence,
            new: found.new.count, newSum: found.new.sum.pence, seen: found.seen.count,
            possibleDuplicates: found.duplicates.count, nothing: found.nothing.count,
            refused: found.refused.count, unread: list.unread.count)
        balances = found.balances.map {
            BalanceJSON(
                fund: $0.target.fund.code.text, year: "\($0.target.fund.year)",
                project: $0.target.project.text, before: $0.before.pence, after: $0.after.pence,
                freeAfter: $0.freeAfter.pence)
        }
        applied = isApplied
    }
}

extension SpendImportJSON.RowJSON {
    init(_ row: SpendImport.Row) {
        let planned = row.planned
        self.init(
            line: planned.line, place: planned.payment.place, date: "\(planned.payment.day)",
            payee: planned.payment.payee, reference: planned.payment.reference,
            code: planned.payment.code, amount: planned.payment.amount.pence,
            fund: planned.target?.fund.code.text, year: planned.target.map { "\($0.fund.year)" },
            project: planned.target?.project.text, outcome: row.outcome.name,
            entry: row.outcome.entry?.number, id: planned.id.text, message: row.words)
    }
}
