/// What a project means to spend in the first three quarters; the fourth takes what is left of its
/// allocation, so that the profile adds up to it to the penny, also after a virement.
public struct SpendProfile: Hashable, Sendable {
    public let fund: FundYear
    public let project: Code
    /// Quarters one to three, in pence.
    public let planned: [Money]

    private static let fields = ["Q1", "Q2", "Q3"]

    /// Throws `YearRefusal` for another number of quarters, or for less than nought.
    public init(fund: FundYear, project: Code, planned: [Money]) throws(Refusal) {
        guard planned.count == 3 else { throw .year(.profileQuarters(planned.count)) }
        for money in planned where money < .zero || money > .entryLimit {
            throw .year(.profileSum(project, money))
        }
        self.fund = fund
        self.project = project
        self.planned = planned
    }

    /// Holds what a person says against the allocation: three quarters of no more than it, or four
    /// that make it.
    ///
    /// Throws `YearRefusal` with the figures.
    public init(
        fund: FundYear, project: Code, said: [Money], allocated: Money
    ) throws(Refusal) {
        guard said.count == 3 || said.count == 4 else {
            throw .year(.profileQuarters(said.count))
        }
        try self.init(fund: fund, project: project, planned: Array(said.prefix(3)))
        let sum = said.reduce(.zero, +)
        if said.count == 4, sum != allocated {
            throw .year(.profileNotWhole(project, planned: sum, allocated: allocated))
        }
        if sum > allocated {
            throw .year(.profileBeyondAllocation(project, planned: sum, allocated: allocated))
        }
    }

    public init(_ record: YearRecord) throws(Refusal) {
        let fields = try RecordFields(record, known: SpendProfile.fields)
        var planned: [Money] = []
        for name in SpendProfile.fields { planned.append(try fields.money(name) ?? .zero) }
        try self.init(
            fund: record.fund,
            project: fields.code(record.name, form: "a project's code, such as PLF-01"),
            planned: planned)
    }

    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .profile, name: project.text,
            content: YearRecord.content(
                zip(SpendProfile.fields, planned).map { ($0, $1.description) }))
    }
}

/// A project's plan for its year, in whole pence, by quarter and month; all of it together is the
/// allocation.
public struct PlannedSpend: Hashable, Sendable {
    /// The twelve months from April on.
    public let months: [Money]
    /// Whether a person gave the profile; without one the allocation is in four equal parts.
    public let isProfiled: Bool

    /// A part that does not divide gives its last quarter, and its last month, the rest.
    public init(_ profile: SpendProfile?, allocated: Money) {
        isProfiled = profile != nil
        let quarter = Money(pence: allocated.pence / 4)
        let first = profile?.planned ?? [quarter, quarter, quarter]
        let quarters = first + [allocated - first.reduce(.zero, +)]
        months = quarters.flatMap { sum in
            let month = Money(pence: sum.pence / 3)
            return [month, month, sum - month - month]
        }
    }

    /// The four quarters in order; the last is below nought where the first three go beyond the
    /// allocation.
    public var quarters: [Money] { [0, 3, 6, 9].map { planned($0..<$0 + 3) } }

    public func planned(in period: ReturnPeriod) -> Money { planned(period.part.months) }

    /// What was to be spent by the day: the months of the year that are over with it.
    public func planned(through day: CalendarDay, of year: FinancialYear) -> Money {
        planned(0..<PlannedSpend.months(of: year, through: day))
    }

    /// How many months of a year are over with a day.
    static func months(of year: FinancialYear, through day: CalendarDay) -> Int {
        if day >= year.lastDay { return 12 }
        return (1..<12).last { ReturnPeriod.firstDay(ofMonth: $0, year) <= day.adding(days: 1) }
            ?? 0
    }

    private func planned(_ range: Range<Int>) -> Money { months[range].reduce(.zero, +) }
}
