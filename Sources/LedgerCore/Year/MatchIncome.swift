/// What others than the funder gave to a project, or to the fund as a whole; never counted as grant
/// (grant conditions B17 and B22).
public struct MatchIncome: Hashable, Sendable {
    public let fund: FundYear
    /// Nil for the fund as a whole.
    public let project: Code?
    /// Its number in the fund year, such as `M1`.
    public let id: Code
    public let giver: String
    public let form: Form
    public let amount: Money
    public let day: CalendarDay
    public let note: String

    public enum Form: String, CaseIterable, Sendable {
        case cash
        /// Time, rooms or things, at their worth.
        case inKind = "in-kind"
    }

    private static let fields = ["from", "form", "amount", "date", "note"]

    /// Throws `Refusal.missing` without a giver; nought takes back what was recorded before.
    public init(
        fund: FundYear, project: Code?, id: Code, giver: String, form: Form, amount: Money,
        day: CalendarDay, note: String = ""
    ) throws(Refusal) {
        guard amount >= .zero, amount <= .entryLimit else { throw .year(.matchSum(id, amount)) }
        self.fund = fund
        self.project = project
        self.id = id
        self.giver = try line(giver, named: "name of who gave it")
        self.form = form
        self.amount = amount
        self.day = day
        self.note = try line(note, named: "note")
        guard !self.giver.isEmpty else { throw .missing("name of who gave it") }
    }

    public init(_ record: YearRecord) throws(Refusal) {
        let name = "a project and a number, such as PLF-01/M1, or a number alone"
        let fields = try RecordFields(record, known: MatchIncome.fields)
        let parts = record.name.utf8.split(
            separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        guard let form = Form(rawValue: fields["form"]) else {
            throw fields.malformed("form", "cash or in-kind")
        }
        guard let amount = try fields.money("amount") else { throw .missing("amount") }
        try self.init(
            fund: record.fund,
            project: parts.count == 2 ? fields.code(parts[0], form: name) : nil,
            id: fields.code(parts.last ?? "", form: name), giver: fields["from"], form: form,
            amount: amount, day: fields.day("date"), note: fields["note"])
    }

    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .match, name: (project.map { "\($0)/" } ?? "") + id.text,
            content: YearRecord.content([
                ("from", giver), ("form", form.rawValue), ("amount", amount.description),
                ("date", day.description), ("note", note),
            ]))
    }
}

extension [MatchIncome] {
    /// What was given by a day; to one project where one is named.
    public func total(of project: Code? = nil, through day: CalendarDay) -> Money {
        reduce(.zero) { sum, income in
            let counts = income.day <= day && (project == nil || income.project == project)
            return sum + (counts ? income.amount : .zero)
        }
    }
}
