internal import LedgerCore
internal import LedgerExport
internal import LedgerImport
internal import LedgerStore

/// An extract of the finance system held against one fund year, with the extracts kept before.
struct MatchRun {
    let fund: FundYear
    /// What the extract is known by.
    let name: String
    let file: String
    let days: ClosedRange<CalendarDay>
    /// Whether the days were chosen from the payments.
    let hasOwnDays: Bool
    let nearness: Int
    /// The extract's payments of those days.
    let payments: [NamedPayment]
    /// Payments of the file that are of other days, and what they come to.
    let otherDays: [Payment]
    /// Payments of the file that are of other funds by their codes.
    let otherFunds: [Payment]
    /// The extracts that were kept before under other names.
    let kept: [ExtractReview]
    let decisions: [DecidedMatch]
    let entries: [Entry]

    /// Every payment that takes part, the extract's own first.
    var all: [NamedPayment] { payments + kept.reversed().flatMap(\.payments) }

    var names: ShortNames { ShortNames(all.map(\.name)) }

    var matching: Matching {
        Matching(
            payments: all, entries: entries, of: fund,
            covering: [days] + kept.map(\.extract.days), decisions: decisions, nearness: nearness,
            focus: MatchFocus(extract: name, days: days))
    }

    /// What the ledger keeps of the extract.
    var extract: FinanceExtract {
        get throws {
            try FinanceExtract(
                fund: fund, days: days, name: name,
                content: FinanceExtract.content(of: payments.map(\.payment)))
        }
    }
}

extension MatchRun {
    /// What the officer asked for beside the file.
    struct Request {
        var from: CalendarDay?
        var to: CalendarDay?
        var nearness = Matching.usualNearness
        var name: String
        /// What the source's codes mean.
        var settings = PaymentSettings()
    }

    init(
        _ list: [Payment], of file: String, fund: FundYear, _ request: Request, in ledger: Ledger
    ) throws {
        let (own, others) = request.settings.parted(
            list, by: fund, with: try ledger.projects(of: fund))
        guard let first = own.map(\.day).min(), let last = own.map(\.day).max() else {
            throw others.isEmpty ? MatchError.noPayments(file) : .noneOfFund(file, fund)
        }
        // Extracts are drawn by the month: a month with a payment is covered whole.
        let from = request.from ?? min(first.firstOfMonth, request.to ?? first)
        let endOfMonth = last.firstOfMonth.adding(days: 31).firstOfMonth.adding(days: -1)
        let to = request.to ?? max(from, endOfMonth)
        guard from <= to else { throw MatchError.daysReversed(from: from, to: to) }
        let days = from...to
        let taken = own.filter { days.contains($0.day) }
        guard !taken.isEmpty else { throw MatchError.noneInDays(file, days) }
        let side = try FinanceSide(ledger, of: fund)
        if let unreadable = side.unreadable.first(where: { $0.extract.name != request.name }) {
            throw unreadable.error
        }
        var filter = EntryFilter()
        filter.fund = fund
        self.fund = fund
        name = request.name
        self.file = file
        self.days = days
        hasOwnDays = request.from == nil && request.to == nil
        nearness = request.nearness
        payments = FinanceSide.named(taken, of: request.name)
        otherDays = own.filter { !days.contains($0.day) }
        otherFunds = others
        kept = side.extracts.filter { $0.extract.name != request.name }
        decisions = side.decisions
        entries = try ledger.entries(matching: filter)
    }

    /// Reads `p-abcde,p-fghjk=31,32` as a decision on payments and entries that there are.
    func decision(
        _ text: String, _ verdict: MatchDecision.Verdict, reason: String, in ledger: Ledger
    ) throws -> MatchDecision {
        let option = verdict == .confirmed ? "--confirm" : "--break"
        let sides = text.utf8.split(
            separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
        guard sides.count == 2 else { throw MatchError.malformedDecision(text, option: option) }
        let (paid, spent) = (MatchRun.parts(sides[0]), MatchRun.parts(sides[1]))
        guard !paid.isEmpty, !spent.isEmpty else {
            throw MatchError.malformedDecision(text, option: option)
        }
        let names = names
        return try MatchDecision(
            fund: fund, payments: paid.map { try payment($0, names) },
            entries: spent.map { try entry($0, in: ledger).id }, verdict: verdict, reason: reason)
    }

    /// Refuses decisions of one command that would have a payment and an entry together and apart.
    func refuseContradiction(among decisions: [MatchDecision]) throws {
        let confirmed = decisions.filter { $0.verdict == .confirmed }
        for broken in decisions where broken.verdict == .broken {
            for other in confirmed {
                guard let payment = other.payments.first(where: broken.payments.contains),
                    let id = other.entries.first(where: broken.entries.contains),
                    let entry = entries.first(where: { $0.id == id })
                else { continue }
                throw MatchError.contradiction(payment: names[payment], entry: entry.number)
            }
        }
    }

    /// The decision on the same payments and entries that stands and says the same.
    func standing(_ decision: MatchDecision) -> DecidedMatch? {
        let last = decisions.last {
            $0.decision.payments == decision.payments && $0.decision.entries == decision.entries
        }
        return last?.decision.verdict == decision.verdict ? last : nil
    }

    private static func parts(_ text: Substring.UTF8View) -> [String] {
        text.split(separator: UInt8(ascii: ",")).map {
            String(decoding: trimmed($0), as: UTF8.self)
        }.filter { !$0.isEmpty }
    }

    private func payment(_ text: String, _ names: ShortNames) throws -> EntryID {
        let found = names.beginning(with: text)
        guard let name = found.first else {
            throw MatchError.unknownPayment(text, file: file)
        }
        guard found.count == 1 else {
            throw MatchError.severalPayments(text, found.prefix(3).map { names[$0] })
        }
        return name
    }

    private func entry(_ text: String, in ledger: Ledger) throws -> Entry {
        guard let entry = try ledger.entry(named: text) else { throw Refusal.unknownEntry(text) }
        let transfer = entry.transfer
        guard transfer.fund == fund, [.spend, .refund].contains(transfer.kind) else {
            throw MatchError.notASpend(entry.number, transfer.kind, transfer.fund, of: fund)
        }
        let isReversed = entries.contains {
            $0.transfer.kind == .reversal && $0.answers == entry.number
        }
        guard !isReversed else { throw MatchError.reversed(entry.number) }
        return entry
    }
}
