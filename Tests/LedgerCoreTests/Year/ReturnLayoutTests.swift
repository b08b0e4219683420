import LedgerCore
import Testing

struct ReturnLayoutTests {
    @Test func `the standard layout reads back as itself`() throws {
        let standard = ReturnLayout.standard
        #expect(try ReturnLayout(parsing: standard.text) == standard)
        #expect(standard.sheets.map(\.part) == ReturnPart.allCases)
    }

    @Test func `a partnership names its own sheets, fields and order`() throws {
        let layout = try ReturnLayout(
            parsing:
                "Projects: Form B\r\nProjects.spent: Actual: to date\n\nProjects.project: Ref\n")
        #expect(layout.sheets.map(\.title) == ["Form B"])
        #expect(layout.sheets[0].fields.map(\.key) == ["spent", "project"])
        #expect(layout.sheets[0].fields[0].heading == "Actual: to date")
    }

    @Test(
        arguments: [
            ("Projects", YearRefusal.layout(line: 1, .noColon)),
            ("Projects:", .layout(line: 1, .noHeading("Projects"))),
            ("Projects: A\nProjects: B", .layout(line: 2, .namedTwice("Projects"))),
            ("Projects.spent: Spent", .layout(line: 1, .beforeAnySheet("Projects.spent"))),
            (
                "Projects: A\nSummary.award: Award",
                .layout(line: 2, .unknownField("Summary.award", of: .projects))
            ),
            (
                "Projects: A\nProjects.spent: S\nProjects.spent: T",
                .layout(line: 3, .namedTwice("Projects.spent"))
            ),
            ("\n", .layoutWithoutSheet),
        ])
    func `a line that is not understood is named`(text: String, refusal: YearRefusal) throws {
        #expect(throws: Refusal.year(refusal)) { try ReturnLayout(parsing: text) }
    }
}
