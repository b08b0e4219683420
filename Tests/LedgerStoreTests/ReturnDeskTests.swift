import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// A return's steps go through the one door: by whom, after what, and on which figures.
struct ReturnDeskTests {
    private let file = Array("the workbook".utf8)

    private func step(
        _ stage: ReturnStage, in ledger: Ledger, version: Int = 1, file: [UInt8]? = nil
    ) throws -> ReturnStep {
        try ReturnStep(
            fund: Build.key(),
            period: ReturnPeriod(parsing: "Q3", in: Build.key().year, .quarterly),
            version: version, stage: stage, day: Build.day("2019-01-14"),
            records: ledger.state().records, role: "Section 151 officer",
            file: stage == .issued ? sha256(file ?? self.file) : nil)
    }

    private func take(
        _ stage: ReturnStage, _ office: Office, by recorder: String, version: Int = 1
    ) throws {
        try office.ledger.record(
            step(stage, in: office.ledger, version: version), file: file,
            seen: office.ledger.state(), by: recorder)
    }

    private func issued(at path: String? = nil) throws -> Office {
        let office = try Office(at: path)
        try office.record(.spend, on: "2018-11-02", pence: 700)
        try take(.draft, office, by: "A. Officer")
        try take(.certified, office, by: "Finance")
        try take(.issued, office, by: "A. Officer")
        return office
    }

    @Test func `an issue keeps the very file and closes the period`() throws {
        let office = try issued()
        let version = try #require(try office.ledger.returns(of: Build.key()).first)
        #expect(version.steps.map(\.step.stage) == [.draft, .certified, .issued])
        #expect(try office.ledger.file(of: version.last) == file)
        #expect(try office.ledger.closedThrough(Build.key()) == Build.day("2018-12-31"))
        #expect(try office.ledger.verify().findings.isEmpty)
        let closed = try refusal { try office.record(.spend, on: "2018-12-31", pence: 1) }
        guard case .closedPeriod(_, let through, _, _) = closed else {
            Issue.record("\(String(describing: closed))")
            return
        }
        #expect(try through == Build.day("2018-12-31"))
        try office.record(.spend, on: "2019-01-01", pence: 1)
    }

    @Test func `a further closing stands when an earlier period is issued`() throws {
        let office = try Office()
        try office.close(through: "2019-01-31")
        try take(.draft, office, by: "A. Officer")
        try take(.certified, office, by: "Finance")
        try take(.issued, office, by: "A. Officer")
        #expect(try office.ledger.closedThrough(Build.key()) == Build.day("2019-01-31"))
    }

    @Test func `what was recorded meanwhile stops a step`() throws {
        let office = try Office()
        let seen = try office.ledger.state()
        let draft = try step(.draft, in: office.ledger)
        try office.record(.spend, pence: 1)
        let moved = try refusal {
            try office.ledger.record(draft, seen: seen, by: "A. Officer")
        }
        #expect(moved == .year(.return(.ledgerMoved("2018-19-Q3 version 1"))))
        #expect(try office.ledger.returns(of: Build.key()).isEmpty)
    }

    @Test func `who recorded spend certifies by no door`() throws {
        let office = try Office()
        try office.record(.spend, pence: 1)
        try take(.draft, office, by: "Deputy")
        let expected = Refusal.year(.return(.recordsSpend("a. officer", try Build.key())))
        let byStep = try refusal { try take(.certified, office, by: "a. officer") }
        #expect(byStep == expected)
        let byRecord = try refusal {
            try office.ledger.register(
                .record(step(.certified, in: office.ledger).record()), by: "a. officer")
        }
        #expect(byRecord == expected)
        try take(.certified, office, by: "Finance")
    }

    @Test func `another file than the one that is named is not kept`() throws {
        let office = try Office()
        try take(.draft, office, by: "A. Officer")
        try take(.certified, office, by: "Finance")
        let issue = try step(.issued, in: office.ledger)
        let lost = try refusal {
            try office.ledger.record(
                issue, file: Array("another".utf8), seen: office.ledger.state(), by: "A. Officer")
        }
        #expect(lost == .year(.return(.fileLost("2018-19-Q3 version 1"))))
        #expect(try office.ledger.returns(of: Build.key()).first?.stage == .certified)
        #expect(try office.ledger.closedThrough(Build.key()) == nil)
    }

    @Test(arguments: [
        "UPDATE return_file SET content = x'00'",
        "UPDATE year_record SET content = replace(content, 'file: ', 'file: 0')",
    ])
    func `a file that was changed is found, and not given out`(sql: String) throws {
        let scratch = try Scratch()
        try issued(at: scratch.path).ledger.close()
        try scratch.dropTriggers()
        try scratch.tamper(sql)
        let ledger = try Ledger.openForReading(scratch.path)
        #expect(try ledger.verify().findings.contains { $0.rule == "return-file" })
        if let version = try? ledger.returns(of: Build.key()).first {
            #expect(try ledger.file(of: version.last) == nil)
        }
    }

    @Test func `a book with returns loads to the same head`() throws {
        let office = try issued()
        let copy = try Ledger.inMemory(clock: office.clock.read)
        let head = try office.ledger.head()
        #expect(try copy.load(office.ledger.asBook(), by: "Loader").head == head)
        let version = try #require(try copy.returns(of: Build.key()).first)
        #expect(version.stage == .issued)
        #expect(try copy.file(of: version.last) == nil)
    }
}
