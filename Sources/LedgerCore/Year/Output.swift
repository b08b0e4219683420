/// What a project delivered in a quarter, counted: 195 clients supported, 360 packs handed out.
public struct Output: Hashable, Sendable {
    public let fund: FundYear
    public let project: Code
    public let quarter: Quarter
    /// What is counted, such as `Clients supported`.
    public let measure: String
    /// What one is called, such as `clients`.
    public let unit: String
    /// What was aimed at in the quarter; nil where nothing was.
    public let target: Int?
    /// What was reached; nil where it is not known yet.
    public let actual: Int?
    /// What it meant for people: the outcome.
    public let narrative: String

    public init(
        fund: FundYear, project: Code, quarter: Quarter, measure: String, unit: String,
        target: Int?, actual: Int?, narrative: String
    ) throws(Refusal) {
        self.fund = fund
        self.project = project
        self.quarter = quarter
        self.measure = try line(measure, named: "measure")
        self.unit = try line(unit, named: "unit")
        self.target = target
        self.actual = actual
        self.narrative = try line(narrative, named: "narrative")
        guard !self.measure.isEmpty else { throw .missing("measure") }
    }
}
