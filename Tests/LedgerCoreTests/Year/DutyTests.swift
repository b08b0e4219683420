import TestSupport
import Testing

@testable import LedgerCore

struct DutyTests {
    private func duties(
        _ pence: Int64, agreement: [AgreementSetting: String]? = [:], done: [DutyDone] = []
    ) throws -> [Duty] {
        var ledger = try PaperLedger(allocations: [("PLF-01", 0), ("PLF-02", 0)])
        if pence > 0 {
            try ledger.record(Build.transfer(.allocation, on: "2018-05-10", pence: pence))
        }
        let key = try Build.key()
        return Duty.all(
            try ledger.statement(),
            try agreement.map { try Agreement(fund: key, agreed: $0) } ?? Agreement(fund: key),
            entries: ledger.entries, done: done)
    }

    private func words(_ duties: [Duty]) -> [String] {
        duties.map { "\($0.project) \($0.kind.rawValue) \($0.due)" }
    }

    @Test func `a project of the agreed award or more reports to the steering group`() throws {
        #expect(
            try words(duties(500_000)) == [
                "PLF-01 check-in 2018-06-09", "PLF-01 steering-group 2019-03-31",
                "PLF-01 case-study 2019-03-31",
            ])
        #expect(
            try words(duties(499_999)) == [
                "PLF-01 check-in 2018-06-09", "PLF-01 case-study 2019-03-31",
            ])
    }

    @Test func `nothing is asked without money, without an agreement or when it says no`() throws {
        #expect(try duties(0).isEmpty)
        #expect(try duties(500_000, agreement: nil).isEmpty)
        let less = try duties(500_000, agreement: [.caseStudy: "no", .firstMonthCheck: "no"])
        #expect(words(less) == ["PLF-01 steering-group 2019-03-31"])
    }

    @Test func `a duty is overdue the day after its last, unless it was done`() throws {
        let (last, after) = (try Build.day("2018-06-09"), try Build.day("2018-06-10"))
        let checkIn = try #require(duties(100).first)
        #expect(!checkIn.isOverdue(on: last) && checkIn.isOverdue(on: after))
        let done = try DutyDone(
            fund: Build.key(), project: Code("PLF-01"), kind: .checkIn, day: last, note: "")
        let after2 = try #require(duties(100, done: [done]).first)
        #expect(after2.done == done && !after2.isOverdue(on: after))
        let other = try DutyDone(
            fund: Build.key(), project: Code("PLF-02"), kind: .checkIn, day: last, note: "")
        #expect(try duties(100, done: [other]).first?.done == nil)
    }
}
