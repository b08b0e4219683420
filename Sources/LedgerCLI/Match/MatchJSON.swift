internal import LedgerCore

/// A matching as programs read it; money in whole pence.
struct MatchJSON: Encodable {
    struct PaymentJSON: Encodable {
        let name: String
        let extract: String
        let place: String
        let date: String
        let payee: String
        let reference: String
        let code: String
        let amount: Int64
    }

    struct EntryJSON: Encodable {
        let entry: Int
        let id: String
        let project: String?
        let date: String
        let payee: String
        let reference: String
        let amount: Int64
    }

    struct MatchedJSON: Encodable {
        let by: String
        let confirmedBy: String?
        let payments: [PaymentJSON]
        let entries: [EntryJSON]
        let finance: Int64
        let ledger: Int64
        let difference: Int64
        let remark: String?
    }

    struct AloneJSON: Encodable {
        struct LikelyJSON: Encodable {
            let payment: String?
            let entries: [Int]?
            let words: String
        }

        let payment: PaymentJSON?
        let entry: EntryJSON?
        let couldBe: [LikelyJSON]
    }

    struct DecisionJSON: Encodable {
        let verdict: String
        let by: String
        let recorded: String?
        let payments: [String]
        let entries: [String]
        let reason: String
        let lapse: String?
    }

    struct TotalsJSON: Encodable {
        let finance: Int64
        let financeElsewhere: Int64
        let ledger: Int64
        let ledgerOfOtherDays: Int64
        let ledgerPaidElsewhere: Int64
        let difference: Int64
        let onlyInFinance: Int64
        let onlyInLedger: Int64
        let differing: Int64
    }

    let file: String
    let name: String
    let partnership: String
    let fund: String
    let year: String
    let from: String
    let to: String
    let agrees: Bool
    let matched: [MatchedJSON]
    let differing: [MatchedJSON]
    let onlyInLedger: [AloneJSON]
    let onlyInFinance: [AloneJSON]
    let decisions: [DecisionJSON]
    let totals: TotalsJSON
    let remarks: [String]

    init(_ run: MatchRun, _ matching: Matching, remarks: [String]) {
        let words = MatchWords(run)
        file = run.file
        name = run.name
        partnership = run.fund.partnership
        fund = run.fund.code.text
        year = "\(run.fund.year)"
        from = "\(run.days.lowerBound)"
        to = "\(run.days.upperBound)"
        agrees = matching.agrees
        matched = matching.matched.map { MatchedJSON($0, words) }
        differing = matching.differing.map { MatchedJSON($0, words) }
        onlyInLedger = matching.onlyInLedger.map { alone in
            AloneJSON(
                payment: nil, entry: EntryJSON(alone.spend),
                couldBe: alone.couldBe.map {
                    .init(payment: $0.payment.text, entries: nil, words: $0.words)
                })
        }
        onlyInFinance = matching.onlyInFinance.map { alone in
            AloneJSON(
                payment: PaymentJSON(alone.payment), entry: nil,
                couldBe: alone.couldBe.map {
                    .init(payment: nil, entries: $0.entries, words: $0.words)
                })
        }
        decisions = matching.decisions.filter { $0.standing != .elsewhere }.map(DecisionJSON.init)
        totals = TotalsJSON(matching.totals)
        self.remarks = remarks
    }
}

extension MatchJSON.PaymentJSON {
    init(_ named: NamedPayment) {
        let payment = named.payment
        self.init(
            name: named.name.text, extract: named.extract, place: payment.place,
            date: "\(payment.day)", payee: payment.payee, reference: payment.reference,
            code: payment.code, amount: payment.amount.pence)
    }
}

extension MatchJSON.EntryJSON {
    init(_ spend: LedgerSpend) {
        let transfer = spend.entry.transfer
        self.init(
            entry: spend.entry.number, id: spend.entry.id.text, project: spend.project?.text,
            date: "\(transfer.day)", payee: transfer.payee, reference: transfer.reference,
            amount: spend.amount.pence)
    }
}

extension MatchJSON.MatchedJSON {
    init(_ match: Match, _ words: MatchWords) {
        var person: String?
        if case .confirmed(let decided) = match.way { person = decided.by }
        self.init(
            by: person == nil ? MatchWords.way(match.way) : "confirmed", confirmedBy: person,
            payments: match.payments.map(MatchJSON.PaymentJSON.init),
            entries: match.spends.map(MatchJSON.EntryJSON.init), finance: match.finance.pence,
            ledger: match.ledger.pence, difference: match.difference.pence,
            remark: match.doubt.map(words.doubt))
    }
}

extension MatchJSON.DecisionJSON {
    init(_ judged: JudgedDecision) {
        let decided = judged.decided
        var lapse: String?
        if case .lapsed(let reason) = judged.standing { lapse = reason }
        self.init(
            verdict: decided.decision.verdict.rawValue, by: decided.by,
            recorded: decided.recorded.map { "\($0)" },
            payments: decided.decision.payments.map(\.text),
            entries: decided.decision.entries.map(\.text), reason: decided.decision.reason,
            lapse: lapse)
    }
}

extension MatchJSON.TotalsJSON {
    init(_ totals: MatchTotals) {
        self.init(
            finance: totals.finance.pence, financeElsewhere: totals.financeElsewhere.pence,
            ledger: totals.ledger.pence, ledgerOfOtherDays: totals.ledgerOfOtherDays.pence,
            ledgerPaidElsewhere: totals.ledgerPaidElsewhere.pence,
            difference: totals.difference.pence, onlyInFinance: totals.onlyInFinance.pence,
            onlyInLedger: totals.onlyInLedger.pence, differing: totals.differing.pence)
    }
}
