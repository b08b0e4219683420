import LedgerCore
import LedgerImport
import LedgerStore
import TestSupport
import Testing

/// A ledger with a fund of five projects of £10,000 each.
private func ledger() throws -> (ledger: Ledger, fund: Fund) {
    let ledger = try Ledger.inMemory()
    let fund = try Build.fund()
    try ledger.register(.fund(fund), by: "A. Officer")
    _ = try ledger.record(
        Build.transfer(.award, on: "2018-04-01", pence: 5_000_000), by: "A. Officer")
    for number in 1...5 {
        try ledger.register(.project(Build.project("PLF-0\(number)")), by: "A. Officer")
        _ = try ledger.record(
            Build.transfer(.allocation, on: "2018-04-01", to: "PLF-0\(number)", pence: 1_000_000),
            by: "A. Officer")
    }
    return (ledger, fund)
}

/// A list in which rows repeat each other and credits follow what was spent.
private func randomRows(_ random: inout SeededGenerator) -> [String] {
    var rows = (1...5).map { "2018-04-02,Opening,O-\($0),PLF-0\($0),500.00" }
    for _ in 0..<Int.random(in: 1...80, using: &random) {
        let day =
            "\(Int.random(in: 10...28, using: &random))/\(Int.random(in: 5...9, using: &random))"
        let pence = Int.random(in: 1...300, using: &random)
        let amount = "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
        let row =
            "\(day)/2018,Payee \(Int.random(in: 1...3, using: &random)),"
            + "INV-\(Int.random(in: 1...9, using: &random)),"
            + "PLF-0\(Int.random(in: 1...5, using: &random)),"
            + (random.oneIn(5) ? "(\(amount))" : amount)
        rows += Array(repeating: row, count: random.oneIn(6) ? 2 : 1)
    }
    return rows
}

private func plan(_ rows: [String], _ fund: Fund) throws -> SpendPlan {
    let list = try payments(
        "Date,Supplier,Invoice No,Project,Amount", rows.joined(separator: "\n"))
    #expect(list.problems.isEmpty)
    let codes = try (1...5).map { try Code("PLF-0\($0)") }
    return SpendPlan(
        list, settings: PaymentSettings(),
        in: SpendPlan.Setting(
            funds: [fund], places: Dictionary(uniqueKeysWithValues: codes.map { ($0, [fund.key]) }),
            source: "council", evidence: "list.csv", digest: { sha256($0).bytes }))
}

@Test func `a shuffled list gives the same balances, and is known again`() throws {
    var random = SeededGenerator(for: #function)
    for _ in 0..<30 {
        let rows = randomRows(&random)
        let (first, fund) = try ledger()
        let (second, _) = try ledger()
        let plans = try [plan(rows, fund), plan(rows.shuffled(using: &random), fund)]
        for (ledger, plan) in zip([first, second], plans) {
            let transfers = plan.order.compactMap { plan.rows[$0].transfer }
            #expect(transfers.count == rows.count)
            _ = try ledger.record(all: transfers, by: "A. Officer")
        }
        let statements = try [first, second].map { try $0.statement(of: fund.key) }
        #expect(statements[0].lines == statements[1].lines)
        for (ledger, plan) in zip([first, second], plans.reversed()) {
            #expect(try ledger.entries(named: plan.rows.map(\.id)).count == rows.count)
        }
        // Each in its order, the same entries: number for number, but for the lines they name.
        let ids = try [first, second].map { try $0.entries().map(\.id).suffix(rows.count) }
        #expect(ids[0] == ids[1])
    }
}

@Test func `entries are found by their ids, with what reversed them`() throws {
    let (ledger, fund) = try ledger()
    let plan = try plan(["2018-11-02,A,1,PLF-01,1", "2018-11-02,A,2,PLF-01,1"], fund)
    let recorded = try ledger.record(
        all: plan.rows.compactMap(\.transfer), by: "A. Officer")
    let reversal = try ledger.record(
        Build.transfer(.reversal, pence: 100, against: recorded[0].entry.id.text), by: "A. Officer")
    let found = try ledger.entries(named: plan.rows.map(\.id) + [EntryID("unknown")])
    #expect(found.count == 2)
    #expect(found[plan.rows[0].id]?.reversedBy == reversal.entry.number)
    #expect(found[plan.rows[1].id]?.entry == recorded[1].entry)
    #expect(found[plan.rows[1].id]?.reversedBy == nil)
}
