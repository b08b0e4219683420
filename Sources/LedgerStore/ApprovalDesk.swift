internal import GRDB
public import LedgerCore

/// Who asks does not decide: kept here, at the one door, whatever program comes through it.
extension RecordingDesk {
    /// Gives the transfer the next free name and keeps it as asked for.
    func propose(
        _ transfer: Transfer, at moment: Moment, by recorder: String, in db: Database
    ) throws -> ApprovalRequest {
        let names = try String.fetchAll(
            db, sql: "SELECT DISTINCT name FROM year_record WHERE kind = ?",
            arguments: [YearRecord.Kind.proposal.rawValue])
        let last = names.compactMap(ApprovalRequest.number(of:)).max() ?? 0
        let proposal = try ApprovalRequest(name: "P\(last + 1)", transfer: transfer)
        try register(
            Registration(.record(proposal.record())), at: moment, by: recorder, in: db)
        return proposal
    }

    /// Keeps the decision with the figures before and after, and records the entry of an approval.
    func decide(
        _ decision: Decision, at moment: Moment, by recorder: String, in db: Database
    ) throws -> Recorded? {
        let proposal = try proposal(of: decision, in: db)
        let figured = try decision.with(
            decision.verdict == .approved ? sides(of: proposal.transfer, in: db) : [])
        try register(Registration(.record(figured.record())), at: moment, by: recorder, in: db)
        guard decision.verdict == .approved else { return nil }
        return try record(proposal.entry(approvedBy: decision), at: moment, by: recorder)
    }

    /// Throws unless the proposal is there, waits, and was made by somebody else.
    func checkDecision(_ decision: Decision, by recorder: String, in db: Database) throws {
        let fund = try desk(of: decision.fund)
        let asked = try latest(.proposal, decision.proposal, fund, in: db)
        guard let asked else { throw Refusal.year(.approval(.unknownProposal(decision.proposal))) }
        if let made = try latest(.decision, decision.proposal, fund, in: db) {
            throw Refusal.year(
                .approval(
                    .alreadyDecided(
                        decision.proposal, try Decision(made.record).verdict, by: made.recorder)))
        }
        guard !isSamePerson(asked.recorder, recorder) else {
            throw Refusal.year(.approval(.ownProposal(decision.proposal, by: recorder)))
        }
    }

    /// What a settled agreement asks of a transfer besides money and dates: a virement above its
    /// threshold, and money carried forward, rest on an approval (grant conditions B7 and B10).
    func checkAuthority(for transfer: Transfer, _ desk: FundDesk, in db: Database) throws {
        let agreement = desk.agreement
        guard agreement.isSettled else { return }
        let limit: Money
        switch transfer.kind {
        case .virement: limit = agreement.money(.virementConsent) ?? .zero
        case .carryForward:
            guard !transfer.reference.isEmpty else {
                throw Refusal.year(.approval(.needsConsent(transfer.amount)))
            }
            limit = .zero
        default: return
        }
        guard transfer.amount > limit else { return }
        guard let id = transfer.id, let name = id.text.split(separator: "-").first,
            let kept = try latest(.decision, String(name), desk, in: db),
            let asked = try latest(.proposal, String(name), desk, in: db)
        else {
            throw Refusal.year(
                .approval(.needsApproval(transfer.kind, transfer.amount, limit: limit)))
        }
        let decision = try Decision(kept.record)
        guard decision.verdict == .approved,
            try ApprovalRequest(asked.record).entry(approvedBy: decision) == transfer
        else {
            throw Refusal.year(
                .approval(.needsApproval(transfer.kind, transfer.amount, limit: limit)))
        }
    }

    private func proposal(of decision: Decision, in db: Database) throws -> ApprovalRequest {
        let fund = try desk(of: decision.fund)
        guard let kept = try latest(.proposal, decision.proposal, fund, in: db) else {
            throw Refusal.year(.approval(.unknownProposal(decision.proposal)))
        }
        return try ApprovalRequest(kept.record)
    }

    private func latest(
        _ kind: YearRecord.Kind, _ name: String, _ fund: FundDesk, in db: Database
    ) throws -> KeptRecord? {
        try keptRecords(db, of: fund.fund.key, kind: kind, upTo: chain.registrations, named: name)
            .last
    }

    /// What each side of the movement holds, and would hold after it.
    private func sides(of transfer: Transfer, in db: Database) throws -> [Decision.Side] {
        let posting = try transfer.posting()
        func side(_ account: Account, _ change: Money) throws -> Decision.Side? {
            guard account.fund == transfer.fund else { return nil }
            let before: Money
            let name: String
            if let project = account.project {
                (name, before) = (project.text, try balance(of: project, in: account.fund).balance)
            } else if account.role == .unallocated {
                (name, before) = ("unallocated", try holding(of: account))
            } else {
                return nil
            }
            return Decision.Side(name: name, before: before, after: before + change)
        }
        return try [
            side(posting.from, -transfer.amount), side(posting.to, transfer.amount),
        ].compactMap(\.self)
    }
}

extension Ledger {
    /// Keeps a movement of money as asked for, under the next free name.
    ///
    /// Throws what the ledger would refuse of it now, but for its want of approval.
    public func propose(
        _ transfer: Transfer, by recorder: String
    ) throws(LedgerError) -> ApprovalRequest {
        if case .refused(let refusal) = try rehearse(all: [transfer], by: recorder).first {
            guard case .year(.approval(.needsApproval)) = refusal else {
                throw LedgerError.refused(refusal)
            }
        }
        return try recording { desk, db in
            try desk.propose(transfer, at: self.clock(), by: recorder, in: db)
        }
    }

    /// Keeps decisions and records the entries of those approved, all or none.
    ///
    /// Throws `LedgerError.decisionsRefused` with every one that cannot be made.
    public func decide(
        _ decisions: [Decision], by recorder: String
    ) throws(LedgerError) -> [Recorded?] {
        try recording { desk, db in
            var made: [Recorded?] = []
            var refused: [DecisionRefusal] = []
            for decision in decisions {
                do {
                    made.append(
                        try desk.decide(decision, at: self.clock(), by: recorder, in: db))
                } catch let refusal as Refusal {
                    refused.append(DecisionRefusal(proposal: decision.proposal, refusal: refusal))
                }
            }
            guard refused.isEmpty else { throw LedgerError.decisionsRefused(refused) }
            return made
        }
    }

    /// Every proposal with the decision on it, of one fund year or of all, in order of their names.
    public func approvals(
        of fund: FundYear? = nil, asKnown: AsKnown? = nil
    ) throws(LedgerError) -> [Approval] {
        let funds: [FundYear]
        if let fund { funds = [fund] } else { funds = try self.funds().map(\.key) }
        var all: [Approval] = []
        for key in funds {
            let proposals = try keptRecords(of: key, .proposal, asKnown: asKnown)
            guard !proposals.isEmpty else { continue }
            let decisions = try keptRecords(of: key, .decision, asKnown: asKnown)
            all += try translating(path) {
                try Approval.all(proposals: proposals, decisions: decisions)
            }
        }
        return all.sorted {
            let numbers = [$0, $1].map { ApprovalRequest.number(of: $0.proposal.name) ?? 0 }
            return (numbers[0], $0.proposal.fund) < (numbers[1], $1.proposal.fund)
        }
    }
}

/// A decision that cannot be made, and why.
public struct DecisionRefusal: Equatable, Sendable {
    public let proposal: String
    public let refusal: Refusal

    public init(proposal: String, refusal: Refusal) {
        self.proposal = proposal
        self.refusal = refusal
    }
}
