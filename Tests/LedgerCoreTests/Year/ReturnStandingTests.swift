import TestSupport
import Testing

@testable import LedgerCore

struct ReturnStandingTests {
    private func standings(
        _ steps: [(name: String, stage: String)], _ agreed: [AgreementSetting: String] = [:]
    ) throws -> [ReturnStanding] {
        let kept = try steps.enumerated().map { number, step in
            KeptRecord(
                record: try YearRecord(
                    fund: Build.key(), kind: .note, name: step.name,
                    content: "stage: \(step.stage)\nrecords: 1\n"),
                number: number + 1, afterEntry: 0, recorded: Moment(milliseconds: 0),
                recorder: "Manager")
        }
        return ReturnStanding.all(kept, try Agreement(fund: Build.key(), agreed: agreed))
    }

    @Test func `every period of the agreement has a standing and a due day`() throws {
        let quarters = try standings([])
        #expect(quarters.map { "\($0.period)" }.last == "2018-19-Q4")
        #expect(
            quarters.map { "\($0.due)" } == [
                "2018-07-30", "2018-10-30", "2019-01-30", "2019-04-30",
            ])
        let halves = try standings([], [.periods: "half-yearly", .dueDays: "0"])
        #expect(
            halves.map { "\($0.period) \($0.due)" } == [
                "2018-19-H1 2018-09-30", "2018-19-H2 2019-03-31",
            ])
        #expect(quarters.allSatisfy { $0.stage == nil && $0.version == nil && $0.issued == nil })
    }

    @Test(
        arguments: [
            ([], nil, .managerContact, true), (["draft"], .draft, .financeContact, true),
            (["draft", "certified"], .certified, .managerContact, true),
            (["draft", "certified", "draft"], .draft, .financeContact, true),
            (["draft", "certified", "issued"], .issued, .funderContact, false),
            (["draft", "certified", "issued", "queried"], .queried, .managerContact, false),
            (["draft", "certified", "issued", "accepted"], .accepted, nil, false),
        ] as [([String], ReturnStage?, AgreementSetting?, Bool)])
    func `the last step says who must act, and only an issue is in time`(
        stages: [String], stage: ReturnStage?, holder: AgreementSetting?, isOverdue: Bool
    ) throws {
        let third = try standings(stages.map { ("2018-19-Q3 v1", $0) })[2]
        #expect(third.stage == stage)
        #expect(third.holder == holder)
        #expect(!third.isOverdue(on: try Build.day("2019-01-30")))
        #expect(third.isOverdue(on: try Build.day("2019-01-31")) == isOverdue)
    }

    @Test func `an amended version that is drafted leaves the issued one standing`() throws {
        let third = try standings([
            ("2018-19-Q3 v1", "draft"), ("2018-19-Q3 v1", "certified"),
            ("2018-19-Q3 v1", "issued"), ("2018-19-Q3 v1", "queried"), ("2018-19-Q3 v2", "draft"),
            ("2018-19-Q4 v1", "draft"), ("nonsense", "issued"), ("2018-19-Q1 v1", "posted"),
        ])[2]
        #expect(third.version == 2 && third.stage == .draft)
        #expect(third.issued?.version == 1 && third.issued?.stage == .queried)
        #expect(third.issued?.record.number == 3)
    }

    @Test func `who holds a return up is told by the agreement's contact`() throws {
        let agreement = try Agreement(
            fund: Build.key(), agreed: [.financeContact: "the section 151 officer"])
        #expect(
            try standings([("2018-19-Q3 v1", "draft")])[2].waiting(agreement)
                == "drafted and not certified; it waits for the section 151 officer")
        #expect(
            try standings([])[2].waiting(agreement)
                == "not drafted; it waits for the partnership's manager")
    }

    @Test func `a return a day late is told once an agreement is settled`() throws {
        let ledger = try PaperLedger(allocations: [("PLF-01", 100)])
        func findings(_ today: String, settled: Bool = true) throws -> [Finding] {
            let review = try ledger.review(
                today: today, agreement: settled ? [:] : nil, plan: YearRecords())
            return ReturnOverdueRule().findings(in: review)
        }
        #expect(try findings("2018-07-30").isEmpty)
        let found = try findings("2018-07-31")
        #expect(found.map(\.severity) == [.warning])
        #expect(try #require(found.first).message.contains("2018-19-Q1 was due by 2018-07-30"))
        #expect(try findings("2019-05-01").count == 4)
        #expect(try findings("2019-05-01", settled: false).isEmpty)
    }
}
