import TestSupport
import Testing

@testable import LedgerCore

struct ReturnStepTests {
    private let hash = LedgerHash.none

    private func step(
        _ stage: ReturnStage, version: Int = 1, period: String = "Q3"
    ) throws -> ReturnStep {
        try ReturnStep(
            fund: Build.key(),
            period: ReturnPeriod(parsing: period, in: Build.key().year, .quarterly),
            version: version, stage: stage, day: Build.day("2019-01-14"), records: 7,
            role: "Section 151 officer", words: "What is in entry 57?",
            file: stage == .issued ? hash : nil)
    }

    /// The versions after these steps, each by the person named.
    private func versions(
        _ steps: [(stage: ReturnStage, version: Int, by: String)]
    ) throws -> [ReturnVersion] {
        try ReturnVersion.all(
            steps.enumerated().map { index, one in
                KeptRecord(
                    record: try step(one.stage, version: one.version).record(), number: index + 1,
                    afterEntry: 3, recorded: Moment(milliseconds: 0), recorder: one.by)
            })
    }

    private func refusal(
        _ stage: ReturnStage, version: Int = 1,
        after steps: [(stage: ReturnStage, version: Int, by: String)], by recorder: String,
        basis: AwardBasis = .confirmed, recordsSpend: Bool = false
    ) throws -> ReturnRefusal? {
        do {
            try step(stage, version: version).checkAdmitted(
                after: versions(steps), of: Build.fund(basis: basis), by: recorder,
                recordsSpend: recordsSpend)
            return nil
        } catch Refusal.year(.return(let refusal)) {
            return refusal
        }
    }

    private let title = "2018-19-Q3 version 1"
    private let drafted = [(stage: ReturnStage.draft, version: 1, by: "A")]
    private var certified: [(stage: ReturnStage, version: Int, by: String)] {
        drafted + [(.certified, 1, "F")]
    }
    private var issued: [(stage: ReturnStage, version: Int, by: String)] {
        certified + [(.issued, 1, "A")]
    }

    @Test(arguments: ReturnStage.allCases)
    func `a step reads back as itself`(stage: ReturnStage) throws {
        let step = try step(stage, version: 12)
        #expect(try ReturnStep(step.record()) == step)
        #expect(try step.record().name == "2018-19-Q3 v12")
    }

    @Test(arguments: ["2018-19-Q3", "2018-19-Q3 v0", "2018-19-Q3 1", "2019-20-Q3 v1", "Q3 v1"])
    func `a name that is none is refused`(name: String) throws {
        let record = try YearRecord(
            fund: Build.key(), kind: .return, name: name, content: step(.draft).record().content)
        #expect(throws: Refusal.self) { try ReturnStep(record) }
    }

    @Test func `who drafted does not certify, nor does who records spend`() throws {
        #expect(try refusal(.certified, after: drafted, by: "F") == nil)
        #expect(try refusal(.certified, after: drafted, by: " a ") == .ownDraft(title, by: " a "))
        #expect(
            try refusal(.certified, after: drafted, by: "F", recordsSpend: true)
                == .recordsSpend("F", Build.key()))
        #expect(
            try refusal(.certified, after: drafted, by: "F", basis: .indicative)
                == .indicative(Build.key()))
    }

    @Test func `each stage follows the one before it`() throws {
        #expect(try refusal(.certified, after: [], by: "F") == .notDrafted(title))
        #expect(try refusal(.issued, after: drafted, by: "A") == .notCertified(title))
        #expect(try refusal(.issued, after: certified, by: "A") == nil)
        #expect(try refusal(.issued, after: issued, by: "A") == .issuedAlready(title))
        #expect(try refusal(.certified, after: certified, by: "G") == .notDrafted(title))
        #expect(try refusal(.draft, after: certified, by: "A") == nil)
        #expect(try refusal(.draft, after: issued, by: "A") == .issuedAlready(title))
        #expect(
            try refusal(.draft, version: 2, after: certified, by: "A")
                == .versionOutOfOrder("2018-19-Q3 version 2"))
        #expect(try refusal(.draft, version: 2, after: issued, by: "A") == nil)
        #expect(
            try refusal(.draft, version: 3, after: issued, by: "A")
                == .versionOutOfOrder("2018-19-Q3 version 3"))
    }

    @Test func `the funder's officer is none of those who made the return`() throws {
        for stage in [ReturnStage.accepted, .queried] {
            #expect(try refusal(stage, after: certified, by: "O") == .notIssued(title))
            #expect(try refusal(stage, after: issued, by: "O") == nil)
            for one in ["A", "f"] {
                #expect(
                    try refusal(stage, after: issued, by: one) == .ownReceipt(title, by: one))
            }
        }
        let queried = issued + [(stage: ReturnStage.queried, version: 1, by: "O")]
        #expect(try refusal(.accepted, after: queried, by: "O") == nil)
        let accepted = issued + [(stage: ReturnStage.accepted, version: 1, by: "O")]
        #expect(try refusal(.queried, after: accepted, by: "O") == .acceptedAlready(title))
    }
}
