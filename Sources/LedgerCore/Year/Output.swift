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

    private static let fields = ["unit", "target", "actual", "narrative"]

    public init(_ record: YearRecord) throws(Refusal) {
        let form = "a quarter, a project and a measure, such as 2018-19-Q3/PLF-01/Clients supported"
        let fields = try RecordFields(record, known: Output.fields)
        let parts = try fields.name(parts: 3, form: form)
        guard let quarter = try? Quarter(parsing: parts[0]), quarter.year == record.fund.year else {
            throw fields.malformedName(form)
        }
        try self.init(
            fund: record.fund, project: fields.code(parts[1], form: form), quarter: quarter,
            measure: parts[2], unit: fields["unit"], target: fields.count("target"),
            actual: fields.count("actual"), narrative: fields["narrative"])
    }

    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .output, name: "\(quarter)/\(project)/\(measure)",
            content: YearRecord.content([
                ("unit", unit), ("target", target.map { "\($0)" } ?? ""),
                ("actual", actual.map { "\($0)" } ?? ""), ("narrative", narrative),
            ]))
    }

    /// The outputs in the order of their quarters and projects, each with what a unit has cost: the
    /// project's spend to the end of the quarter for each that was delivered by then.
    public static func lines(
        _ outputs: [Output], spent: (Code, Quarter) -> Money
    ) -> [GrantReturn.OutputLine] {
        let sorted = outputs.sorted {
            ($0.quarter, $0.project, $0.measure) < ($1.quarter, $1.project, $1.measure)
        }
        return sorted.map { output in
            let delivered = outputs.reduce(0) { sum, other in
                let counts =
                    other.project == output.project && other.measure == output.measure
                    && other.quarter <= output.quarter
                return sum + (counts ? other.actual ?? 0 : 0)
            }
            return GrantReturn.OutputLine(
                project: output.project, output: output,
                costPerUnit: costPerUnit(spent(output.project, output.quarter), delivered))
        }
    }

    /// A sum for each of so many units, half a penny up; nil where there are none.
    static func costPerUnit(_ spent: Money, _ units: Int) -> Money? {
        guard units > 0 else { return nil }
        let (whole, rest) = spent.pence.quotientAndRemainder(dividingBy: Int64(units))
        return Money(pence: whole + (rest * 2 >= Int64(units) ? 1 : 0))
    }
}
