import LedgerCore

/// The accounts of a journal, numbered as they are met, and what the journal calls each of them.
struct JournalAccounts {
    /// The fund years the journal has statements of, which alone have stated balances.
    private let stated: Set<FundYear>
    private var places: [Account: Int] = [:]
    private(set) var accounts: [Account] = []
    /// The name of each account, in the order of `accounts`.
    private(set) var names: [[UInt8]] = []
    private let partnershipParts: [String: String]

    init(statements: [FundStatement], entries: [Entry]) {
        stated = Set(statements.map(\.fund.key))
        var partnerships = Set(stated.map(\.partnership))
        for entry in entries { partnerships.insert(entry.transfer.fund.partnership) }
        partnershipParts = JournalAccounts.parts(of: partnerships)
        for statement in statements {
            for (account, _) in statement.statedBalances { _ = add(account) }
        }
    }

    /// Where the account stands in `accounts`; nil for one that was never added.
    func place(of account: Account) -> Int? { places[account] }

    /// Where the account stands in `accounts`; it is added when it is new.
    mutating func add(_ account: Account) -> Int {
        if let place = places[account] { return place }
        places[account] = accounts.count
        accounts.append(account)
        return accounts.count - 1
    }

    mutating func add(_ posting: Posting) -> JournalPosting {
        JournalPosting(from: add(posting.from), to: add(posting.to))
    }

    /// Gives every account its name; to be called when all accounts are known.
    mutating func name(for format: JournalFormat) {
        names = accounts.map { account in
            let fund = "\(account.fund.code)-\(account.fund.year)"
            let part = partnershipParts[account.fund.partnership].map { "\($0):" } ?? ""
            return switch format {
            case .hledger, .ledger: Array(plainName(account, fund: part + fund).utf8)
            case .beancount: Array(beancountName(account, fund: part + fund).utf8)
            }
        }
    }

    /// Whether some statement states what the account holds.
    func isStated(_ account: Account) -> Bool { stated.contains(account.fund) }

    /// The accounts' places in the order a reader looks for them: by fund year, then project.
    var inReadingOrder: [Int] {
        accounts.indices.sorted { left, right in
            let (one, other) = (accounts[left], accounts[right])
            if one.fund != other.fund { return one.fund < other.fund }
            if one.project != other.project {
                return (one.project?.text ?? "") < (other.project?.text ?? "")
            }
            return one.role.rawValue < other.role.rawValue
        }
    }

    private func plainName(_ account: Account, fund: String) -> String {
        switch account.role {
        case .funder: "funder:\(fund)"
        case .unallocated: "fund:\(fund):unallocated"
        case .due, .claimed, .received: "cash:\(fund):\(account.role.name)"
        case .available, .committed, .spent:
            "project:\(fund):\(account.project?.text ?? ""):\(account.role.name)"
        }
    }

    private func beancountName(_ account: Account, fund: String) -> String {
        let project = account.project?.text ?? ""
        return switch account.role {
        case .funder: "Equity:Funder:\(fund)"
        case .unallocated: "Assets:\(fund):Unallocated"
        case .due: "Equity:Cash:\(fund):Due"
        case .claimed: "Assets:Cash:\(fund):Claimed"
        case .received: "Assets:Cash:\(fund):Received"
        case .available: "Assets:\(fund):\(project):Available"
        case .committed: "Assets:\(fund):\(project):Committed"
        case .spent: "Expenses:\(fund):\(project):Spent"
        }
    }

    /// What stands for each partnership in account names; nothing where there is only one.
    ///
    /// A name keeps its letters and digits only, so two may come out the same; the later of them by
    /// alphabet gets a number, after a hyphen that no other part can hold.
    private static func parts(of partnerships: Set<String>) -> [String: String] {
        guard partnerships.count > 1 else { return [:] }
        var parts: [String: String] = [:]
        var uses: [String: Int] = [:]
        for partnership in partnerships.sorted() {
            let plain = part(of: partnership)
            let use = uses[plain, default: 0] + 1
            uses[plain] = use
            parts[partnership] = use == 1 ? plain : "\(plain)-\(use)"
        }
        return parts
    }

    private static func part(of partnership: String) -> String {
        var bytes: [UInt8] = []
        var startsWord = true
        for byte in partnership.utf8 {
            let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            if isSmall || isCapital || isDigit(byte) {
                bytes.append(startsWord && isSmall ? byte - 32 : byte)
                startsWord = false
            } else if byte < 0x80 {
                startsWord = true
            }
        }
        return bytes.isEmpty ? "Partnership" : String(decoding: bytes.prefix(60), as: UTF8.self)
    }
}

/// The two accounts an entry moves money between, by their places among the journal's accounts.
struct JournalPosting {
    let from: Int
    let to: Int
}
