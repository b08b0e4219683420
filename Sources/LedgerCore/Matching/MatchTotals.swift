/// The extract that is asked about, where others take part as well.
public struct MatchFocus: Hashable, Sendable {
    /// The extract's name.
    public let extract: String
    public let days: ClosedRange<CalendarDay>

    public init(extract: String, days: ClosedRange<CalendarDay>) {
        self.extract = extract
        self.days = days
    }

    func holds(_ payment: NamedPayment) -> Bool { payment.extract == extract }

    func holds(_ spend: LedgerSpend) -> Bool { days.contains(spend.entry.transfer.day) }

    func holds(_ match: Match) -> Bool {
        match.payments.isEmpty
            ? match.spends.contains(where: holds) : match.payments.contains(where: holds)
    }
}

/// How the difference between what finance paid and what the ledger has comes about.
public struct MatchTotals: Hashable, Sendable {
    /// The payments of the extract.
    public let finance: Money
    /// Payments of other extracts that are for the same spend as some of these.
    public let financeElsewhere: Money
    /// The spend of the days the extract covers, less refunds.
    public let ledger: Money
    /// Spend of other days that the payments are for.
    public let ledgerOfOtherDays: Money
    /// Spend of the extract's days that payments of other extracts are for.
    public let ledgerPaidElsewhere: Money
    public let onlyInFinance: Money
    public let onlyInLedger: Money
    /// What finance has more where both have something, less what the ledger has more.
    public let differing: Money

    init(
        payments: [NamedPayment], spends: [LedgerSpend], shown: [Match], hidden: [Match],
        onlyInFinance: [FinanceOnly], onlyInLedger: [LedgerOnly], focus: MatchFocus?
    ) {
        func isOwn(_ payment: NamedPayment) -> Bool { focus?.holds(payment) ?? true }
        func isOwn(_ spend: LedgerSpend) -> Bool { focus?.holds(spend) ?? spend.isCovered }
        func sum(_ payments: [NamedPayment]) -> Money {
            payments.reduce(.zero) { $0 + $1.payment.amount }
        }
        func sum(_ spends: [LedgerSpend]) -> Money { spends.reduce(.zero) { $0 + $1.amount } }
        finance = sum(payments.filter { isOwn($0) })
        financeElsewhere = sum(shown.flatMap(\.payments).filter { !isOwn($0) })
        ledger = sum(spends.filter { isOwn($0) })
        ledgerOfOtherDays = sum(shown.flatMap(\.spends).filter { !isOwn($0) })
        ledgerPaidElsewhere = sum(hidden.flatMap(\.spends).filter { isOwn($0) })
        self.onlyInFinance = sum(onlyInFinance.map(\.payment))
        self.onlyInLedger = sum(onlyInLedger.map(\.spend))
        differing = shown.reduce(.zero) { $0 + $1.difference }
    }

    /// What finance paid, for all the spend that is looked at.
    public var financeTotal: Money { finance + financeElsewhere }

    /// What the ledger has, for all the payments that are looked at.
    public var ledgerTotal: Money { ledger + ledgerOfOtherDays - ledgerPaidElsewhere }

    /// What finance paid less what the ledger has.
    public var difference: Money { financeTotal - ledgerTotal }

    /// What the rows on their own and those that differ make; always the difference.
    public var explained: Money { onlyInFinance - onlyInLedger + differing }
}
