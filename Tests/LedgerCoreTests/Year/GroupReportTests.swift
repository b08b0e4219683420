import TestSupport
import Testing

@testable import LedgerCore

struct GroupReportTests {
    /// Two funds whose projects share a priority, one of them without.
    private func forecasts() throws -> [FundForecast] {
        let other = try Build.key("CI001")
        var ledger = PaperLedger(
            try [Build.fund(), Build.fund(other)],
            projects: try [
                Build.project("PLF-01", priority: "P1"), Build.project("PLF-02", priority: "P2"),
                Build.project("PLF-03", priority: ""),
                Build.project("CI001-01", in: other, priority: "P2"),
            ])
        for (key, code, pence) in [
            (try Build.key(), "PLF-01", 300), (try Build.key(), "PLF-02", 200),
            (try Build.key(), "PLF-03", 900), (other, "CI001-01", 250),
        ] as [(FundYear, String, Int64)] {
            try ledger.record(Build.transfer(.award, in: key, pence: pence + 10))
            try ledger.record(Build.transfer(.allocation, in: key, to: code, pence: pence))
        }
        try ledger.record(Build.transfer(.spend, from: "PLF-02", pence: 50))
        try ledger.record(Build.transfer(.commitment, in: other, from: "CI001-01", pence: 7))
        let day = try Build.day("2019-03-31")
        return try [Build.key(), other].map { try ledger.forecast(of: $0, asAt: day) }
    }

    @Test func `projects of several funds are added up, those without a name last`() throws {
        let report = GroupReport(try forecasts(), by: .priority)
        #expect(report.groups.map(\.name) == ["P2", "P1", ""])
        #expect(report.groups.map(\.projects) == [2, 1, 1])
        #expect(report.groups.map(\.allocated.pence) == [450, 300, 900])
        #expect(report.groups.map(\.spent.pence) == [50, 0, 0])
        #expect(report.groups.map(\.freeBalance.pence) == [393, 300, 900])
        #expect(report.unallocated.pence == 40)
    }

    @Test(arguments: GroupReport.Grouping.allCases)
    func `the total is that of the statements`(grouping: GroupReport.Grouping) throws {
        let forecasts = try forecasts()
        let report = GroupReport(forecasts, by: grouping)
        let totals = forecasts.map(\.statement.totals)
        #expect(report.total.allocated == totals.reduce(.zero) { $0 + $1.allocated })
        #expect(report.total.balance == totals.reduce(.zero) { $0 + $1.balance })
        #expect(report.groups.reduce(.zero) { $0 + $1.freeBalance } == report.total.freeBalance)
        #expect(report.groups.reduce(0) { $0 + $1.projects } == 4)
    }
}
