extension Matcher {
    /// What is left on either side, in the order of its days, each with what it may belong to.
    ///
    /// Spend of days that no extract covers is not missed.
    func leftovers() -> (finance: [FinanceOnly], ledger: [LedgerOnly]) {
        let search = HintSearch(self)
        var ofSpends: [Int: [(Hint, EntryID)]] = [:]
        let finance = freePayments.map { index in
            let hints = search.hints(for: index)
            for hint in hints {
                for spend in hint.spends {
                    ofSpends[spend, default: []].append((hint, payments[index].name))
                }
            }
            return FinanceOnly(
                payment: payments[index],
                couldBe: hints.map { hint in
                    LikelyEntries(
                        entries: hint.spends.map { spends[$0].entry.number }, words: hint.words)
                })
        }
        let missed = freeSpends.filter { spends[$0].isCovered }
            .sorted { (day(spend: $0), $0) < (day(spend: $1), $1) }
        let ledger = missed.map { index in
            let hints = (ofSpends[index] ?? []).sorted {
                ($0.0.rank, $0.0.daysApart, $0.1.text) < ($1.0.rank, $1.0.daysApart, $1.1.text)
            }
            return LedgerOnly(
                spend: spends[index],
                couldBe: hints.prefix(HintSearch.most).map {
                    LikelyPayment(payment: $0.1, words: $0.0.words)
                })
        }
        return (finance, ledger)
    }
}

/// What a payment may be for, and why it was not matched.
private struct Hint {
    let spends: [Int]
    /// The likeliest first, from nought.
    let rank: Int
    let daysApart: Int
    let words: String
}

/// Finds what the rows that are left may belong to.
private struct HintSearch {
    /// More than this many help nobody.
    static let most = 3
    /// How many rows are looked at on either side of a day.
    private static let reach = 6

    private let matcher: Matcher
    private let byPayee: PayeeRows
    /// All spends of an amount as if of one payee, by the amount's place.
    private let byAmount: PayeeRows
    private let amounts: [Money: Int]
    private let byReference: [InvoiceReference: [Int]]
    private let sums: [Int: [[Int]]]

    init(_ matcher: Matcher) {
        self.matcher = matcher
        let free = matcher.freeSpends
        var amounts: [Money: Int] = [:]
        for spend in free where amounts[matcher.amount(spend: spend)] == nil {
            amounts[matcher.amount(spend: spend)] = amounts.count
        }
        self.amounts = amounts
        byPayee = PayeeRows(free.map { ($0, matcher.spendPayees[$0], matcher.day(spend: $0)) })
        byAmount = PayeeRows(
            free.map { spend in
                (spend, amounts[matcher.amount(spend: spend)] ?? 0, matcher.day(spend: spend))
            })
        byReference = free.reduce(into: [:]) { rows, spend in
            if let reference = matcher.spendReferences[spend] {
                rows[reference, default: []].append(spend)
            }
        }
        sums = matcher.unclearSums.reduce(into: [:]) { sets, sum in
            for payment in sum.payments { sets[payment, default: []].append(sum.spends) }
        }
    }

    func hints(for payment: Int) -> [Hint] {
        let day = matcher.day(payment: payment)
        let reach = HintSearch.reach
        var rows = byPayee.nearest(
            day, matcher.payees.alike[matcher.paymentPayees[payment]], most: reach)
        if let amount = amounts[matcher.amount(payment: payment)] {
            rows += byAmount.nearest(day, [amount], most: reach)
        }
        if let reference = matcher.paymentReferences[payment] {
            rows += (byReference[reference] ?? []).prefix(reach)
        }
        let single = Set(rows).filter { !matcher.isBroken(payment, $0) }
            .compactMap { hint(payment, $0) }
        let hints =
            single
            + (sums[payment] ?? []).prefix(HintSearch.most).map { spends in
                let words =
                    spends.count == 1
                    ? "in part; more than one set of payments adds up to it"
                    : "together; not the only ones that add up"
                return Hint(
                    spends: spends, rank: 1, daysApart: matcher.daysApart(payment, spends[0]),
                    words: words)
            }
        return Array(
            hints.sorted {
                ($0.rank, $0.daysApart, $0.spends.count, $0.spends[0])
                    < ($1.rank, $1.daysApart, $1.spends.count, $1.spends[0])
            }.prefix(HintSearch.most))
    }

    private func hint(_ payment: Int, _ spend: Int) -> Hint? {
        let days = matcher.daysApart(payment, spend)
        let apart = days == 0 ? "the same day" : "\(days) day\(days == 1 ? "" : "s") apart"
        let less = matcher.amount(payment: payment) - matcher.amount(spend: spend)
        let isPayee = matcher.areAlike(payment, spend)
        let reference = matcher.paymentReferences[payment]
        if let reference, reference == matcher.spendReferences[spend] {
            let amount = less == .zero ? "same amount" : "\(words(less))"
            return Hint(
                spends: [spend], rank: 0, daysApart: days,
                words: "same reference, \(amount), \(isPayee ? apart : payeeWords(spend))")
        }
        if less == .zero {
            if isPayee {
                return Hint(
                    spends: [spend], rank: 2, daysApart: days,
                    words: "same payee and amount, \(apart)")
            }
            guard days <= matcher.nearness else { return nil }
            return Hint(
                spends: [spend], rank: 3, daysApart: days,
                words: "same amount, \(apart), \(payeeWords(spend))")
        }
        guard isPayee, days <= matcher.nearness, let likeness = likeness(payment, spend) else {
            return nil
        }
        return Hint(
            spends: [spend], rank: 4, daysApart: days,
            words: "same payee, \(apart), \(words(less))\(likeness)")
    }

    private func words(_ less: Money) -> String {
        less > .zero ? "\(less) more in finance" : "\(less.magnitude) more in the ledger"
    }

    private func payeeWords(_ spend: Int) -> String {
        let payee = matcher.spends[spend].entry.transfer.payee
        return payee.isEmpty ? "no payee in the ledger" : "payee “\(payee)” in the ledger"
    }

    /// How two amounts come to be nearly the same; nil where they are not.
    private func likeness(_ payment: Int, _ spend: Int) -> String? {
        let paid = matcher.amount(payment: payment).pence
        let spent = matcher.amount(spend: spend).pence
        guard (paid > 0) == (spent > 0) else { return nil }
        if paid * 5 == spent * 6 { return ", which is VAT at 20%" }
        if spent * 5 == paid * 6 { return ", which is VAT at 20%" }
        let difference = abs(paid - spent)
        if difference.isMultiple(of: 9), String(paid).utf8.sorted() == String(spent).utf8.sorted() {
            return ", with figures swapped"
        }
        return difference <= 100 || difference * 100 <= abs(spent) ? "" : nil
    }
}
