import TestSupport
import Testing

@testable import LedgerCore

/// Entries of days after the table's that say what it asks for.
struct RecordedLaterTests {
    private typealias Row = Tabulation.Row

    private func ledger() throws -> PaperLedger {
        try PaperLedger(award: 2_000, allocations: [("PLF-01", 1_000), ("PLF-02", 1_000)])
    }

    /// The places of proposals, and the entries that say the same once those are recorded.
    private func found(_ rows: [Row], after later: [Transfer]) throws -> [Int: Int] {
        var ledger = try ledger()
        let comparison = try StatementComparison(
            Tabulation(rows).printed(), against: ledger.statement())
        for transfer in later { try ledger.record(transfer) }
        return comparison.recordedLater(among: ledger.entries).mapValues(\.number)
    }

    private func spend(
        _ pence: Int64 = 300, on day: String = "2019-03-30", of project: String = "PLF-01",
        reference: String = "", id: String? = nil
    ) throws -> Transfer {
        try Build.transfer(
            .spend, on: day, from: project, pence: pence, reference: reference, id: id)
    }

    private let spent = [Row("Project PLF-01", 1_000, 300), Row("Project PLF-02", 1_000, 0)]

    @Test func `a spend of the same project and amount on a later day is told`() throws {
        #expect(try found(spent, after: [spend()]) == [0: 4])
    }

    @Test func `another project, amount or kind, or the table's own day, is not`() throws {
        #expect(try found(spent, after: [spend(of: "PLF-02")]).isEmpty)
        #expect(try found(spent, after: [spend(299)]).isEmpty)
        #expect(try found(spent, after: [spend(on: "2018-12-31")]).isEmpty)
        let commitment = try Build.transfer(
            .commitment, on: "2019-03-30", from: "PLF-01", pence: 300)
        #expect(try found(spent, after: [commitment]).isEmpty)
    }

    @Test func `what was reversed is not`() throws {
        let reversal = try Build.transfer(.reversal, on: "2019-03-30", pence: 300, against: "S-1")
        #expect(try found(spent, after: [spend(id: "S-1"), reversal]).isEmpty)
    }

    @Test func `what a later statement brought is told whatever its amount`() throws {
        let hash = String(repeating: "0f", count: 32)
        let later = try spend(299, reference: "march.csv sha256:\(hash)")
        #expect(try found(spent, after: [later]) == [0: 4])
        #expect(try found(spent, after: [spend(299, reference: "sha256:0f")]).isEmpty)
        #expect(try found(spent, after: [later, spend()]) == [0: 5], "the same sum comes first")
    }

    @Test func `an entry stands for one proposal`() throws {
        let moved = [Row("Project PLF-01", 900, 300), Row("Project PLF-02", 1_100, 300)]
        let virement = try Build.transfer(.virement, on: "2019-03-30", pence: 100)
        let told = try found(moved, after: [spend(), virement])
        #expect(told == [0: 5, 1: 4])
    }
}
