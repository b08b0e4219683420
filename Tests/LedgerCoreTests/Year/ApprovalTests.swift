import TestSupport
import Testing

@testable import LedgerCore

struct ApprovalTests {
    private func request(
        _ kind: TransferKind = .virement, reference: String = "", note: String = "Needs more"
    ) throws -> ApprovalRequest {
        try ApprovalRequest(
            name: "P3", transfer: Build.transfer(kind, reference: reference, note: note))
    }

    private func decision(
        _ verdict: Decision.Verdict = .approved, minute: String = "SG 5", reason: String = ""
    ) throws -> Decision {
        try Decision(
            fund: Build.key(), proposal: "P3", verdict: verdict, day: Build.day("2019-02-01"),
            minute: minute, reason: reason,
            figures: [
                .init(name: "PLF-01", before: Money(pence: 5), after: Money(pence: -5)),
                .init(name: "unallocated", before: .zero, after: Money(pence: 1_234_567)),
            ])
    }

    @Test(arguments: ApprovalRequest.kinds)
    func `what was asked for reads back as itself`(kind: TransferKind) throws {
        let request = try request(kind, reference: "Consent of 12 March: yes")
        #expect(try ApprovalRequest(request.record()) == request)
        let read = try YearRecord(
            reading: request.record().content, of: "proposal", named: "P3", in: Build.key())
        #expect(try read == request.record())
    }

    @Test(arguments: TransferKind.allCases.filter { !ApprovalRequest.kinds.contains($0) })
    func `what is recorded cannot be asked for`(kind: TransferKind) throws {
        let against = kind == .reversal ? "A1" : nil
        let transfer = try Build.transfer(kind, note: "why", against: against)
        #expect(throws: Refusal.year(.approval(.notForProposal(kind)))) {
            try ApprovalRequest(name: "P1", transfer: transfer)
        }
    }

    @Test(arguments: ["P0", "P", "p1", "P01", "P1x", "1", "", "P12345678"])
    func `a proposal has a name of its own kind`(name: String) throws {
        #expect(throws: Refusal.year(.approval(.malformedProposalName(name)))) {
            try ApprovalRequest(name: name, transfer: Build.transfer(.virement, note: "why"))
        }
    }

    @Test func `a proposal needs a reason`() throws {
        #expect(throws: Refusal.missing("reason of the proposal")) { try request(note: "") }
    }

    @Test func `a decision reads back as itself, with its figures`() throws {
        #expect(try Decision(decision().record()) == decision())
        let rejected = try decision(.rejected, minute: "", reason: "Not now")
        #expect(try Decision(rejected.record()) == rejected)
    }

    @Test func `an approval needs a minute and a rejection a reason`() throws {
        #expect(throws: Refusal.missing("minute reference of the approval")) {
            try decision(minute: " ")
        }
        #expect(throws: Refusal.missing("reason of the rejection")) { try decision(.rejected) }
    }

    @Test func `an approved entry counts for the day decided and rests on the minute`() throws {
        let entry = try request().entry(approvedBy: decision())
        #expect(entry.day == (try Build.day("2019-02-01")))
        #expect(entry.reference == "SG 5")
        #expect(entry.note == "Needs more")
        let consent = try request(reference: "Consent").entry(approvedBy: decision())
        #expect(consent.reference == "Consent")
    }

    @Test func `the same name in two funds makes two entries`() throws {
        func id(_ key: FundYear) throws -> EntryID {
            try ApprovalRequest(
                name: "P1", transfer: Build.transfer(.virement, in: key, note: "why")
            ).entryID()
        }
        let ids = try [
            Build.key(), Build.key("CI001"), Build.key(year: "2019-20"),
            Build.key(partnership: "Blaby"),
        ].map(id)
        #expect(Set(ids).count == 4)
        #expect(ids[0].text.hasPrefix("P1-"))
    }

    @Test(
        arguments: [
            ("A. Officer", "a. officer", true), ("A. Officer ", "A.  Officer", true),
            ("A. Officer", "B. Officer", false), ("Chair", "", false),
        ])
    func `capitals and spaces do not make two people`(one: String, other: String, same: Bool) {
        #expect(isSamePerson(one, other) == same)
    }
}
