internal import LedgerCore
internal import LedgerImport

/// An import as programs read it; what there is none of is null.
struct SpendImportJSON: Encodable {
    private enum Key: String, CodingKey {
        case file, sheet, sha256, source, settings, rows, problems, remarks, totals, balances
        case applied, line, place, date, payee, reference, code, amount, fund, year, project
        case outcome, entry, id, message
    }

    struct RowJSON: Encodable {
        let row: SpendImport.Row

        func encode(to encoder: any Encoder) throws {
            var json = encoder.container(keyedBy: Key.self)
            let planned = row.planned
            let payment = planned.payment
            try json.encode(planned.line, forKey: .line)
            try json.encode(payment.place, forKey: .place)
            try json.encode("\(payment.day)", forKey: .date)
            try json.encode(payment.payee, forKey: .payee)
            try json.encode(payment.reference, forKey: .reference)
            try json.encode(payment.code, forKey: .code)
            try json.encode(payment.amount.pence, forKey: .amount)
            try json.encode(planned.target?.fund.code.text, forKey: .fund)
            try json.encode(planned.target.map { "\($0.fund.year)" }, forKey: .year)
            try json.encode(planned.target?.project.text, forKey: .project)
            try json.encode(row.outcome.name, forKey: .outcome)
            try json.encode(row.outcome.entry?.number, forKey: .entry)
            try json.encode(planned.id.text, forKey: .id)
            try json.encode(row.words, forKey: .message)
        }
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

    let found: SpendImport
    let isApplied: Bool

    func encode(to encoder: any Encoder) throws {
        var json = encoder.container(keyedBy: Key.self)
        let list = found.list
        try json.encode(list.file, forKey: .file)
        try json.encode(list.sheet, forKey: .sheet)
        try json.encode("\(found.digest)", forKey: .sha256)
        try json.encode(found.source.isEmpty ? nil : found.source, forKey: .source)
        try json.encode(list.settings.text, forKey: .settings)
        try json.encode(found.rows.map(RowJSON.init), forKey: .rows)
        let problems = list.problems.map {
            ProblemJSON(place: $0.place, line: $0.line, count: $0.count, message: $0.message)
        }
        try json.encode(problems, forKey: .problems)
        try json.encode(list.remarks + [found.sameFile].compactMap(\.self), forKey: .remarks)
        try json.encode(totals, forKey: .totals)
        let balances = found.balances.map {
            BalanceJSON(
                fund: $0.target.fund.code.text, year: "\($0.target.fund.year)",
                project: $0.target.project.text, before: $0.before.pence, after: $0.after.pence,
                freeAfter: $0.freeAfter.pence)
        }
        try json.encode(balances, forKey: .balances)
        try json.encode(isApplied, forKey: .applied)
    }

    private var totals: TotalsJSON {
        TotalsJSON(
            rows: found.rows.count + found.list.unread.count, sum: found.list.total.pence,
            new: found.new.count, newSum: found.new.sum.pence, seen: found.seen.count,
            possibleDuplicates: found.duplicates.count, nothing: found.nothing.count,
            refused: found.refused.count, unread: found.list.unread.count)
    }
}
