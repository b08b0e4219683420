public import LedgerCore

extension Build {
    /// An agreement as the ledger keeps it.
    public static func agreement(
        _ agreed: [AgreementSetting: String] = [.dueDays: "21"], in key: FundYear? = nil
    ) throws -> YearRecord {
        try Agreement(fund: key ?? Build.key(), agreed: agreed).record()
    }
}

/// What is said of a fund year besides money, of each kind the latest.
public struct YearRecords {
    public var profiles: [SpendProfile] = []
    public var forecasts: [StatedForecast] = []
    public var match: [MatchIncome] = []
    public var done: [DutyDone] = []

    public init() {}
}

extension Build {
    /// A profile of three quarters, in pence.
    public static func profile(
        _ code: String = "PLF-01", in key: FundYear? = nil, pence: [Int64]
    ) throws -> SpendProfile {
        try SpendProfile(
            fund: key ?? Build.key(), project: Code(code), planned: pence.map { Money(pence: $0) })
    }

    /// What a person expects, in pence; nil where it is to be worked out.
    public static func forecast(
        _ code: String = "PLF-01", in key: FundYear? = nil, pence: Int64?
    ) throws -> StatedForecast {
        try StatedForecast(
            fund: key ?? Build.key(), project: Code(code), amount: pence.map { Money(pence: $0) },
            reason: "Told by the lead")
    }

    /// Cash that others gave.
    public static func match(
        _ id: String = "M1", for code: String? = nil, in key: FundYear? = nil,
        on day: String = "2018-11-02", pence: Int64 = 10_000
    ) throws -> MatchIncome {
        try MatchIncome(
            fund: key ?? Build.key(), project: code.map { try Code($0) }, id: Code(id),
            giver: "Parish council", form: .cash, amount: Money(pence: pence), day: Build.day(day))
    }
}
