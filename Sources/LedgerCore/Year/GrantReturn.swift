/// A fund year's return to its funder for one period: every figure of it, as known at one record.
///
/// The fields are those of published grant agreements and claim forms; no blank form of this funder is
/// public.
public struct GrantReturn: Sendable {
    public let fund: Fund
    public let agreement: Agreement
    public let period: ReturnPeriod
    /// 1 for the first, 2 and more for amended ones.
    public let version: Int
    public let stage: ReturnStage
    /// The ledger's head that the figures are known at.
    public let head: LedgerHead
    /// How many registrations the ledger held then.
    public let records: Int
    public let summary: Summary
    /// Planned and actual spend of each quarter of the year, in order.
    public let quarters: [QuarterLine]
    /// One line a project, in the order of their codes.
    public let projects: [ProjectLine]
    /// What was recorded for the period, late entries of earlier periods among them.
    public let transactions: [TransactionLine]
    public let approvals: [ApprovalLine]
    public let outputs: [OutputLine]
    public let rules: [RuleLine]
    public let findings: [Finding]
    /// What differs from the version before; empty in a first version.
    public let changes: [ChangeLine]
    public let signatures: [SignatureLine]

    /// The fund on one page, in pence, to the end of the period.
    public struct Summary: Hashable, Sendable {
        public var award = Money.zero
        public var broughtForward = Money.zero
        public var carriedForward = Money.zero
        public var repaid = Money.zero
        public var claimed = Money.zero
        public var claimedInPeriod = Money.zero
        public var received = Money.zero
        public var allocated = Money.zero
        public var unallocated = Money.zero
        public var committed = Money.zero
        public var spent = Money.zero
        public var spentInPeriod = Money.zero
        public var balance = Money.zero
        public var freeBalance = Money.zero
        /// What is expected to be spent by the year's end.
        public var forecast = Money.zero
        /// What others gave, apart from the grant.
        public var matchFunding = Money.zero

        /// What the partnership is heading to leave unspent of what it holds; negative when it is
        /// heading to overspend.
        public var forecastUnderspend: Money { allocated + unallocated - forecast }

        public init() {}
    }

    public struct QuarterLine: Hashable, Sendable {
        public let quarter: Quarter
        public let planned: Money
        public let actual: Money

        public init(quarter: Quarter, planned: Money, actual: Money) {
            self.quarter = quarter
            self.planned = planned
            self.actual = actual
        }
    }

    public struct ProjectLine: Hashable, Sendable {
        public let project: Project
        public var original = Money.zero
        public var virements = Money.zero
        public var allocated = Money.zero
        public var plannedInPeriod = Money.zero
        public var plannedToDate = Money.zero
        public var spentInPeriod = Money.zero
        /// What of the period's spend belongs to periods returned before.
        public var lateInPeriod = Money.zero
        public var spentToDate = Money.zero
        public var committed = Money.zero
        public var balance = Money.zero
        public var freeBalance = Money.zero
        public var forecast = Money.zero
        /// Of what is spent, on staff.
        public var labour = Money.zero
        /// Of what is spent, on lasting assets.
        public var capital = Money.zero
        /// What others gave, apart from the grant.
        public var matchFunding = Money.zero
        public var rating = Rating.green
        public var needsReason = false
        public var note: ReturnNote
        /// Spend above the threshold that has no document, in pence.
        public var withoutEvidence = Money.zero

        /// Spent less planned to date: above nought when ahead of the profile.
        public var variance: Money { spentToDate - plannedToDate }
        /// Allocated less forecast: above nought for an underspend.
        public var forecastUnderspend: Money { allocated - forecast }

        public init(project: Project, note: ReturnNote) {
            self.project = project
            self.note = note
        }
    }

    public struct TransactionLine: Hashable, Sendable {
        public let entry: Entry
        /// The period it belongs to where that was closed; nil for one of this period.
        public let belongsTo: ReturnPeriod?
        public let tag: EntryTag?
        /// The names of the documents that were attached.
        public let evidence: [String]

        public init(entry: Entry, belongsTo: ReturnPeriod?, tag: EntryTag?, evidence: [String]) {
            self.entry = entry
            self.belongsTo = belongsTo
            self.tag = tag
            self.evidence = evidence
        }
    }

    /// A virement, an allocation or the like that was asked for, and what was decided.
    public struct ApprovalLine: Hashable, Sendable {
        /// `P3`; blank for what was recorded at once.
        public let name: String
        public let kind: TransferKind
        public let from: Code?
        public let to: Code?
        public let amount: Money
        public let reason: String
        public let askedBy: String
        public let asked: CalendarDay
        /// `approved`, `rejected`, `waiting` or `recorded at once`.
        public let verdict: String
        public let decidedBy: String
        public let decided: CalendarDay?
        public let minute: String
        /// Balances before and after: of the side the money leaves, then of the other.
        public let before: [Money]
        public let after: [Money]

        public init(
            name: String, kind: TransferKind, from: Code?, to: Code?, amount: Money,
            reason: String, askedBy: String, asked: CalendarDay, verdict: String,
            decidedBy: String, decided: CalendarDay?, minute: String, before: [Money],
            after: [Money]
        ) {
            self.name = name
            self.kind = kind
            self.from = from
            self.to = to
            self.amount = amount
            self.reason = reason
            self.askedBy = askedBy
            self.asked = asked
            self.verdict = verdict
            self.decidedBy = decidedBy
            self.decided = decided
            self.minute = minute
            self.before = before
            self.after = after
        }
    }

    public struct OutputLine: Hashable, Sendable {
        public let project: Code
        public let output: Output
        /// Spend to date of the project for each unit delivered, half a penny up; nil where none was.
        public let costPerUnit: Money?

        public init(project: Code, output: Output, costPerUnit: Money?) {
            self.project = project
            self.output = output
            self.costPerUnit = costPerUnit
        }
    }

    /// One rule of the reconciliation and what came of it.
    public struct RuleLine: Hashable, Sendable {
        public let rule: String
        public let findings: Int
        public let waived: Int
        /// The largest sum in question, in pence.
        public let amount: Money

        public init(rule: String, findings: Int, waived: Int, amount: Money) {
            self.rule = rule
            self.findings = findings
            self.waived = waived
            self.amount = amount
        }
    }

    /// A figure or a text that differs from the version before.
    public struct ChangeLine: Hashable, Sendable {
        /// A project's code, or blank for the fund as a whole.
        public let place: String
        public let what: String
        public let before: String
        public let after: String

        public init(place: String, what: String, before: String, after: String) {
            self.place = place
            self.what = what
            self.before = before
            self.after = after
        }
    }

    /// Who stands for the return: a step, the post, the name as recorded and the day.
    public struct SignatureLine: Hashable, Sendable {
        public let step: String
        public let role: String
        public let name: String
        public let day: CalendarDay?

        public init(step: String, role: String, name: String, day: CalendarDay?) {
            self.step = step
            self.role = role
            self.name = name
            self.day = day
        }
    }

    public init(
        fund: Fund, agreement: Agreement, period: ReturnPeriod, version: Int, stage: ReturnStage,
        head: LedgerHead, records: Int, summary: Summary, quarters: [QuarterLine],
        projects: [ProjectLine], transactions: [TransactionLine], approvals: [ApprovalLine],
        outputs: [OutputLine], rules: [RuleLine], findings: [Finding], changes: [ChangeLine],
        signatures: [SignatureLine]
    ) {
        self.fund = fund
        self.agreement = agreement
        self.period = period
        self.version = version
        self.stage = stage
        self.head = head
        self.records = records
        self.summary = summary
        self.quarters = quarters
        self.projects = projects
        self.transactions = transactions
        self.approvals = approvals
        self.outputs = outputs
        self.rules = rules
        self.findings = findings
        self.changes = changes
        self.signatures = signatures
    }

    /// `2018-19-Q3 version 2`.
    public var title: String { "\(period) version \(version)" }
}

/// How far a return has come.
public enum ReturnStage: String, Sendable, CaseIterable {
    case draft
    case certified
    case issued
    case accepted
    /// The funder has asked something; it stands until it is answered by an amended version.
    case queried
}

/// How a project stands, in a word that needs no colour.
public enum Rating: String, Sendable, CaseIterable {
    case green
    case amber
    case red
}
