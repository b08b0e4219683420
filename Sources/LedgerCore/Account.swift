/// Where money stands; every entry moves a sum from one account to another.
public enum AccountRole: Int, Sendable, CaseIterable {
    case funder = 1
    case unallocated = 2
    case due = 3
    case claimed = 4
    case received = 5
    case available = 6
    case committed = 7
    case spent = 8

    /// Whether each project of a fund has an account of this role.
    public var isOfProject: Bool { rawValue >= AccountRole.available.rawValue }

    public var name: String {
        switch self {
        case .funder: "funder"
        case .unallocated: "unallocated"
        case .due: "due"
        case .claimed: "claimed"
        case .received: "received"
        case .available: "available"
        case .committed: "committed"
        case .spent: "spent"
        }
    }
}

/// One account of a fund year, or of a project in it.
public struct Account: Hashable, Sendable {
    public let fund: FundYear
    public let project: Code?
    public let role: AccountRole

    public init(fund: FundYear, project: Code? = nil, role: AccountRole) {
        self.fund = fund
        self.project = project
        self.role = role
    }
}

/// The two accounts an entry moves its money between.
public struct Posting: Hashable, Sendable {
    public let from: Account
    public let to: Account

    public init(from: Account, to: Account) {
        self.from = from
        self.to = to
    }

    /// The same pair with the money going back.
    public var swapped: Posting { Posting(from: to, to: from) }
}
