import LedgerCore
import LedgerStore
import TestSupport
import Testing

/// Who asks does not decide, and what needs a decision is not recorded without one.
struct ApprovalDeskTests {
    private func ask(
        _ office: Office, _ kind: TransferKind = .virement, from: String? = "PLF-01",
        to: String? = "PLF-02", pence: Int64 = 10_000, by: String = "A. Officer"
    ) throws -> ApprovalRequest {
        try office.ledger.propose(
            Build.transfer(kind, from: from, to: to, pence: pence, note: "Needs more"), by: by)
    }

    private func decision(
        _ request: ApprovalRequest, _ verdict: Decision.Verdict = .approved
    ) throws -> Decision {
        try Decision(
            fund: request.fund, proposal: request.name, verdict: verdict,
            day: request.transfer.day, minute: "SG 5", reason: "Because")
    }

    @Test func `an approval records the entry with the figures before and after`() throws {
        let office = try Office()
        let request = try ask(office)
        #expect(request.name == "P1")
        let made = try office.ledger.decide([decision(request)], by: "Chair")
        let entry = try #require(made.first??.entry)
        #expect(entry.transfer.reference == "SG 5")
        #expect(entry.recorder == "Chair")
        let approval = try #require(try office.ledger.approvals().first)
        #expect(
            approval.decision?.figures == [
                .init(name: "PLF-01", before: pence(40_000), after: pence(30_000)),
                .init(name: "PLF-02", before: pence(30_000), after: pence(40_000)),
            ])
        #expect((approval.askedBy, approval.decidedBy) == ("A. Officer", "Chair"))
        #expect(try office.ledger.verify().findings.isEmpty)
    }

    @Test(arguments: ["A. Officer", " a.  OFFICER"])
    func `who asked cannot decide, however the name is written`(name: String) throws {
        let office = try Office()
        let request = try ask(office)
        for verdict in Decision.Verdict.allCases {
            let refused = DecisionRefusal(
                proposal: "P1", refusal: .year(.approval(.ownProposal("P1", by: name))))
            #expect(throws: LedgerError.decisionsRefused([refused])) {
                try office.ledger.decide([decision(request, verdict)], by: name)
            }
        }
        // Nor by the plain door.
        #expect(throws: LedgerError.refused(.year(.approval(.ownProposal("P1", by: name))))) {
            try office.ledger.register(.record(decision(request).record()), by: name)
        }
        #expect(try office.ledger.head().entry == 3)
        #expect(try office.ledger.approvals().map(\.isWaiting) == [true])
    }

    @Test func `what was rejected is kept, and nothing is decided twice`() throws {
        let office = try Office()
        let request = try ask(office)
        _ = try office.ledger.decide([decision(request, .rejected)], by: "Chair")
        #expect(try office.ledger.head().entry == 3)
        #expect(try office.ledger.approvals().map(\.standing) == ["rejected"])
        let refused = DecisionRefusal(
            proposal: "P1", refusal: .year(.approval(.alreadyDecided("P1", .rejected, by: "Chair")))
        )
        for verdict in Decision.Verdict.allCases {
            #expect(throws: LedgerError.decisionsRefused([refused])) {
                try office.ledger.decide([decision(request, verdict)], by: "Another")
            }
        }
    }

    @Test func `of a list all are recorded or none, and every one that cannot be is told`() throws {
        let office = try Office()
        let good = try ask(office, pence: 100)
        let first = try ask(office, pence: 30_000)
        let second = try ask(office, pence: 30_000)
        let own = try ask(office, pence: 1, by: "Chair")
        do {
            _ = try office.ledger.decide(
                [good, first, second, own].map { try decision($0) }, by: "Chair")
            Issue.record("the list was taken")
        } catch LedgerError.decisionsRefused(let refused) {
            #expect(refused.map(\.proposal) == ["P3", "P4"])
        }
        #expect(try office.ledger.head().entry == 3)
        #expect(try office.ledger.approvals().allSatisfy(\.isWaiting))
    }

    @Test func `names run on over funds, and what could not be recorded is refused at once`() throws
    {
        let office = try Office()
        try office.register(.fund(Build.fund(Build.key("CI001"))))
        let award = try office.ledger.propose(
            Build.transfer(.award, in: Build.key("CI001"), note: "Letter"), by: "A. Officer")
        #expect(award.name == "P1")
        #expect(try ask(office).name == "P2")
        let code = try Code("PLF-01")
        let tooMuch = Refusal.beyondFreeBalance(
            .virement, code, amount: pence(40_001), free: pence(40_000))
        #expect(throws: LedgerError.refused(tooMuch)) { try ask(office, pence: 40_001) }
        #expect(try ask(office, pence: 40_000).name == "P3")
    }

    @Test func `a virement above the agreed sum is only recorded when it is approved`() throws {
        let office = try Office()
        try office.record(.virement, pence: 5_001)
        try office.register(.record(Build.agreement([.virementConsent: "£50.00"])))
        try office.record(.virement, pence: 5_000)
        let limit = Refusal.year(
            .approval(.needsApproval(.virement, pence(5_001), limit: pence(5_000))))
        #expect(throws: LedgerError.refused(limit)) { try office.record(.virement, pence: 5_001) }
        let request = try ask(office, pence: 5_001)
        _ = try office.ledger.decide([decision(request)], by: "Chair")
        #expect(try office.ledger.head().entry == 6)
        // The same again under another id, or more under the approved one, is not approved.
        let other = try Build.transfer(.virement, pence: 5_001, reference: "SG 5", id: "P1-0")
        #expect(throws: LedgerError.refused(limit)) { try office.record(other) }
    }

    @Test func `carrying forward needs the funder's consent and an approval`() throws {
        let office = try Office()
        try office.register(.fund(Build.fund(Build.key(year: "2019-20"))))
        try office.record(.carryForward, on: "2019-03-31", from: "PLF-01", pence: 1)
        try office.register(.record(Build.agreement([:])))
        func transfer(_ reference: String) throws -> Transfer {
            try Build.transfer(
                .carryForward, on: "2019-03-31", from: "PLF-01", pence: 100, reference: reference,
                note: "Slippage")
        }
        #expect(throws: LedgerError.refused(.year(.approval(.needsConsent(pence(100)))))) {
            try office.record(transfer(""))
        }
        #expect(
            throws: LedgerError.refused(
                .year(.approval(.needsApproval(.carryForward, pence(100), limit: .zero))))
        ) { try office.record(transfer("OPCC 12 March")) }
        let request = try office.ledger.propose(transfer("OPCC 12 March"), by: "A. Officer")
        let made = try office.ledger.decide([decision(request)], by: "Chair")
        #expect(made.first??.entry.transfer.reference == "OPCC 12 March")
    }

    @Test func `a book with approvals loads again to the same head`() throws {
        let office = try Office()
        try office.register(.record(Build.agreement([.virementConsent: "£50.00"])))
        _ = try office.ledger.decide([decision(ask(office, pence: 5_001))], by: "Chair")
        let copy = try Ledger.inMemory(clock: office.clock.read)
        let outcome = try copy.load(office.ledger.asBook(), by: "Loader")
        let head = try office.ledger.head()
        #expect(outcome.head == head)
        #expect(try copy.load(office.ledger.asBook(), by: "Loader").newEntries == 0)
    }
}
