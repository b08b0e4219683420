import TestSupport
import Testing

@testable import LedgerCore

struct OverspendRuleTests {
    private func ledger() throws -> PaperLedger {
        try PaperLedger(allocations: [("PLF-01", 100_000), ("PLF-02", 50_000)])
    }

    @Test func `a project spent and committed to its last penny is not overspent`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, pence: 60_000))
        try ledger.record(Build.transfer(.commitment, pence: 40_000))
        #expect(OverspendRule().findings(in: try ledger.review()).isEmpty)
    }

    @Test func `a penny more is a warning where it was authorised, with the reason`() throws {
        var ledger = try ledger()
        try ledger.record(Build.transfer(.spend, pence: 60_000))
        try ledger.record(
            Build.transfer(.commitment, pence: 40_001, overspendReason: "Agreed by the board"))
        let found = OverspendRule().findings(in: try ledger.review())
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.amount.pence) == [1])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        #expect(found.map(\.entries) == [[5]])
        let message = try #require(found.first).message
        for held in [
            "£600.00 spent", "£400.01 committed", "£1,000.00 allocated", "£0.01 over",
            "“Agreed by the board”", "`locality vire`",
        ] { #expect(message.contains(held)) }
    }

    @Test func `a penny more that nobody authorised is an error`() throws {
        var ledger = try ledger()
        try ledger.write(Build.transfer(.spend, pence: 100_001))
        let found = OverspendRule().findings(in: try ledger.review())
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.rule) == ["overspend"])
        #expect(found.map(\.entries) == [[]])
    }

    @Test func `an authority that was reversed authorises nothing`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(.spend, pence: 100_001, id: "s", overspendReason: "Agreed"))
        try ledger.record(Build.transfer(.reversal, pence: 100_001, against: "s"))
        try ledger.write(Build.transfer(.spend, pence: 100_001))
        let found = OverspendRule().findings(in: try ledger.review())
        #expect(found.map(\.severity) == [.error])
    }

    @Test func `an overspend given to another project does not authorise that one's own`() throws {
        var ledger = try ledger()
        try ledger.record(
            Build.transfer(.virement, pence: 100_001, overspendReason: "Agreed for PLF-01"))
        try ledger.write(Build.transfer(.spend, from: "PLF-02", pence: 150_002))
        let found = OverspendRule().findings(in: try ledger.review())
        #expect(found.map(\.severity) == [.warning, .error])
        #expect(found.map(\.project?.text) == ["PLF-01", "PLF-02"])
    }
}
