import TestSupport
import Testing

@testable import LedgerCore

struct SpendOutsideDatesRuleTests {
    private func ledger(
        on day: String, kind: TransferKind = .spend
    ) throws -> PaperLedger {
        var ledger = try PaperLedger(
            fund: Build.fund(spendFrom: "2018-05-01", spendBy: "2019-02-28"),
            allocations: [("PLF-01", 100_000), ("PLF-02", 0)])
        try ledger.write(Build.transfer(kind, on: day, pence: 12_345))
        return ledger
    }

    private func findings(_ ledger: PaperLedger) throws -> [Finding] {
        SpendOutsideDatesRule().findings(in: try ledger.review())
    }

    @Test(arguments: ["2018-05-01", "2019-02-28"])
    func `spend on the first and the last spending day is in order`(day: String) throws {
        #expect(try findings(ledger(on: day)).isEmpty)
    }

    @Test(arguments: ["2018-04-30", "2019-03-01"])
    func `spend a day outside the dates is an error with the figures`(day: String) throws {
        let found = try findings(ledger(on: day))
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.rule) == ["spend-outside-dates"])
        #expect(found.map(\.amount.pence) == [12_345])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        #expect(found.map(\.entries) == [[3]])
        let message = try #require(found.first).message
        for held in ["Entry 3", "£123.45", day, "2018-05-01 to 2019-02-28", "Reverse it"] {
            #expect(message.contains(held))
        }
    }

    @Test func `spend that was reversed is in order`() throws {
        var ledger = try ledger(on: "2019-03-01")
        try ledger.record(
            Build.transfer(.reversal, on: "2019-03-01", pence: 12_345, against: "entry-3"))
        #expect(try findings(ledger).isEmpty)
    }

    @Test func `a decision outside the dates is no spend`() throws {
        #expect(try findings(ledger(on: "2019-03-01", kind: .virement)).isEmpty)
    }
}
