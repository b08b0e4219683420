/// What a person expects a project to have spent by the year's end; it holds until the next.
public struct StatedForecast: Hashable, Sendable {
    public let fund: FundYear
    public let project: Code
    /// In pence; nil where the forecast is to be worked out again.
    public let amount: Money?
    public let reason: String

    private static let fields = ["amount", "reason"]

    /// Throws `Refusal.missing` without a reason.
    public init(
        fund: FundYear, project: Code, amount: Money?, reason: String
    ) throws(Refusal) {
        if let amount, amount < .zero || amount > .entryLimit {
            throw .year(.forecastSum(project, amount))
        }
        self.fund = fund
        self.project = project
        self.amount = amount
        self.reason = try line(reason, named: "reason")
        guard !self.reason.isEmpty else { throw .missing("reason of the forecast") }
    }

    public init(_ record: YearRecord) throws(Refusal) {
        let fields = try RecordFields(record, known: StatedForecast.fields)
        try self.init(
            fund: record.fund,
            project: fields.code(record.name, form: "a project's code, such as PLF-01"),
            amount: fields.money("amount"), reason: fields["reason"])
    }

    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .forecast, name: project.text,
            content: YearRecord.content([
                ("amount", amount?.description ?? ""), ("reason", reason),
            ]))
    }

    /// Throws `YearRefusal.forecastBelowSpent` where more is spent already.
    public func checked(spent: Money) throws(Refusal) -> StatedForecast {
        if let amount, amount < spent {
            throw .year(.forecastBelowSpent(project, amount, spent: spent))
        }
        return self
    }
}
