import TestSupport
import Testing

@testable import LedgerCore

struct OverAllocationRuleTests {
    private func findings(allocated: Int64) throws -> [Finding] {
        let ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", allocated)])
        return OverAllocationRule().findings(in: try ledger.review())
    }

    @Test func `a penny allocated beyond the award is an error with the figures`() throws {
        let found = try findings(allocated: 100_001)
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.rule) == ["over-allocation"])
        #expect(found.map(\.entries) == [[2]])
        let message = try #require(found.first).message
        #expect(message.contains("£1,000.01 is allocated"))
        #expect(message.contains("award of £1,000.00"))
        #expect(message.contains("Release £0.01"))
    }

    @Test(arguments: [100_000, 99_999] as [Int64])
    func `an award allocated to its last penny is no over-allocation`(allocated: Int64) throws {
        #expect(try findings(allocated: allocated).isEmpty)
    }

    @Test func `the figures add up where money was brought forward or given back`() throws {
        let next = try Build.key(year: "2019-20")
        var ledger = PaperLedger(
            try [Build.fund(), Build.fund(next)], projects: [try Build.project(in: next)])
        try ledger.record(Build.transfer(.award, pence: 20_000))
        try ledger.record(Build.transfer(.carryForward, pence: 20_000))
        let day = "2019-04-01"
        try ledger.record(Build.transfer(.award, on: day, in: next, pence: 100_000))
        try ledger.record(Build.transfer(.repayment, on: day, in: next, pence: 5_000))
        try ledger.record(Build.transfer(.allocation, on: day, in: next, pence: 116_000))
        let found = OverAllocationRule().findings(in: try ledger.review(of: next))
        #expect(found.map(\.amount.pence) == [1_000])
        let message = try #require(found.first).message
        #expect(message.contains("£1,160.00 is allocated"))
        #expect(message.contains("£1,150.00"))
        #expect(message.contains("£10.00 too much"))
    }

    @Test func `an allocation that was reversed is not pointed at`() throws {
        var ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", 100_001)])
        try ledger.record(Build.transfer(.allocation, pence: 7))
        try ledger.record(Build.transfer(.reversal, pence: 7, against: "entry-3"))
        let found = OverAllocationRule().findings(in: try ledger.review())
        #expect(found.map(\.entries) == [[2]])
    }

    @Test(
        arguments: [(110_000, Finding.Severity.note), (110_001, .error)]
            as [(Int64, Finding.Severity)])
    func `what the agreement allows is noted to its last penny`(
        allocated: Int64, severity: Finding.Severity
    ) throws {
        let ledger = try PaperLedger(award: 100_000, allocations: [("PLF-01", allocated)])
        let review = try ledger.review(agreement: [.overAllocation: "10%"])
        let found = OverAllocationRule().findings(in: review)
        #expect(found.map(\.severity) == [severity])
        let message = try #require(found.first).message
        #expect(message.contains("The agreement allows £100.00"))
        if severity == .error { #expect(message.contains("Release £0.01")) }
    }
}
