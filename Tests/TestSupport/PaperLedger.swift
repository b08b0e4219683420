public import LedgerCore

/// A ledger of arrays and sums, too plain to be wrong: what the real one is held against.
public struct PaperLedger {
    public let funds: [Fund]
    public private(set) var projects: [Project]
    public private(set) var entries: [Entry] = []
    public var closedThrough: CalendarDay?
    public var agreement: Agreement?
    /// The entries that have a document.
    public var evidenced: Set<EntryID> = []

    public init(_ funds: [Fund], projects: [Project]) {
        self.funds = funds
        self.projects = projects
    }

    /// One fund of an award and its projects, each with what is allocated to it on the first day.
    public init(
        fund: Fund? = nil, award: Int64 = 1_000_000, allocations: [(code: String, pence: Int64)]
    ) throws {
        let fund = try fund ?? Build.fund()
        let first = fund.spendFrom.description
        let projects = try allocations.map { try Build.project($0.code, in: fund.key) }
        self.init([fund], projects: projects)
        if award > 0 { try record(Build.transfer(.award, on: first, in: fund.key, pence: award)) }
        for (code, pence) in allocations where pence > 0 {
            try record(
                Build.transfer(.allocation, on: first, in: fund.key, to: code, pence: pence))
        }
    }

    /// Adds a project, or changes what is known of one.
    public mutating func register(_ project: Project) {
        projects.removeAll { $0.fund == project.fund && $0.code == project.code }
        projects.append(project)
    }

    /// Records a transfer, provided the core admits it.
    @discardableResult
    public mutating func record(_ transfer: Transfer) throws -> Entry {
        try transfer.checkAdmitted(to: standing(for: transfer))
        return try write(transfer)
    }

    /// Writes a transfer without asking, for states that no ledger should come to.
    @discardableResult
    public mutating func write(_ transfer: Transfer) throws -> Entry {
        let entry = try Build.entry(
            transfer, number: entries.count + 1, answering: answered(by: transfer))
        entries.append(entry)
        return entry
    }

    /// What the core must know to decide on the transfer.
    public func standing(for transfer: Transfer) throws -> Standing {
        guard let fund = funds.first(where: { $0.key == transfer.fund }) else {
            throw Refusal.unknownFund(transfer.fund)
        }
        let answered = try answered(by: transfer)
        let statement = try statement(of: fund.key)
        return Standing(
            fund: fund, closedThrough: closedThrough, answered: answered,
            source: balance(of: try transfer.posting(answering: answered).from),
            award: statement.award, claimed: statement.claimed,
            agreement: agreement ?? Agreement(fund: fund.key), ground: ground(for: transfer))
    }

    public func balance(of account: Account) -> Money {
        entries.reduce(.zero) { sum, entry in
            sum + (entry.posting.to == account ? entry.transfer.amount : .zero)
                - (entry.posting.from == account ? entry.transfer.amount : .zero)
        }
    }

    private func answered(by transfer: Transfer) throws -> Answered? {
        guard let id = transfer.against else { return nil }
        guard let entry = entries.first(where: { $0.id == id }) else {
            throw Refusal.unknownEntry(id.text)
        }
        return Answered(
            number: entry.number, transfer: entry.transfer, posting: entry.posting,
            drawn: drawn(on: entry.number), reversedBy: reversal(of: entry.number))
    }

    /// The spend that a claim in arrears rests on.
    private func ground(for claim: Transfer) -> ClaimGround? {
        guard let agreement, claim.isInArrears(agreement) else { return nil }
        let least = agreement.money(.evidenceFrom) ?? .zero
        var (spent, evidenced) = (Money.zero, Money.zero)
        for entry in entries where entry.transfer.day <= claim.day {
            let transfer = entry.transfer
            let reversal = reversal(of: entry.number).map { entries[$0 - 1].transfer.day }
            guard transfer.fund == claim.fund, reversal.map({ $0 > claim.day }) ?? true else {
                continue
            }
            if transfer.kind == .refund {
                spent = spent - transfer.amount
                evidenced = evidenced - transfer.amount
            } else if transfer.kind == .spend {
                spent += transfer.amount
                if transfer.amount <= least || self.evidenced.contains(entry.id) {
                    evidenced += transfer.amount
                }
            }
        }
        return ClaimGround(spent: spent, evidenced: evidenced)
    }

    private func reversal(of number: Int) -> Int? {
        entries.first { $0.transfer.kind == .reversal && $0.answers == number }?.number
    }

    private func drawn(on number: Int) -> Money {
        entries.reduce(.zero) { sum, entry in
            guard entry.answers == number, entry.transfer.kind != .reversal,
                reversal(of: entry.number) == nil
            else { return sum }
            return sum + entry.transfer.amount
        }
    }
}

extension PaperLedger {
    /// The fund year's statement; every entry counts unless a day is given.
    public func statement(
        of key: FundYear? = nil, asAt day: CalendarDay? = nil
    ) throws -> FundStatement {
        let key = try key ?? Build.key()
        guard let fund = funds.first(where: { $0.key == key }) else {
            throw Refusal.unknownFund(key)
        }
        return FundStatement(
            fund: fund, asAt: day ?? key.year.lastDay,
            head: LedgerHead(entry: entries.count, hash: .none),
            projects: projects.filter { $0.fund == key }, movements: movements(of: key, asAt: day),
            awaiting: awaited(in: key))
    }

    /// What the rules look at on a day.
    public func review(
        of key: FundYear? = nil, today: String = "2018-12-31", printed: [PrintedStatement] = [],
        then: FundStatement? = nil, agreement: [AgreementSetting: String]? = nil,
        approvals: [Approval] = [],
        extracts: [ExtractReview] = [], decisions: [DecidedMatch] = [],
        tags: [EntryTag] = [], evidence: [EvidenceFile] = [],
        plan said: YearRecords? = nil
    ) throws -> FundReview {
        let key = try key ?? Build.key()
        let day = try Build.day(today)
        let agreement =
            try agreement.map { try Agreement(fund: key, agreed: $0) } ?? Agreement(fund: key)
        return FundReview(
            statement: try statement(of: key),
            agreement: agreement, approvals: approvals,
            entries: entries.filter { $0.posting.from.fund == key || $0.posting.to.fund == key },
            printed: try printed.map { table in
                let ledger = try statement(of: key, asAt: table.day)
                return PrintedReview(table: table, ledger: ledger, then: then ?? ledger)
            }, extracts: extracts, decisions: decisions,
            tags: Dictionary(tags.map { ($0.entry, $0) }) { $1 },
            evidence: Dictionary(grouping: evidence, by: \.entry),
            plan: try said.map { said in
                YearPlan(
                    forecast: try forecast(
                        of: key, asAt: min(day, key.year.lastDay), agreement, said),
                    match: said.match,
                    duties: Duty.all(
                        try statement(of: key), agreement, entries: entries, done: said.done),
                    returns: ReturnStanding.all([], agreement))
            },
            today: day)
    }

    /// Where a fund year stands against its plan on a day.
    public func forecast(
        of key: FundYear? = nil, asAt day: CalendarDay, _ agreement: Agreement? = nil,
        _ said: YearRecords = YearRecords()
    ) throws -> FundForecast {
        let key = try key ?? Build.key()
        return FundForecast(
            try statement(of: key, asAt: day),
            quarterEnds: try FundForecast.quarterEnds(of: key.year, through: day).map {
                try statement(of: key, asAt: $0)
            }, agreement: agreement ?? Agreement(fund: key), profiles: said.profiles,
            forecasts: said.forecasts)
    }

    private func awaited(in key: FundYear) -> [AwaitedInvoices] {
        entries.compactMap { entry in
            let transfer = entry.transfer
            guard let quarter = transfer.awaited, let project = transfer.from,
                transfer.fund == key, reversal(of: entry.number) == nil
            else { return nil }
            let drawn = drawn(on: entry.number)
            guard drawn < transfer.amount || drawn == .zero else { return nil }
            return AwaitedInvoices(
                project: project, quarter: quarter, entry: entry.number,
                amount: max(.zero, transfer.amount - drawn))
        }
    }

    private struct Slot: Hashable {
        let project: Code?
        let role: AccountRole
        let kind: TransferKind
    }

    /// A reversal lessens the movements of the entry it answers.
    private func movements(of key: FundYear, asAt day: CalendarDay?) -> [Movement] {
        var sums: [Slot: (paidIn: Money, paidOut: Money)] = [:]
        for entry in entries where day.map({ entry.transfer.day <= $0 }) ?? true {
            var (kind, posting) = (entry.transfer.kind, entry.posting)
            var amount = entry.transfer.amount
            if kind == .reversal, let number = entry.answers {
                kind = entries[number - 1].transfer.kind
                (posting, amount) = (posting.swapped, -amount)
            }
            let (from, to) = (posting.from, posting.to)
            if from.fund == key {
                let slot = Slot(project: from.project, role: from.role, kind: kind)
                sums[slot, default: (.zero, .zero)].paidOut += amount
            }
            if to.fund == key {
                let slot = Slot(project: to.project, role: to.role, kind: kind)
                sums[slot, default: (.zero, .zero)].paidIn += amount
            }
        }
        return sums.map { slot, sum in
            Movement(
                project: slot.project, role: slot.role, kind: slot.kind, paidIn: sum.paidIn,
                paidOut: sum.paidOut)
        }
    }
}
