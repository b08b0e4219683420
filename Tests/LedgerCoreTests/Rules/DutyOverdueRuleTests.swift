import TestSupport
import Testing

@testable import LedgerCore

struct DutyOverdueRuleTests {
    @Test func `projects that owe the same by the same day are told together, the day after`()
        throws
    {
        let ledger = try PaperLedger(allocations: [("PLF-01", 100), ("PLF-02", 100)])
        func findings(_ today: String, _ said: YearRecords = YearRecords()) throws -> [Finding] {
            DutyOverdueRule().findings(
                in: try ledger.review(today: today, agreement: [:], plan: said))
        }
        #expect(try findings("2018-05-01").isEmpty)
        let found = try findings("2018-05-02")
        #expect(found.map(\.severity) == [.note])
        let message = try #require(found.first).message
        #expect(message.contains("A check-in in the first month, due by 2018-05-01"))
        #expect(message.contains("PLF-01, PLF-02"))
        var said = YearRecords()
        said.done = [
            try DutyDone(
                fund: Build.key(), project: Code("PLF-01"), kind: .checkIn,
                day: Build.day("2018-04-20"), note: "")
        ]
        let rest = try findings("2018-05-02", said)
        #expect(rest.map(\.project?.text) == ["PLF-02"])
    }
}
