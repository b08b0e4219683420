/// What is said of a fund year's plan, as the rules look at it.
public struct YearPlan: Sendable {
    /// As at the day of the review, and no later than the year's end.
    public let forecast: FundForecast
    /// The latest of each income of others.
    public let match: [MatchIncome]
    public let duties: [Duty]
    /// How far the return of each period has come.
    public let returns: [ReturnStanding]

    public init(
        forecast: FundForecast, match: [MatchIncome], duties: [Duty],
        returns: [ReturnStanding] = []
    ) {
        self.forecast = forecast
        self.match = match
        self.duties = duties
        self.returns = returns
    }
}
