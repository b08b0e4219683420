internal import LedgerCore

/// A statement as programs read it; money in whole pence.
struct StatementJSON: Encodable {
    struct Award: Encodable {
        let amount: Int64
        let basis: String
    }

    struct Row: Encodable {
        let project: String
        let description: String
        let original: Int64
        let virements: Int64
        let allocated: Int64
        let spent: Int64
        let committed: Int64
        let balance: Int64
        let freeBalance: Int64
        let awaitingInvoices: Bool
        let awaitedQuarters: [String]
    }

    struct Totals: Encodable {
        let original: Int64
        let virements: Int64
        let allocated: Int64
        let spent: Int64
        let committed: Int64
        let balance: Int64
        let freeBalance: Int64
        let unallocated: Int64
    }

    struct Cash: Encodable {
        let claimed: Int64
        let received: Int64
        let broughtForward: Int64
        let carriedForward: Int64
        let repaid: Int64
    }

    struct Head: Encodable {
        let entry: Int
        let hash: String
    }

    let partnership: String
    let fund: String
    let year: String
    let asAt: String
    let award: Award
    let rows: [Row]
    let totals: Totals
    let cash: Cash
    let head: Head

    init(_ statement: FundStatement) {
        let key = statement.fund.key
        partnership = key.partnership
        fund = key.code.text
        year = key.year.description
        asAt = statement.asAt.description
        award = Award(amount: statement.award.pence, basis: statement.fund.basis.rawValue)
        rows = statement.lines.map { line in
            Row(
                project: line.project.code.text, description: line.project.description,
                original: line.original.pence, virements: line.virements.pence,
                allocated: line.allocated.pence, spent: line.spent.pence,
                committed: line.committed.pence, balance: line.balance.pence,
                freeBalance: line.freeBalance.pence, awaitingInvoices: !line.awaiting.isEmpty,
                awaitedQuarters: Set(line.awaiting.map(\.quarter)).sorted().map(\.description))
        }
        let sums = statement.totals
        totals = Totals(
            original: sums.original.pence, virements: sums.virements.pence,
            allocated: sums.allocated.pence, spent: sums.spent.pence,
            committed: sums.committed.pence, balance: sums.balance.pence,
            freeBalance: sums.freeBalance.pence, unallocated: statement.unallocated.pence)
        cash = Cash(
            claimed: statement.claimed.pence, received: statement.received.pence,
            broughtForward: statement.broughtForward.pence,
            carriedForward: statement.carriedForward.pence, repaid: statement.repaid.pence)
        head = Head(entry: statement.head.entry, hash: statement.head.hash.description)
    }
}
