import LedgerCore
import TestSupport

/// Draws what an officer with little money and little care might send next.
///
/// Sums are small and often exactly what is there, a penny more or a penny less, so that every
/// boundary is met from both sides.
struct RandomTransfers {
    var random: SeededGenerator
    let funds: [FundYear]
    private let days: [CalendarDay]
    private let edges: [CalendarDay]
    private var sent = 0

    private static let kinds: [TransferKind] = [
        .award, .award, .awardReduction, .allocation, .allocation, .allocation, .allocation,
        .release, .release, .virement, .virement, .virement, .commitment, .commitment,
        .commitment, .commitment, .commitment, .decommitment, .decommitment, .decommitment,
        .spend, .spend, .spend, .spend, .spend, .spend, .spend, .refund, .refund, .carryForward,
        .carryForward, .repayment, .reversal, .reversal, .reversal, .reversal, .reversal, .claim,
        .claim, .receipt,
    ]

    init(seed: UInt64, funds: [FundYear]) throws {
        random = SeededGenerator(seed: seed)
        self.funds = funds
        let first = try Build.day("2018-07-01")
        days = (0...200).map { first.adding(days: $0) }
        // Ends of months, and the first and last days that each fund takes and refuses.
        edges = try [
            "2017-03-30", "2017-03-31", "2018-03-31", "2018-04-01", "2018-04-30", "2018-06-30",
            "2018-07-01", "2018-09-30", "2018-10-01", "2019-01-31", "2019-02-01", "2019-02-28",
            "2019-03-31", "2019-04-01", "2020-03-31", "2020-04-01", "2021-03-31", "2021-04-01",
        ].map(Build.day)
    }

    mutating func day() -> CalendarDay {
        random.pick(random.oneIn(5) ? edges : days, or: edges[0])
    }

    mutating func fund() -> FundYear { random.pick(funds, or: funds[0]) }

    mutating func project() -> String {
        random.pick(random.oneIn(20) ? ["P3", "P9"] : ["P1", "P2"], or: "P1")
    }

    /// The next transfer; nil where what was drawn has no shape that can be sent.
    mutating func next(for ledger: PlainLedger) -> Transfer? {
        if random.oneIn(10), let line = ledger.lines.randomElement(using: &random) {
            return repeated(line.sent)
        }
        let kind = random.pick(Self.kinds, or: .spend)
        if kind == .reversal { return reversal(in: ledger) }
        let order =
            (kind == .spend || kind == .decommitment) && !random.oneIn(3)
            ? order(in: ledger) : nil
        let key = order.map { random.oneIn(20) ? fund() : $0.sent.fund } ?? fund()
        let isAwaited = kind == .commitment && random.oneIn(2)
        var from: String?
        var to: String?
        switch kind {
        case .allocation, .refund: to = project()
        case .virement: (from, to) = (project(), project())
        case .release, .commitment, .decommitment, .spend:
            from = random.oneIn(20) ? project() : order?.sent.from?.text ?? project()
        case .carryForward, .repayment: from = random.oneIn(2) ? project() : nil
        default: break
        }
        var draft = Draft(kind: kind, day: day(), fund: key, from: from, to: to)
        draft.reference =
            isAwaited ? random.pick(["2018-19-Q2", "2018-19-Q3", "2018-19-Q4"], or: "") : ""
        draft.against = random.oneIn(60) ? "nowhere" : order?.sent.id?.text
        draft.reason = random.oneIn(6) ? "Agreed by the board" : ""
        draft.id = id()
        draft.pence = isAwaited && random.oneIn(2) ? 0 : 1
        guard let first = draft.transfer else { return nil }
        if draft.pence > 0 { draft.pence = pence(for: first, in: ledger, order: order) }
        return draft.transfer
    }

    /// The same again, now and then with one thing changed under the same id.
    private mutating func repeated(_ sent: Transfer) -> Transfer? {
        var draft = Draft(sent)
        if random.oneIn(3) { draft.pence += 1 }
        if random.oneIn(6) { draft.reason = "Agreed later" }
        if random.oneIn(6) { draft.day = day() }
        return draft.transfer
    }

    private mutating func reversal(in ledger: PlainLedger) -> Transfer? {
        guard let line = ledger.lines.randomElement(using: &random) else { return nil }
        let fund = random.oneIn(20) ? fund() : line.sent.fund
        let later = line.sent.day.adding(days: Int.random(in: 0...40, using: &random))
        var draft = Draft(
            kind: .reversal, day: random.oneIn(4) ? day() : later, fund: fund, from: nil, to: nil)
        draft.pence = line.sent.amount.pence + (random.oneIn(15) ? 1 : 0)
        draft.against = line.sent.id?.text
        draft.id = id()
        return draft.transfer
    }

    private mutating func order(in ledger: PlainLedger) -> PlainLedger.Line? {
        let orders = ledger.lines.filter { $0.sent.kind == .commitment }
        return (random.oneIn(15) ? ledger.lines : orders).randomElement(using: &random)
    }

    private mutating func pence(
        for draft: Transfer, in ledger: PlainLedger, order: PlainLedger.Line?
    ) -> Int64 {
        guard random.oneIn(2), let path = try? ledger.path(of: draft) else {
            return Int64.random(in: 1...(random.oneIn(4) ? 60 : 9), using: &random)
        }
        let there = ledger.held(path.leaves)
        let left = order.map { $0.sent.amount.pence - ledger.taken(off: $0) }
        let edge = left.map { random.oneIn(2) ? $0 : there } ?? there
        return max(1, edge + Int64.random(in: -1...1, using: &random))
    }

    private mutating func id() -> String? {
        sent += 1
        return random.oneIn(2) ? nil : "sent-\(sent)"
    }
}

/// A transfer while it is being written.
private struct Draft {
    var kind: TransferKind
    var day: CalendarDay
    var fund: FundYear
    var from: String?
    var to: String?
    var pence: Int64 = 0
    var reference = ""
    var id: String?
    var against: String?
    var reason = ""

    init(kind: TransferKind, day: CalendarDay, fund: FundYear, from: String?, to: String?) {
        self.kind = kind
        self.day = day
        self.fund = fund
        self.from = from
        self.to = to
    }

    init(_ sent: Transfer) {
        self.init(
            kind: sent.kind, day: sent.day, fund: sent.fund, from: sent.from?.text,
            to: sent.to?.text)
        pence = sent.amount.pence
        reference = sent.reference
        id = sent.id?.text
        against = sent.against?.text
        reason = sent.overspendReason
    }

    var transfer: Transfer? {
        try? Transfer(
            kind, on: day, in: fund, from: from.map(Code.init), to: to.map(Code.init),
            amount: Money(pence: pence), reference: reference, id: id.map(EntryID.init),
            against: against.map(EntryID.init), overspendReason: reason)
    }
}
