extension Matcher {
    /// Follows what people decided, the last word on a pair first.
    ///
    /// A pair that was parted stays parted in every later step.
    mutating func matchByDecision(
        _ decisions: [DecidedMatch], _ entries: [Entry]
    ) -> [JudgedDecision] {
        guard !decisions.isEmpty else { return [] }
        let named = Dictionary(
            payments.indices.map { (payments[$0].name, $0) },
            uniquingKeysWith: { first, _ in first })
        let held = Dictionary(
            spends.indices.map { (spends[$0].entry.id, $0) },
            uniquingKeysWith: { first, _ in first })
        var verdicts: [NamedPair: MatchDecision.Verdict] = [:]
        let judged = decisions.reversed().map { decided in
            let decision = decided.decision
            let pairs = decision.payments.flatMap { payment in
                decision.entries.map { NamedPair(payment: payment, entry: $0) }
            }
            let standing: JudgedDecision.Standing
            if !decision.payments.contains(where: { named[$0] != nil }) {
                standing = .elsewhere
            } else if pairs.contains(where: {
                (verdicts[$0] ?? decision.verdict) != decision.verdict
            }) {
                standing = .lapsed("a later decision says otherwise")
            } else if decision.verdict == .broken {
                for pair in pairs {
                    guard let payment = named[pair.payment], let spend = held[pair.entry] else {
                        continue
                    }
                    broken.insert(Pair(payment: payment, spend: spend))
                }
                standing = .followed
            } else {
                standing = confirm(decided, named, held, entries)
            }
            for pair in pairs where verdicts[pair] == nil { verdicts[pair] = decision.verdict }
            return JudgedDecision(decided: decided, standing: standing)
        }
        return judged.reversed()
    }

    private struct NamedPair: Hashable {
        let payment: EntryID
        let entry: EntryID
    }

    /// Matches what a decision says belongs together, unless a part of it is gone.
    private mutating func confirm(
        _ decided: DecidedMatch, _ named: [EntryID: Int], _ held: [EntryID: Int],
        _ entries: [Entry]
    ) -> JudgedDecision.Standing {
        let decision = decided.decision
        for name in decision.payments where named[name] == nil {
            return .lapsed("payment \(name) is not in the extract")
        }
        for id in decision.entries where held[id] == nil {
            let entry = entries.first { $0.id == id }
            let reversal = entry.flatMap { entry in
                entries.first { $0.transfer.kind == .reversal && $0.answers == entry.number }
            }
            let words = entry.map { "entry \($0.number)" } ?? "entry “\(id)”"
            return .lapsed(
                reversal.map { "\(words) was reversed by entry \($0.number)" }
                    ?? "\(words) is no spend of this fund")
        }
        let members = Set(decision.payments).compactMap { named[$0] }
        let spent = Set(decision.entries).compactMap { held[$0] }
        for payment in members where !isPaymentFree[payment] {
            return .lapsed("a later decision takes payment \(payments[payment].name)")
        }
        for spend in spent where !isSpendFree[spend] {
            return .lapsed("a later decision takes entry \(spends[spend].entry.number)")
        }
        match(members, spent, by: .confirmed(decided))
        return .followed
    }
}
