/// Something that the agreement asks of a project besides spending well, by its size and age.
public struct Duty: Hashable, Sendable {
    public let project: Code
    public let kind: Kind
    /// The last day for it.
    public let due: CalendarDay
    /// When it was done; nil while it is not.
    public let done: DutyDone?

    public enum Kind: String, CaseIterable, Sendable {
        /// The project is seen in its first month.
        case checkIn = "check-in"
        /// The project reports to the steering group.
        case steeringGroup = "steering-group"
        /// What it achieved, told as a story, at its end.
        case caseStudy = "case-study"

        /// What is to be done, in words.
        public var inWords: String {
            switch self {
            case .checkIn: "A check-in in the first month"
            case .steeringGroup: "A report to the steering group"
            case .caseStudy: "A case study at the end"
            }
        }
    }

    public init(project: Code, kind: Kind, due: CalendarDay, done: DutyDone? = nil) {
        self.project = project
        self.kind = kind
        self.due = due
        self.done = done
    }

    /// Whether it is not done and its last day is past.
    public func isOverdue(on day: CalendarDay) -> Bool { done == nil && due < day }

    /// Days from a project's first money until it is to be seen.
    static let firstMonth = 30

    /// What a settled agreement asks of each project that has money, in the order of their codes.
    public static func all(
        _ statement: FundStatement, _ agreement: Agreement, entries: [Entry], done: [DutyDone]
    ) -> [Duty] {
        guard agreement.isSettled else { return [] }
        let fund = statement.fund
        var starts: [Code: CalendarDay] = [:]
        for entry in entries where entry.posting.to.role == .available {
            guard entry.posting.to.fund == fund.key, let code = entry.posting.to.project else {
                continue
            }
            starts[code] = min(starts[code] ?? entry.transfer.day, entry.transfer.day)
        }
        return statement.lines.filter { $0.allocated > .zero }.flatMap { line in
            let code = line.project.code
            let start = max(starts[code] ?? fund.spendFrom, fund.spendFrom)
            var dues: [(Kind, CalendarDay)] = []
            if agreement[.firstMonthCheck] == "yes" {
                dues.append((.checkIn, min(start.adding(days: firstMonth), fund.spendBy)))
            }
            if let least = agreement.money(.steeringGroup), line.allocated >= least {
                dues.append((.steeringGroup, fund.spendBy))
            }
            if agreement[.caseStudy] == "yes" { dues.append((.caseStudy, fund.spendBy)) }
            return dues.map { kind, due in
                Duty(
                    project: code, kind: kind, due: due,
                    done: done.last { $0.project == code && $0.kind == kind })
            }
        }
    }
}

/// That a duty was done, and when.
public struct DutyDone: Hashable, Sendable {
    public let fund: FundYear
    public let project: Code
    public let kind: Duty.Kind
    public let day: CalendarDay
    public let note: String

    public init(
        fund: FundYear, project: Code, kind: Duty.Kind, day: CalendarDay, note: String
    ) throws(Refusal) {
        self.fund = fund
        self.project = project
        self.kind = kind
        self.day = day
        self.note = try line(note, named: "note")
    }

    public init(_ record: YearRecord) throws(Refusal) {
        let form = "a project and a duty, such as PLF-01/check-in"
        let fields = try RecordFields(record, known: ["date", "note"])
        let parts = try fields.name(parts: 2, form: form)
        try self.init(
            fund: record.fund, project: fields.code(parts[0], form: form),
            kind: DutyDone.kind(parts[1]), day: fields.day("date"), note: fields["note"])
    }

    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .duty, name: "\(project)/\(kind.rawValue)",
            content: YearRecord.content([("date", day.description), ("note", note)]))
    }

    /// Reads the name of a duty.
    ///
    /// Throws `YearRefusal.unknownDuty`.
    public static func kind(_ text: String) throws(Refusal) -> Duty.Kind {
        guard let kind = Duty.Kind(rawValue: text) else { throw .year(.unknownDuty(text)) }
        return kind
    }
}
