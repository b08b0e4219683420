import TestSupport
import Testing

@testable import LedgerCore

struct InvoicesOverdueRuleTests {
    private func ledger(pence: Int64) throws -> PaperLedger {
        var ledger = try PaperLedger(allocations: [("PLF-01", 100_000)])
        try ledger.record(
            Build.transfer(.commitment, pence: pence, reference: "2018-19-Q3", id: "q3"))
        return ledger
    }

    private func findings(_ ledger: PaperLedger, today: String) throws -> [Finding] {
        InvoicesOverdueRule().findings(in: try ledger.review(today: today))
    }

    @Test func `invoices are not overdue on the last day of their quarter`() throws {
        #expect(try findings(ledger(pence: 2_500), today: "2018-12-31").isEmpty)
    }

    @Test func `the day after they are a warning with the figures`() throws {
        let found = try findings(ledger(pence: 2_500), today: "2019-01-01")
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["invoices-overdue"])
        #expect(found.map(\.amount.pence) == [2_500])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        #expect(found.map(\.entries) == [[3]])
        let message = try #require(found.first).message
        for held in ["PLF-01", "2018-19-Q3", "2018-12-31", "£25.00", "against entry 3"] {
            #expect(message.contains(held))
        }
    }

    @Test func `where no amount is known the balance is at stake`() throws {
        #expect(
            try findings(ledger(pence: 0), today: "2019-01-01").map(\.amount.pence) == [100_000])
    }

    @Test func `what is left of the amount is at stake, to the last penny`() throws {
        var ledger = try ledger(pence: 2_500)
        try ledger.record(Build.transfer(.spend, pence: 2_499, against: "q3"))
        #expect(try findings(ledger, today: "2019-01-01").map(\.amount.pence) == [1])
        try ledger.record(Build.transfer(.spend, pence: 1, against: "q3"))
        #expect(try findings(ledger, today: "2019-01-01").isEmpty)
    }

    @Test func `every overdue quarter of a project is a finding of its own`() throws {
        var ledger = try ledger(pence: 2_500)
        try ledger.record(Build.transfer(.commitment, pence: 100, reference: "2018-19-Q2"))
        try ledger.record(Build.transfer(.commitment, pence: 100, reference: "2018-19-Q4"))
        #expect(try findings(ledger, today: "2019-01-01").map(\.entries) == [[3], [4]])
    }
}
