/// A movement of money that was asked for, to be decided on by somebody else.
public struct ApprovalRequest: Hashable, Sendable {
    /// `P3`, by which it is decided on.
    public let name: String
    /// What is recorded when it is approved; its note is why it is asked for.
    public let transfer: Transfer

    /// What may be proposed: what changes the award or how it is shared out.
    public static let kinds: [TransferKind] = [
        .award, .awardReduction, .allocation, .release, .virement, .carryForward, .repayment,
    ]

    public var fund: FundYear { transfer.fund }
    public var reason: String { transfer.note }

    /// Throws `YearRefusal.notForProposal` for a kind that is recorded and not asked for, and
    /// `Refusal.missing` without a reason.
    public init(name: String, transfer: Transfer) throws(Refusal) {
        guard ApprovalRequest.kinds.contains(transfer.kind) else {
            throw .year(.approval(.notForProposal(transfer.kind)))
        }
        self.name = try line(name, named: "name of the proposal")
        guard ApprovalRequest.number(of: self.name) != nil else {
            throw .year(.approval(.malformedProposalName(self.name)))
        }
        guard !transfer.note.isEmpty else { throw .missing("reason of the proposal") }
        self.transfer = transfer
    }

    /// Reads it back as it was kept.
    public init(_ record: YearRecord) throws(Refusal) {
        let fields = try RecordFields(
            record, known: ["kind", "date", "from", "to", "amount", "reference", "reason"])
        guard let kind = TransferKind(name: fields["kind"]) else {
            throw fields.malformed("kind", "a kind of entry such as virement")
        }
        let transfer = try Transfer(
            kind, on: fields.day("date"), in: record.fund, from: fields.project("from"),
            to: fields.project("to"), amount: fields.balance("amount"),
            reference: fields["reference"],
            note: fields["reason"])
        try self.init(name: record.name, transfer: transfer)
    }

    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .proposal, name: name,
            content: YearRecord.content([
                ("kind", transfer.kind.name), ("date", transfer.day.description),
                ("from", transfer.from?.text ?? ""), ("to", transfer.to?.text ?? ""),
                ("amount", transfer.amount.description), ("reference", transfer.reference),
                ("reason", transfer.note),
            ]))
    }

    /// The 3 of `P3`; nil for what is no such name.
    public static func number(of name: String) -> Int? {
        let bytes = Array(name.utf8)
        guard bytes.first == UInt8(ascii: "P"), bytes.count <= 8 else { return nil }
        return wholeNumber(bytes[1...]).flatMap { $0 > 0 && "P\($0)" == name ? $0 : nil }
    }

    /// The entry that an approval records: for the day it says, resting on its minute unless the
    /// proposal named a document of its own, such as the funder's consent.
    public func entry(approvedBy decision: Decision) throws(Refusal) -> Transfer {
        try Transfer(
            transfer.kind, on: decision.day, in: fund, from: transfer.from, to: transfer.to,
            amount: transfer.amount,
            reference: transfer.reference.isEmpty ? decision.minute : transfer.reference,
            note: transfer.note, id: entryID())
    }

    /// The id of that entry: made of the proposal's name and its fund year, so that an approval sent
    /// twice records one entry.
    public func entryID() throws(Refusal) -> EntryID {
        var canonical = CanonicalBytes()
        canonical.add("\(fund.partnership)/\(fund)")
        return try EntryID("\(name)-\(fingerprint(canonical.bytes))")
    }
}

/// What was decided on a proposal.
public struct Decision: Hashable, Sendable {
    public let fund: FundYear
    /// The proposal's name.
    public let proposal: String
    public let verdict: Verdict
    /// The day the entry counts for; the day of the decision where it was rejected.
    public let day: CalendarDay
    /// Where it is minuted, such as `Strategic Group, 24 January 2019, item 5`.
    public let minute: String
    /// Why it was rejected.
    public let reason: String
    /// What the sides of the movement held before, and after: a project's balance, what the fund has
    /// unallocated, or its award.
    ///
    /// First the side that the money leaves.
    public let figures: [Side]

    public enum Verdict: String, Sendable, CaseIterable {
        case approved
        case rejected
    }

    public struct Side: Hashable, Sendable {
        /// A project's code, `unallocated` or `award`.
        public let name: String
        public let before: Money
        public let after: Money

        public init(name: String, before: Money, after: Money) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    /// Throws `Refusal.missing` for an approval without a minute or a rejection without a reason.
    public init(
        fund: FundYear, proposal: String, verdict: Verdict, day: CalendarDay, minute: String,
        reason: String, figures: [Side] = []
    ) throws(Refusal) {
        self.fund = fund
        self.proposal = proposal
        self.verdict = verdict
        self.day = day
        self.minute = try line(minute, named: "minute")
        self.reason = try line(reason, named: "reason")
        self.figures = figures
        guard verdict == .rejected || !self.minute.isEmpty else {
            throw .missing("minute reference of the approval")
        }
        guard verdict == .approved || !self.reason.isEmpty else {
            throw .missing("reason of the rejection")
        }
    }

    /// Reads it back as it was kept.
    public init(_ record: YearRecord) throws(Refusal) {
        let sides = ["first", "second"]
        let fields = try RecordFields(
            record,
            known: ["verdict", "date", "minute", "reason"]
                + sides.flatMap { [$0, "\($0)-before", "\($0)-after"] })
        guard let verdict = Verdict(rawValue: fields["verdict"]) else {
            throw fields.malformed("verdict", "approved or rejected")
        }
        var figures: [Side] = []
        for side in sides where !fields[side].isEmpty {
            figures.append(
                Side(
                    name: fields[side], before: try fields.balance("\(side)-before"),
                    after: try fields.balance("\(side)-after")))
        }
        try self.init(
            fund: record.fund, proposal: record.name, verdict: verdict, day: fields.day("date"),
            minute: fields["minute"], reason: fields["reason"], figures: figures)
    }

    public func record() throws(Refusal) -> YearRecord {
        var fields = [
            (name: "verdict", value: verdict.rawValue), ("date", day.description),
            ("minute", minute), ("reason", reason),
        ]
        for (place, side) in zip(["first", "second"], figures) {
            fields += [
                (place, side.name), ("\(place)-before", side.before.description),
                ("\(place)-after", side.after.description),
            ]
        }
        return try YearRecord(
            fund: fund, kind: .decision, name: proposal, content: YearRecord.content(fields))
    }

    /// The decision with the figures that the ledger had when it was made.
    public func with(_ figures: [Side]) throws(Refusal) -> Decision {
        try Decision(
            fund: fund, proposal: proposal, verdict: verdict, day: day, minute: minute,
            reason: reason, figures: figures)
    }
}

/// A proposal with what became of it.
public struct Approval: Hashable, Sendable {
    public let proposal: ApprovalRequest
    public let askedBy: String
    public let asked: Moment
    /// Nil while it waits.
    public let decision: Decision?
    public let decidedBy: String
    public let decided: Moment?

    public init(_ proposal: KeptRecord, decision: KeptRecord?) throws(Refusal) {
        self.proposal = try ApprovalRequest(proposal.record)
        askedBy = proposal.recorder
        asked = proposal.recorded
        if let decision {
            self.decision = try Decision(decision.record)
        } else {
            self.decision = nil
        }
        decidedBy = decision?.recorder ?? ""
        decided = decision?.recorded
    }

    public var isWaiting: Bool { decision == nil }

    /// `waiting`, `approved` or `rejected`.
    public var standing: String { decision?.verdict.rawValue ?? "waiting" }

    /// Every proposal of a fund year with the decision on it, in the order they were made.
    public static func all(
        proposals: [KeptRecord], decisions: [KeptRecord]
    ) throws(Refusal) -> [Approval] {
        var all: [Approval] = []
        for proposal in proposals.latest {
            all.append(
                try Approval(
                    proposal, decision: decisions.last { $0.record.name == proposal.record.name }))
        }
        return all
    }
}
