/// What an account gained and lost through entries of one kind; reversals lessen what they undo.
public struct Movement: Hashable, Sendable {
    public let project: Code?
    public let role: AccountRole
    public let kind: TransferKind
    public var paidIn: Money
    public var paidOut: Money

    public init(
        project: Code?, role: AccountRole, kind: TransferKind, paidIn: Money, paidOut: Money
    ) {
        self.project = project
        self.role = role
        self.kind = kind
        self.paidIn = paidIn
        self.paidOut = paidOut
    }

    var net: Money { paidIn - paidOut }
}

/// Invoices a project still awaits: since when, and for which quarter.
public struct AwaitedInvoices: Hashable, Sendable {
    public let project: Code
    public let quarter: Quarter
    /// The entry that says so.
    public let entry: Int
    /// What is left of the sum set aside for them; nought where the amount is not known.
    public let amount: Money

    public init(project: Code, quarter: Quarter, entry: Int, amount: Money) {
        self.project = project
        self.quarter = quarter
        self.entry = entry
        self.amount = amount
    }
}

/// A fund year's money as at a day: awarded, allocated, spent and left, project by project.
public struct FundStatement: Hashable, Sendable {
    public let fund: Fund
    /// The day up to which entries count.
    public let asAt: CalendarDay
    /// The ledger as it was known: the last entry counted, and the hash there.
    public let head: LedgerHead
    public let award: Money
    public let broughtForward: Money
    public let carriedForward: Money
    public let repaid: Money
    public let claimed: Money
    public let received: Money
    public let unallocated: Money
    /// One line a project, in the order of their codes.
    public let lines: [Line]

    /// One project's figures.
    public struct Line: Hashable, Sendable {
        public let project: Project
        /// Allocations less releases, and less what was repaid or carried forward from the project.
        public let original: Money
        public let viredIn: Money
        public let viredOut: Money
        public let allocated: Money
        public let spent: Money
        public let committed: Money
        public let awaiting: [AwaitedInvoices]

        public var virements: Money { viredIn - viredOut }
        /// Allocated less spent.
        public var balance: Money { allocated - spent }
        /// The balance less commitments.
        public var freeBalance: Money { balance - committed }
    }

    /// The sums of the lines, in pence.
    public struct Totals: Hashable, Sendable {
        public var original = Money.zero
        public var virements = Money.zero
        public var allocated = Money.zero
        public var spent = Money.zero
        public var committed = Money.zero
        public var balance: Money { allocated - spent }
        public var freeBalance: Money { balance - committed }
    }

    public init(
        fund: Fund, asAt: CalendarDay, head: LedgerHead, projects: [Project],
        movements: [Movement], awaiting: [AwaitedInvoices]
    ) {
        self.fund = fund
        self.asAt = asAt
        self.head = head
        var own: [Movement] = []
        var byProject: [Code: [Movement]] = [:]
        for movement in movements {
            if let project = movement.project {
                byProject[project, default: []].append(movement)
            } else {
                own.append(movement)
            }
        }
        let unallocatedMoves = own.filter { $0.role == .unallocated }
        award = unallocatedMoves.filter { $0.kind == .award || $0.kind == .awardReduction }.net
        broughtForward = unallocatedMoves.filter { $0.kind == .carryForward }.paidIn
        let repayments = byProject.values.joined() + unallocatedMoves
        carriedForward = repayments.filter { $0.kind == .carryForward }.paidOut
        repaid = repayments.filter { $0.kind == .repayment }.paidOut
        claimed = own.filter { $0.role == .claimed && $0.kind == .claim }.net
        received = own.filter { $0.role == .received }.net
        unallocated = unallocatedMoves.net
        let awaited = Dictionary(grouping: awaiting, by: \.project)
        lines = projects.sorted { $0.code < $1.code }.map {
            Line($0, movements: byProject[$0.code] ?? [], awaiting: awaited[$0.code] ?? [])
        }
    }

    public var totals: Totals {
        lines.reduce(into: Totals()) { totals, line in
            totals.original += line.original
            totals.virements += line.virements
            totals.allocated += line.allocated
            totals.spent += line.spent
            totals.committed += line.committed
        }
    }

    /// What of the fund's money is not spent: the balances of the projects and what is unallocated.
    public var left: Money { totals.balance + unallocated }

    /// The quarters whose invoices some project awaits, in order.
    public var awaitedQuarters: [Quarter] {
        Set(lines.flatMap { $0.awaiting.map(\.quarter) }).sorted()
    }

    /// What stands beside a line and its footnote: `*` for the first quarter awaited, `**` for the
    /// next, and so on.
    public func mark(of quarter: Quarter) -> String {
        let place = awaitedQuarters.firstIndex(of: quarter) ?? 0
        return String(repeating: "*", count: place + 1)
    }
}

extension FundStatement.Line {
    fileprivate init(_ project: Project, movements: [Movement], awaiting: [AwaitedInvoices]) {
        self.project = project
        self.awaiting = awaiting
        let available = movements.filter { $0.role == .available }
        let vired = available.filter { $0.kind == .virement }
        viredIn = vired.paidIn
        viredOut = vired.paidOut
        spent = movements.filter { $0.role == .spent }.net
        committed = movements.filter { $0.role == .committed }.net
        allocated = available.net + committed + spent
        original = allocated - (vired.paidIn - vired.paidOut)
    }
}

extension [Movement] {
    fileprivate var net: Money { reduce(.zero) { $0 + $1.net } }
    fileprivate var paidIn: Money { reduce(.zero) { $0 + $1.paidIn } }
    fileprivate var paidOut: Money { reduce(.zero) { $0 + $1.paidOut } }
}
