/// Why something cannot be asked for, decided on, or recorded without being asked for.
public enum ApprovalRefusal: Error, Equatable, Sendable {
    case notForProposal(TransferKind)
    case malformedProposalName(String)
    case unknownProposal(String)
    case alreadyDecided(String, Decision.Verdict, by: String)
    case ownProposal(String, by: String)
    case needsApproval(TransferKind, Money, limit: Money)
    case needsConsent(Money)
    case ownClosing(FundYear, by: String)
}

extension ApprovalRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notForProposal(let kind):
            "\(kind.withArticle("A")) is recorded, not proposed. Propose one of \(ApprovalRequest.kinds.map(\.name).joined(separator: ", "))."
        case .malformedProposalName(let name):
            "“\(name)” is not the name of a proposal, such as P3. See `locality approvals`."
        case .unknownProposal(let name):
            "There is no proposal \(name). See `locality approvals`."
        case .alreadyDecided(let name, let verdict, let by):
            "\(name) was \(verdict.rawValue) already, by \(by). Propose again what is still wanted."
        case .ownProposal(let name, let by):
            "\(by) asked for \(name) and cannot decide on it. Somebody else must, with --by."
        case .needsApproval(let kind, let amount, let limit):
            limit == .zero
                ? "\(kind.withArticle("A")) needs approval. Ask for it with `locality propose`, and somebody else approves it."
                : "\(kind.withArticle("A")) of \(amount) is above the \(limit) that may be recorded at once. Ask for it with `locality propose`, and somebody else approves it."
        case .needsConsent(let amount):
            "Carrying \(amount) forward needs the funder's consent. Give its reference with --reference."
        case .ownClosing(let fund, let by):
            "\(by) closed \(fund) and cannot open it again. A second person must, with --by."
        }
    }
}
