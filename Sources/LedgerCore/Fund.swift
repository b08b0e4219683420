/// A partnership's fund in one financial year: what a statement and a return are about.
public struct FundYear: Hashable, Sendable, Comparable {
    public let partnership: String
    public let code: Code
    public let year: FinancialYear

    public init(partnership: String, code: Code, year: FinancialYear) throws(Refusal) {
        self.partnership = try line(partnership, named: "partnership")
        guard !self.partnership.isEmpty else { throw .missing("partnership") }
        self.code = code
        self.year = year
    }

    private init(_ partnership: String, _ code: Code, _ year: FinancialYear) {
        self.partnership = partnership
        self.code = code
        self.year = year
    }

    /// The same fund in the next financial year, where a carry-forward arrives.
    public func following() throws(FinancialYearError) -> FundYear {
        FundYear(partnership, code, try year.following())
    }

    public static func < (left: FundYear, right: FundYear) -> Bool {
        (left.partnership, left.code, left.year) < (right.partnership, right.code, right.year)
    }
}

extension FundYear: CustomStringConvertible {
    /// `PLF 2018-19`.
    public var description: String { "\(code) \(year)" }
}

/// Whether the funder has confirmed its award; on an indicative one no return can be certified
/// (grant condition).
public enum AwardBasis: String, Sendable, CaseIterable, Codable {
    case confirmed
    case indicative
}

/// What is known of a fund year: who gives the money, on what basis, and when it may be spent.
public struct Fund: Hashable, Sendable {
    public let key: FundYear
    public let name: String
    public let funder: String
    public let basis: AwardBasis
    public let spendFrom: CalendarDay
    public let spendBy: CalendarDay
    /// What a project must meet to be paid for; empty where the fund sets no criteria.
    public let criteria: String

    public init(
        key: FundYear, name: String, funder: String, basis: AwardBasis, spendFrom: CalendarDay,
        spendBy: CalendarDay, criteria: String
    ) throws(Refusal) {
        guard spendFrom <= spendBy else {
            throw .spendingDatesReversed(key, from: spendFrom, by: spendBy)
        }
        self.key = key
        self.name = try line(name, named: "name")
        self.funder = try line(funder, named: "funder")
        self.basis = basis
        self.spendFrom = spendFrom
        self.spendBy = spendBy
        self.criteria = try line(criteria, named: "criteria")
    }

    /// The same fund once the funder has confirmed its award.
    public func confirmed() throws(Refusal) -> Fund {
        try Fund(
            key: key, name: name, funder: funder, basis: .confirmed, spendFrom: spendFrom,
            spendBy: spendBy, criteria: criteria)
    }
}

/// A budget line of a fund year, known by its code and never by its description.
public struct Project: Hashable, Sendable {
    public let fund: FundYear
    public let code: Code
    public let description: String
    public let priority: String
    public let lead: String
    public let partner: String
    public let location: String
    /// Which of the fund's criteria it meets; empty where the fund sets none or it is not known.
    public let criterion: String

    public init(
        fund: FundYear, code: Code, description: String, priority: String = "", lead: String = "",
        partner: String = "", location: String = "", criterion: String = ""
    ) throws(Refusal) {
        self.fund = fund
        self.code = code
        self.description = try line(description, named: "description")
        guard !self.description.isEmpty else { throw .missing("description") }
        self.priority = try line(priority, named: "priority")
        self.lead = try line(lead, named: "lead")
        self.partner = try line(partner, named: "partner")
        self.location = try line(location, named: "location")
        self.criterion = try line(criterion, named: "criterion")
    }
}
