/// Why a return cannot take its next step; a case for each reason.
public enum ReturnRefusal: Error, Equatable, Sendable {
    case issuedAlready(String)
    case versionOutOfOrder(String)
    case notDrafted(String)
    case notCertified(String)
    case notIssued(String)
    case acceptedAlready(String)
    case ownDraft(String, by: String)
    case ownReceipt(String, by: String)
    case recordsSpend(String, FundYear)
    case indicative(FundYear)
    case errorsUnwaived(String, count: Int, first: Finding)
    case reasonsMissing(String, [Code])
    case damaged(String)
    case unchanged(String, since: String)
    case changedSince(String, change: String)
    case ledgerMoved(String)
    case unknownReturn(String)
    case noReturn(FundYear)
    case periodNotOver(ReturnPeriod, today: CalendarDay)
    case fileLost(String)
}

extension ReturnRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .issuedAlready(let title):
            "\(title) was issued already and stands as it is. Correct the ledger and draft an amended version with `locality return draft`."
        case .versionOutOfOrder(let title):
            "\(title) does not follow the version before it. See `locality return list`."
        case .notDrafted(let title):
            "\(title) is not a draft that waits for its certificate. Draft it with `locality return draft`."
        case .notCertified(let title):
            "\(title) is not certified. Somebody who neither drafted it nor records spend certifies it with `locality return certify`."
        case .notIssued(let title):
            "\(title) was not issued, so its funder cannot have received it. Issue it with `locality return issue`."
        case .acceptedAlready(let title): "\(title) was accepted already. Nothing is left to do."
        case .ownDraft(let title, let by):
            "\(by) drafted \(title) and cannot certify it. Somebody else must, with --by."
        case .ownReceipt(let title, let by):
            "\(by) had a hand in \(title) and cannot receive it for the funder. The funder's officer does, with --by."
        case .recordsSpend(let by, let fund):
            "\(by) recorded spend of \(fund) and cannot certify its return. Somebody who records none must, with --by."
        case .indicative(let fund):
            "The award of \(fund) is indicative, and no return can be certified on it. Record its confirmation with `locality fund confirm`."
        case .errorsUnwaived(let title, let count, let first):
            "\(title) cannot be certified: \(count == 1 ? "1 error stands" : "\(count) errors stand") unwaived. Correct or waive \(first.reference): \(first.message)"
        case .reasonsMissing(let title, let projects):
            "\(title) cannot be certified: the variance of \(projects.map(\.text).joined(separator: ", ")) is past the agreed share and has no reason. Give it with `locality note set`, or type it into the draft's open cells and take it in with `locality return verify --apply`."
        case .damaged(let title):
            "\(title) cannot be made: the ledger does not prove itself. Run `locality verify`."
        case .unchanged(let title, let since):
            "Nothing changed since \(since), so there is nothing to amend. \(title) was not made."
        case .changedSince(let title, let change):
            "\(title) changed since it was certified (\(change)). Draft it again and have it certified."
        case .ledgerMoved(let title):
            "Something was recorded while \(title) was made. Nothing was kept; try again."
        case .unknownReturn(let name):
            "There is no return “\(name)”. See `locality return list`."
        case .noReturn(let fund):
            "\(fund) has no return yet. Draft one with `locality return draft`."
        case .periodNotOver(let period, let today):
            "\(period) ends on \(period.lastDay) and is not over on \(today). Issue its return from the next day on."
        case .fileLost(let title):
            "The file of \(title) is not in this ledger. Restore a backup that has it."
        }
    }
}
