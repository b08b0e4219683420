import TestSupport
import Testing

@testable import LedgerCore

struct SameDescriptionRuleTests {
    private func findings(_ descriptions: [String]) throws -> [Finding] {
        let projects = try descriptions.enumerated().map {
            try Build.project("PLF-0\($0 + 1)", description: $1)
        }
        var ledger = PaperLedger([try Build.fund()], projects: projects)
        for project in projects {
            try ledger.record(Build.transfer(.allocation, to: project.code.text, pence: 150_000))
        }
        return SameDescriptionRule().findings(in: try ledger.review())
    }

    @Test func `two projects of one name are a warning with their codes and their money`() throws {
        let found = try findings(["Proactive work", "Cameras", "PROACTIVE  work*"])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.rule) == ["same-description"])
        #expect(found.map(\.amount.pence) == [300_000])
        #expect(found.map(\.project?.text) == ["PLF-01"])
        let message = try #require(found.first).message
        for held in ["PLF-01 and PLF-03", "“Proactive work”", "`locality project edit`"] {
            #expect(message.contains(held))
        }
    }

    @Test func `names a letter apart are two names`() throws {
        #expect(try findings(["Proactive work", "Proactive works", "Cameras"]).isEmpty)
    }

    @Test func `three projects of one name are one finding, two names are two`() throws {
        #expect(try findings(["A", "a", "A"]).map(\.amount.pence) == [450_000])
        #expect(try findings(["A", "A", "B", "B"]).count == 2)
    }
}
