import TestSupport
import Testing

@testable import LedgerCore

struct SpendBeforeAllocationRuleTests {
    private func findings(_ transfers: [Transfer]) throws -> [Finding] {
        var ledger = PaperLedger(
            [try Build.fund()], projects: try ["PLF-01", "PLF-02"].map { try Build.project($0) })
        for transfer in transfers { try ledger.write(transfer) }
        return SpendBeforeAllocationRule().findings(in: try ledger.review())
    }

    @Test func `spend on the day of its allocation is in order`() throws {
        let found = try findings([
            Build.transfer(.spend, on: "2018-06-01", pence: 100),
            Build.transfer(.allocation, on: "2018-06-01", pence: 100),
        ])
        #expect(found.isEmpty)
    }

    @Test func `spend a day before its allocation is a warning with the figures`() throws {
        let found = try findings([
            Build.transfer(.allocation, on: "2018-06-01", pence: 120_000),
            Build.transfer(.spend, on: "2018-05-31", pence: 120_000),
        ])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["spend-before-allocation"])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        #expect(found.map(\.amount.pence) == [120_000])
        #expect(found.map(\.entries) == [[2]])
        let message = try #require(found.first).message
        for held in ["2018-05-31", "PLF-01", "£1,200.00", "Check the dates"] {
            #expect(message.contains(held))
        }
    }

    @Test func `a penny more than was allocated by then is found, the last penny is not`() throws {
        let allocations = try [
            Build.transfer(.allocation, on: "2018-06-01", pence: 100),
            Build.transfer(.allocation, on: "2018-08-01", pence: 100),
        ]
        let spend = { try Build.transfer(.spend, on: "2018-07-01", pence: $0) }
        #expect(try findings(allocations + [spend(100)]).isEmpty)
        #expect(try findings(allocations + [spend(101)]).map(\.amount.pence) == [1])
    }

    @Test func `the worst day is told, and what was used by then`() throws {
        let found = try findings([
            Build.transfer(.spend, on: "2018-05-01", pence: 10),
            Build.transfer(.commitment, on: "2018-05-03", pence: 20),
            Build.transfer(.allocation, on: "2018-06-01", pence: 100),
            Build.transfer(.spend, on: "2018-07-01", pence: 5),
        ])
        #expect(found.map(\.amount.pence) == [30])
        #expect(found.map(\.entries) == [[1, 2]])
        #expect(found.first?.message.contains("2018-05-03") == true)
    }

    @Test func `what was vired in by then counts, what was vired out does not`() throws {
        let found = try findings([
            Build.transfer(.allocation, on: "2018-04-01", to: "PLF-01", pence: 100),
            Build.transfer(.virement, on: "2018-05-01", from: "PLF-01", to: "PLF-02", pence: 60),
            Build.transfer(.spend, on: "2018-05-01", from: "PLF-02", pence: 60),
            Build.transfer(.spend, on: "2018-05-02", from: "PLF-01", pence: 41),
            Build.transfer(.allocation, on: "2018-06-01", to: "PLF-01", pence: 100),
        ])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        #expect(found.map(\.amount.pence) == [1])
    }

    @Test func `a project overspent to this day is the overspend rule's to tell`() throws {
        #expect(try findings([Build.transfer(.spend, pence: 100)]).isEmpty)
    }
}
