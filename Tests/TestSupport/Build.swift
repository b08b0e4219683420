public import LedgerCore

/// Domain values with sensible defaults, so that a test names only what it is about.
public enum Build {
    public static func day(_ text: String) throws -> CalendarDay {
        try CalendarDay(parsing: text)
    }

    public static func key(
        _ code: String = "PLF", year: String = "2018-19", partnership: String = "Charnwood"
    ) throws -> FundYear {
        try FundYear(
            partnership: partnership, code: Code(code), year: FinancialYear(parsing: year))
    }

    /// A confirmed fund whose spending dates are its financial year, unless told.
    public static func fund(
        _ key: FundYear? = nil, name: String = "Partnership Locality Fund", funder: String = "OPCC",
        basis: AwardBasis = .confirmed, spendFrom: String? = nil, spendBy: String? = nil,
        criteria: String = ""
    ) throws -> Fund {
        let key = try key ?? Build.key()
        return try Fund(
            key: key, name: name, funder: funder, basis: basis,
            spendFrom: spendFrom.map(day) ?? key.year.firstDay,
            spendBy: spendBy.map(day) ?? key.year.lastDay, criteria: criteria)
    }

    /// A project that lacks nothing; its description is told from its code, unless given.
    public static func project(
        _ code: String = "PLF-01", in key: FundYear? = nil, description: String? = nil,
        priority: String = "Anti-social behaviour", lead: String = "Community safety manager",
        partner: String = "", location: String = "", criterion: String = ""
    ) throws -> Project {
        try Project(
            fund: key ?? Build.key(), code: Code(code),
            description: description ?? "Project \(code)", priority: priority, lead: lead,
            partner: partner, location: location, criterion: criterion)
    }

    /// A transfer of £100.00; the projects its kind needs are PLF-01 and PLF-02, unless named.
    public static func transfer(
        _ kind: TransferKind, on day: String = "2018-11-02", in key: FundYear? = nil,
        from: String? = nil, to: String? = nil, pence: Int64 = 10_000, reference: String = "",
        payee: String = "", note: String = "", id: String? = nil, against: String? = nil,
        overspendReason: String = ""
    ) throws -> Transfer {
        let needs = needs(of: kind)
        return try Transfer(
            kind, on: Build.day(day), in: key ?? Build.key(),
            from: (from ?? needs.from).map(Code.init), to: (to ?? needs.to).map(Code.init),
            amount: Money(pence: pence), reference: reference, payee: payee, note: note,
            id: id.map(EntryID.init), against: against.map(EntryID.init),
            overspendReason: overspendReason)
    }

    private static func needs(of kind: TransferKind) -> (from: String?, to: String?) {
        switch kind {
        case .allocation, .refund: (nil, "PLF-01")
        case .release, .commitment, .decommitment, .spend: ("PLF-01", nil)
        case .virement: ("PLF-01", "PLF-02")
        default: (nil, nil)
        }
    }

    /// The transfer as it stands in a ledger, recorded at noon of the day it counts for.
    public static func entry(
        _ transfer: Transfer, number: Int = 1, answering answered: Answered? = nil,
        recorder: String = "A. Officer"
    ) throws -> Entry {
        let noon = Int64(transfer.day.number) * 86_400_000 + 43_200_000
        return try Entry(
            number: number, id: transfer.id ?? EntryID("entry-\(number)"),
            recorded: Moment(milliseconds: noon), recorder: recorder, transfer: transfer,
            posting: transfer.posting(answering: answered), answers: answered?.number, hash: .none)
    }
}
