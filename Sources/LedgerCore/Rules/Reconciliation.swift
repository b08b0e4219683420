/// A rule that reads and reports, and repairs nothing.
public protocol ReconciliationRule: Sendable {
    /// The rule's id, as findings and waivers carry it.
    var name: String { get }
    /// Every finding in one fund year, in any order.
    func findings(in review: FundReview) -> [Finding]
}

/// A printed table of the fund year, beside the ledger's own statements as at its day.
public struct PrintedReview: Sendable {
    public let table: PrintedStatement
    /// As the ledger is known now.
    public let ledger: FundStatement
    /// As the ledger was known when the table was kept.
    public let then: FundStatement

    public init(table: PrintedStatement, ledger: FundStatement, then: FundStatement) {
        self.table = table
        self.ledger = ledger
        self.then = then
    }
}

/// An extract of the finance system that was kept, and the payments in it.
public struct ExtractReview: Sendable {
    public let extract: FinanceExtract
    public let payments: [NamedPayment]

    public init(extract: FinanceExtract, payments: [NamedPayment]) {
        self.extract = extract
        self.payments = payments
    }
}

/// All that the rules look at in one fund year.
public struct FundReview: Sendable {
    public let statement: FundStatement
    public let agreement: Agreement
    /// What was asked for, with the decisions.
    public let approvals: [Approval]
    /// The fund year's entries in the order of their numbers, incoming carry-forwards among them.
    public let entries: [Entry]
    public let printed: [PrintedReview]
    /// The finance system's extracts in the order they were kept.
    public let extracts: [ExtractReview]
    /// What people decided on the extracts' payments, in order.
    public let decisions: [DecidedMatch]
    /// What is said of entries besides their money.
    public let tags: [EntryID: EntryTag]
    /// The documents of entries.
    public let evidence: [EntryID: [EvidenceFile]]
    /// What is said of the year's plan; nil where nobody asked.
    public let plan: YearPlan?
    /// The day the review is made for; a quarter that ended before it is over.
    public let today: CalendarDay

    public init(
        statement: FundStatement, agreement: Agreement, approvals: [Approval] = [],
        entries: [Entry],
        printed: [PrintedReview], extracts: [ExtractReview], decisions: [DecidedMatch],
        tags: [EntryID: EntryTag] = [:], evidence: [EntryID: [EvidenceFile]] = [:],
        plan: YearPlan? = nil, today: CalendarDay
    ) {
        self.statement = statement
        self.agreement = agreement
        self.approvals = approvals
        self.entries = entries
        self.printed = printed
        self.extracts = extracts
        self.decisions = decisions
        self.tags = tags
        self.evidence = evidence
        self.plan = plan
        self.today = today
    }

    public var fund: Fund { statement.fund }

    /// The extracts together held against the ledger; nil where none is kept.
    var matching: Matching? {
        guard !extracts.isEmpty else { return nil }
        return Matching(
            payments: extracts.reversed().flatMap(\.payments), entries: entries, of: fund.key,
            covering: extracts.map(\.extract.days), decisions: decisions)
    }

    /// The spends and refunds of a project that no later entry reversed.
    public func standingCosts(of project: Code) -> [Entry] {
        standing.filter {
            ($0.transfer.kind == .spend || $0.transfer.kind == .refund) && $0.touches(project)
        }
    }

    /// The entries that no later entry reversed, and that reverse nothing.
    var standing: [Entry] {
        let reversed = Set(entries.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
        return entries.filter {
            $0.transfer.kind != .reversal && !reversed.contains($0.number)
        }
    }
}

/// All rules over all fund years in one run.
public enum Reconciliation {
    /// The rules that look at one fund year; the chain and the roll-ups are `verify`'s findings.
    public static let rules: [any ReconciliationRule] = [
        AllocationAgainstAwardRule(), OverAllocationRule(), OverspendRule(), PrintedStatementRule(),
        SpendOutsideDatesRule(), SpendBeforeAllocationRule(), DuplicateInvoiceRule(),
        SameDescriptionRule(), IndicativeAwardRule(), InvoicesOverdueRule(),
        IncompleteProjectRule(), CashBelowSpendRule(), FinanceExtractRule(),
        UnapprovedVirementRule(),
        RingFenceRule(), StaleCommitmentRule(), EvidenceMissingRule(),
        ProfileBeyondAllocationRule(), ForecastUnderspendRule(), ForecastOverspendRule(),
        MatchFundingShortRule(), DutyOverdueRule(), ReturnOverdueRule(),
    ]

    /// Every finding, the largest sum first, then the gravest, each with the waiver that covers it.
    public static func findings(
        in reviews: [FundReview], verification: [Finding], waivers: [Waiver], today: CalendarDay
    ) -> [Finding] {
        let all =
            verification
            + reviews.flatMap { review in
                rules.flatMap { $0.findings(in: review) }
            }
        return all.map { $0.covered(by: waivers, on: today) }.sorted { left, right in
            if left.amount != right.amount { return left.amount > right.amount }
            if left.severity != right.severity { return left.severity > right.severity }
            if left.fund != right.fund {
                // What is about the whole ledger comes before what is about one fund.
                guard let one = left.fund, let other = right.fund else { return left.fund == nil }
                return one < other
            }
            return (left.rule, left.message) < (right.rule, right.message)
        }
    }
}
