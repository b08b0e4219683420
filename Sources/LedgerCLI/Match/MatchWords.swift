internal import LedgerCore

/// A matching in an officer's words.
struct MatchWords {
    let run: MatchRun
    let names: ShortNames

    init(_ run: MatchRun) {
        self.run = run
        names = run.names
    }

    static func way(_ way: Match.Way) -> String {
        switch way {
        case .confirmed(let decided): "confirmed by \(decided.by)"
        case .reference: "reference"
        case .payeeAmountAndDate: "payee, amount and date"
        case .amountsThatAddUp: "amounts that add up"
        case .cancelledOut: "cancelled out"
        }
    }

    /// The place in the file, with the extract's name where it is another.
    func place(_ payment: NamedPayment) -> String {
        let place = payment.payment.place
        return payment.extract == run.name ? place : "\(payment.extract) \(place)"
    }

    func doubt(_ doubt: Match.Doubt) -> String {
        switch doubt {
        case .otherReference: return "the references differ"
        case .otherPayee: return "the payees differ"
        case .asNear(let payments, let entries):
            let others = entries.map { "entry \($0)" } + payments.map { "payment \(names[$0])" }
            return "\(others.joined(separator: ", ")) would fit as well"
        }
    }

    func couldBe(_ likely: [LikelyEntries]) -> String {
        likely.map { likely in
            let numbers = likely.entries.map(String.init).joined(separator: ", ")
            return "\(likely.entries.count == 1 ? "entry" : "entries") \(numbers): \(likely.words)"
        }.joined(separator: "; or ")
    }

    func couldBe(_ likely: [LikelyPayment]) -> String {
        likely.map { "\(names[$0.payment]): \($0.words)" }.joined(separator: "; or ")
    }

    /// `confirmed by C. Clerk on 2019-02-04: p-abcde = entry 31: seen the invoice`.
    func decision(_ judged: JudgedDecision) -> String {
        let decided = judged.decided
        let decision = decided.decision
        let verb = decision.verdict == .confirmed ? "Confirmed" : "Broken"
        let day = decided.recorded.map { " on \($0.day)" } ?? ""
        let payments = decision.payments.map { names[$0] }.joined(separator: ", ")
        let sign = decision.verdict == .confirmed ? "=" : "≠"
        var words =
            "\(verb) by \(decided.by)\(day): \(payments) \(sign) "
            + "\(entries(decision.entries)): \(decision.reason)"
        if case .lapsed(let reason) = judged.standing {
            words += " (no longer holds: \(reason))"
        }
        return words
    }

    private func entries(_ ids: [EntryID]) -> String {
        let numbers = ids.map { id in
            run.entries.first { $0.id == id }.map { "\($0.number)" } ?? "“\(id)”"
        }
        return "\(ids.count == 1 ? "entry" : "entries") \(numbers.joined(separator: ", "))"
    }

    /// How the difference comes about: each line's words and figure.
    func totals(_ totals: MatchTotals) -> [[(String, Money)]] {
        var finance = [("Finance paid, \(run.file)", totals.finance)]
        if totals.financeElsewhere != .zero {
            finance.append(
                ("Paid for the same, in extracts kept before", totals.financeElsewhere))
        }
        var ledger = [("Spent by the ledger, \(run.days.words)", totals.ledger)]
        if totals.ledgerOfOtherDays != .zero {
            ledger.append(("Spent on other days, paid here", totals.ledgerOfOtherDays))
        }
        if totals.ledgerPaidElsewhere != .zero {
            ledger.append(("Paid in extracts kept before", -totals.ledgerPaidElsewhere))
        }
        return [
            finance, ledger, [("Finance less ledger", totals.difference)],
            [
                ("Only in finance", totals.onlyInFinance),
                ("Only in the ledger", -totals.onlyInLedger),
                ("Differing", totals.differing), ("Together", totals.explained),
            ],
        ]
    }
}

extension MatchWords {
    /// What the officer should know of how the extract was taken, a sentence each.
    func remarks(_ matching: Matching) -> [String] {
        var remarks: [String] = []
        if run.hasOwnDays {
            remarks.append(
                "The list is taken to cover \(run.days.words), the months of its payments. Say "
                    + "otherwise with --from and --to.")
        }
        for (payments, why) in [
            (run.otherDays, "on other days"), (run.otherFunds, "of other funds by their codes"),
        ] where !payments.isEmpty {
            let sum = payments.reduce(Money.zero) { $0 + $1.amount }
            remarks.append(
                "\(plural(payments.count, "payment")) of \(sum) \(why) "
                    + "\(payments.count == 1 ? "is" : "are") left out.")
        }
        let matched = Set(
            (matching.matched + matching.differing).flatMap(\.spends).map(\.entry.number))
        let others = LedgerSpend.standing(in: run.entries, of: run.fund, covering: [run.days])
            .filter { !$0.isCovered && !matched.contains($0.entry.number) }
        if !others.isEmpty {
            let sum = others.reduce(Money.zero) { $0 + $1.amount }
            let count = others.count == 1 ? "1 entry" : "\(others.count) entries"
            remarks.append(
                "The ledger's spend on other days (\(count), \(sum)) is not looked for in the list."
            )
        }
        let nought = run.payments.count { $0.payment.amount == .zero }
        if nought > 0 {
            remarks.append(
                "\(plural(nought, "payment")) of £0.00 \(nought == 1 ? "is" : "are") left out.")
        }
        if run.nearness != Matching.usualNearness {
            remarks.append(
                "`locality reconcile` holds a kept list against the ledger with "
                    + "\(Matching.usualNearness) days between a spend and its payment, not "
                    + "\(run.nearness). Confirm what it takes otherwise with --confirm.")
        }
        if !run.kept.isEmpty {
            let names = run.kept.map { "“\($0.extract.name)”" }.joined(separator: ", ")
            remarks.append("Kept before and taking part: \(names).")
        }
        return remarks + duplicates
    }

    /// Rows that say the same: two real payments, or one paid twice.
    private var duplicates: [String] {
        let groups = Dictionary(grouping: run.payments) {
            $0.payment.canonicalBytes(source: "", occurrence: 0)
        }.values.filter { $0.count > 1 && $0[0].payment.amount != .zero }
        let sorted = groups.sorted { $0[0].payment.day < $1[0].payment.day }
        let told = sorted.prefix(5).map { payments in
            let places = payments.map(\.payment.place).joined(separator: ", ")
            let payment = payments[0].payment
            return "\(places): the same payee, day, reference and amount (\(payment.payee), "
                + "\(payment.amount)). Both are counted; look whether it was paid twice."
        }
        let more = sorted.count - told.count
        return told + (more > 0 ? ["\(more) more such rows are in the list."] : [])
    }
}

extension ClosedRange<CalendarDay> {
    /// `2018-10-01 to 2018-12-31`.
    var words: String { "\(lowerBound) to \(upperBound)" }
}
