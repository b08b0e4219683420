import TestSupport
import Testing

@testable import LedgerCore

struct FundStatementTests {
    private func ledger() throws -> PaperLedger {
        try PaperLedger(
            award: 200_000,
            allocations: [("PLF-02", 50_000), ("PLF-01", 100_000), ("PLF-10", 0)])
    }

    private func line(_ code: String, of ledger: PaperLedger) throws -> FundStatement.Line {
        try #require(try ledger.statement().lines.first { $0.project.code.text == code })
    }

    @Test func `lines stand in the order of their codes`() throws {
        let codes = try ledger().statement().lines.map(\.project.code.text)
        #expect(codes == ["PLF-01", "PLF-02", "PLF-10"])
    }

    @Test func `allocations and releases make the original allocation`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.allocation, pence: 5_000))
        try ledger.record(Build.transfer(.release, pence: 2_000))
        let line = try line("PLF-01", of: ledger)
        #expect(line.original == Money(pence: 103_000))
        #expect(line.allocated == Money(pence: 103_000))
        #expect(try ledger.statement().unallocated == Money(pence: 47_000))
    }

    @Test func `a virement leaves the original and changes what is allocated`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.virement, from: "PLF-01", to: "PLF-02", pence: 30_000))
        try ledger.record(Build.transfer(.virement, from: "PLF-02", to: "PLF-01", pence: 10_000))
        let (one, two) = (try line("PLF-01", of: ledger), try line("PLF-02", of: ledger))
        #expect(one.original == Money(pence: 100_000))
        #expect(one.viredIn == Money(pence: 10_000))
        #expect(one.viredOut == Money(pence: 30_000))
        #expect(one.virements == Money(pence: -20_000))
        #expect(one.allocated == Money(pence: 80_000))
        #expect(two.virements == Money(pence: 20_000))
        #expect(two.allocated == Money(pence: 70_000))
        #expect(try ledger.statement().totals.virements == .zero)
    }

    @Test func `a reversed virement is as if it had not been`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.virement, pence: 30_000, id: "v"))
        try ledger.record(Build.transfer(.reversal, pence: 30_000, against: "v"))
        let line = try line("PLF-01", of: ledger)
        #expect(line.viredIn == .zero)
        #expect(line.viredOut == .zero)
        #expect(line.allocated == Money(pence: 100_000))
    }

    @Test func `spend, commitments and refunds lead to balance and free balance`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        try ledger.record(Build.transfer(.spend, pence: 12_000, against: "order"))
        try ledger.record(Build.transfer(.decommitment, pence: 1_000, against: "order"))
        try ledger.record(Build.transfer(.spend, pence: 20_000))
        try ledger.record(Build.transfer(.refund, pence: 500))
        let line = try line("PLF-01", of: ledger)
        #expect(line.allocated == Money(pence: 100_000))
        #expect(line.spent == Money(pence: 31_500))
        #expect(line.committed == Money(pence: 17_000))
        #expect(line.balance == Money(pence: 68_500))
        #expect(line.freeBalance == Money(pence: 51_500))
    }

    @Test func `a reversed spend against an order is committed again`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.commitment, pence: 30_000, id: "order"))
        try ledger.record(Build.transfer(.spend, pence: 12_000, id: "s", against: "order"))
        try ledger.record(Build.transfer(.reversal, pence: 12_000, against: "s"))
        let line = try line("PLF-01", of: ledger)
        #expect(line.spent == .zero)
        #expect(line.committed == Money(pence: 30_000))
    }

    @Test func `award, claims, receipts and repayments are figures of their own`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.awardReduction, pence: 20_000))
        try ledger.record(Build.transfer(.claim, pence: 60_000, id: "c"))
        try ledger.record(Build.transfer(.claim, pence: 70_000))
        try ledger.record(Build.transfer(.reversal, pence: 60_000, against: "c"))
        try ledger.record(Build.transfer(.receipt, pence: 40_000))
        try ledger.record(Build.transfer(.repayment, pence: 3_000))
        try ledger.record(Build.transfer(.repayment, from: "PLF-01", pence: 4_000))
        let statement = try ledger.statement()
        #expect(statement.award == Money(pence: 180_000))
        #expect(statement.claimed == Money(pence: 70_000))
        #expect(statement.received == Money(pence: 40_000))
        #expect(statement.repaid == Money(pence: 7_000))
        #expect(statement.unallocated == Money(pence: 27_000))
        #expect(statement.lines[0].original == Money(pence: 96_000))
    }

    @Test func `a carry-forward leaves one year and arrives in the next`() throws {
        let next = try Build.key(year: "2019-20")
        var ledger = PaperLedger(
            try [Build.fund(), Build.fund(next), Build.fund(next.following())],
            projects: [try Build.project(), try Build.project(in: next)])
        try ledger.record(Build.transfer(.award, pence: 10_000))
        try ledger.record(Build.transfer(.allocation, pence: 6_000))
        try ledger.record(Build.transfer(.carryForward, pence: 3_000))
        try ledger.record(Build.transfer(.carryForward, from: "PLF-01", pence: 2_000))
        try ledger.record(
            Build.transfer(.carryForward, on: "2019-11-02", in: next, pence: 500))
        try ledger.record(Build.transfer(.carryForward, pence: 1, id: "slip"))
        try ledger.record(Build.transfer(.reversal, pence: 1, against: "slip"))
        let (from, to) = (try ledger.statement(), try ledger.statement(of: next))
        #expect(from.carriedForward == Money(pence: 5_000))
        #expect(from.broughtForward == .zero)
        #expect(from.award == Money(pence: 10_000))
        #expect(from.unallocated == Money(pence: 1_000))
        #expect(from.lines[0].allocated == Money(pence: 4_000))
        #expect(to.broughtForward == Money(pence: 5_000))
        #expect(to.carriedForward == Money(pence: 500))
        #expect(to.award == .zero)
        #expect(to.unallocated == Money(pence: 4_500))
    }

    @Test func `totals are the sums of the lines`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.virement, pence: 30_000))
        try ledger.record(Build.transfer(.spend, pence: 12_000))
        try ledger.record(Build.transfer(.spend, from: "PLF-02", pence: 7_000))
        try ledger.record(Build.transfer(.commitment, from: "PLF-02", pence: 1_000))
        let totals = try ledger.statement().totals
        #expect(totals.original == Money(pence: 150_000))
        #expect(totals.virements == .zero)
        #expect(totals.allocated == Money(pence: 150_000))
        #expect(totals.spent == Money(pence: 19_000))
        #expect(totals.committed == Money(pence: 1_000))
        #expect(totals.balance == Money(pence: 131_000))
        #expect(totals.freeBalance == Money(pence: 130_000))
    }

    @Test func `entries after its day are not in a statement`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, on: "2018-11-02", pence: 1_000))
        try ledger.record(Build.transfer(.spend, on: "2018-11-03", pence: 2_000))
        let statement = try ledger.statement(asAt: Build.day("2018-11-02"))
        #expect(statement.totals.spent == Money(pence: 1_000))
        #expect(statement.asAt.description == "2018-11-02")
    }

    @Test func `invoices awaited stand with their line, their quarters in order`() throws {
        var ledger = try ledger()
        for (code, quarter) in [("PLF-02", "2018-19-Q4"), ("PLF-01", "2018-19-Q3")] {
            try ledger.record(
                Build.transfer(.commitment, from: code, pence: 0, reference: quarter))
        }
        try ledger.record(
            Build.transfer(.commitment, from: "PLF-01", pence: 500, reference: "2018-19-Q4"))
        let statement = try ledger.statement()
        #expect(statement.lines.map(\.awaiting.count) == [2, 1, 0])
        #expect(statement.lines[0].awaiting.map(\.amount.pence) == [0, 500])
        #expect(statement.awaitedQuarters.map(\.description) == ["2018-19-Q3", "2018-19-Q4"])
    }

    @Test func `a fund without a project or an entry is all nought`() throws {
        let statement = try PaperLedger([Build.fund()], projects: []).statement()
        #expect(statement.lines.isEmpty)
        #expect(statement.totals == FundStatement.Totals())
        #expect(statement.award == .zero)
        #expect(statement.unallocated == .zero)
    }
}
