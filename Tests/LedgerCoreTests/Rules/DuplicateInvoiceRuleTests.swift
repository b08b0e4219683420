import TestSupport
import Testing

@testable import LedgerCore

struct DuplicateInvoiceRuleTests {
    private func spend(
        _ payee: String, _ reference: String, on day: String = "2018-11-02",
        from project: String = "PLF-01", pence: Int64 = 12_000
    ) throws -> Transfer {
        try Build.transfer(
            .spend, on: day, from: project, pence: pence, reference: reference, payee: payee)
    }

    private func findings(_ spends: [Transfer]) throws -> [Finding] {
        var ledger = try PaperLedger(allocations: [("PLF-01", 300_000), ("PLF-02", 300_000)])
        for spend in spends { try ledger.record(spend) }
        return DuplicateInvoiceRule().findings(in: try ledger.review())
    }

    @Test func `payee, reference and amount twice are a warning with the figures`() throws {
        let found = try findings([
            spend("Acme Ltd", "INV-118"), spend("ACME  Ltd", "inv-118", on: "2018-12-01"),
        ])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["possible-duplicate-invoice"])
        #expect(found.map(\.amount.pence) == [12_000])
        #expect(found.map(\.entries) == [[4, 5]])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        let message = try #require(found.first).message
        for held in ["4, 5", "£120.00", "Acme Ltd, INV-118", "reverse the other"] {
            #expect(message.contains(held))
        }
    }

    @Test func `a penny, a payee or a reference apart are two invoices`() throws {
        let first = try spend("Acme", "INV-118")
        #expect(try findings([first, spend("Acme", "INV-118", pence: 12_001)]).isEmpty)
        #expect(try findings([first, spend("Acme", "INV-119")]).isEmpty)
        #expect(try findings([first, spend("Apex", "INV-118")]).isEmpty)
    }

    @Test func `without a reference only the same day is suspect`() throws {
        let first = try spend("Acme", "", on: "2018-11-02")
        #expect(try findings([first, spend("Acme", "", on: "2018-11-03")]).isEmpty)
        #expect(try findings([first, spend("Acme", "", on: "2018-11-02")]).count == 1)
    }

    @Test func `without a payee only the same project is suspect`() throws {
        let first = try spend("", "INV-1")
        #expect(try findings([first, spend("", "INV-1", from: "PLF-02")]).isEmpty)
        #expect(try findings([first, spend("", "INV-1", on: "2018-12-01")]).count == 1)
    }

    @Test func `without a payee and a reference nothing is suspect`() throws {
        #expect(try findings([spend("", ""), spend("", "")]).isEmpty)
        #expect(try findings([spend("", "INV-1"), spend("", "INV-1")]).count == 1)
    }

    @Test func `three of a kind put two at stake, over projects too`() throws {
        let found = try findings([
            spend("Acme", "1"), spend("Acme", "1"), spend("Acme", "1", from: "PLF-02"),
        ])
        #expect(found.map(\.amount.pence) == [24_000])
        #expect(found.map(\.project) == [nil])
        #expect(found.map(\.entries) == [[4, 5, 6]])
    }

    @Test func `an invoice that was reversed is not there twice`() throws {
        let found = try findings([
            spend("Acme", "1"), spend("Acme", "1"),
            Build.transfer(.reversal, pence: 12_000, against: "entry-4"),
        ])
        #expect(found.isEmpty)
    }
}
