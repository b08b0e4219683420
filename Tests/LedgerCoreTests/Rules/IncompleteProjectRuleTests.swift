import TestSupport
import Testing

@testable import LedgerCore

struct IncompleteProjectRuleTests {
    private func findings(
        priority: String = "Burglary", lead: String = "A. Officer", criterion: String = "",
        criteria: String = ""
    ) throws -> [Finding] {
        let project = try Build.project(priority: priority, lead: lead, criterion: criterion)
        var ledger = PaperLedger([try Build.fund(criteria: criteria)], projects: [project])
        try ledger.record(Build.transfer(.allocation, pence: 123_456))
        return IncompleteProjectRule().findings(in: try ledger.review())
    }

    @Test func `a project with a priority and a lead is complete`() throws {
        #expect(try findings().isEmpty)
    }

    @Test func `a criterion is asked for only where the fund sets criteria`() throws {
        #expect(try findings(criterion: "", criteria: "").isEmpty)
        #expect(try findings(criterion: "Reduce harm", criteria: "Reduce harm").isEmpty)
        let found = try findings(criterion: "", criteria: "Reduce harm")
        #expect(found.first?.message.contains("no criterion.") == true)
    }

    @Test(arguments: [("", "A. Officer", "no priority"), ("Burglary", "", "no lead")])
    func `what is missing is a warning with the project's money`(
        priority: String, lead: String, words: String
    ) throws {
        let found = try findings(priority: priority, lead: lead)
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["incomplete-project"])
        #expect(found.map(\.amount.pence) == [123_456])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        let message = try #require(found.first).message
        for held in ["PLF-01", "£1,234.56", words, "`locality project edit`"] {
            #expect(message.contains(held))
        }
    }

    @Test func `all that is missing is told at once`() throws {
        let found = try findings(priority: "", lead: "", criteria: "Reduce harm")
        #expect(found.count == 1)
        #expect(found.first?.message.contains("no priority, no lead and no criterion") == true)
    }

    @Test func `a waiver of what is missing does not cover more that goes missing`() throws {
        let references = try [findings(lead: ""), findings(priority: "", lead: "")]
            .map { $0.map(\.reference) }
        #expect(references[0] != references[1])
    }
}
