/// What people say of a project in a period's return; the cells a returned workbook leaves open.
public struct ReturnNote: Hashable, Sendable {
    public let fund: FundYear
    public let period: ReturnPeriod
    /// Nil for the fund as a whole.
    public let project: Code?
    public private(set) var words: [Field: String]

    public enum Field: String, CaseIterable, Sendable {
        /// Why spend differs from the profile.
        case reason
        /// What is asked for an underspend: one of `treatments`.
        case treatment
        /// The sum it is asked for and what for.
        case purpose
        /// What was done; 250 words are enough.
        case narrative
        case milestones
        case risks
        /// What comes next.
        case ahead

        /// The most characters it may have.
        public var limit: Int { self == .narrative ? 1_000 : self == .treatment ? 20 : 500 }
    }

    /// What may be asked for an underspend.
    public static let treatments = ["return", "carry forward", "re-profile", "re-allocate"]

    /// Throws `YearRefusal` for an unknown treatment or a text that is too long.
    public init(
        fund: FundYear, period: ReturnPeriod, project: Code?, words: [Field: String] = [:]
    ) throws(Refusal) {
        self.fund = fund
        self.period = period
        self.project = project
        self.words = [:]
        for (field, text) in words {
            let text = try line(text, named: field.rawValue)
            guard !text.isEmpty else { continue }
            guard text.unicodeScalars.count <= field.limit else {
                throw .year(.noteTooLong(field, characters: text.unicodeScalars.count))
            }
            guard field != .treatment || ReturnNote.treatments.contains(text) else {
                throw .year(.unknownTreatment(text))
            }
            self.words[field] = text
        }
    }

    public subscript(field: Field) -> String { words[field] ?? "" }

    /// Reads it back as it was kept, for a period of the agreement's scheme; of any where none is said.
    public init(_ record: YearRecord, _ scheme: PeriodScheme? = nil) throws(Refusal) {
        let fields = try RecordFields(record, known: Field.allCases.map(\.rawValue))
        let parts = record.name.utf8.split(
            separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        let form = "a period, or a period and a project, such as 2018-19-Q3/PLF-01"
        guard let first = parts.first else { throw fields.malformedName(form) }
        var words: [Field: String] = [:]
        for field in Field.allCases { words[field] = fields[field.rawValue] }
        try self.init(
            fund: record.fund,
            period: ReturnPeriod(
                parsing: first, in: record.fund.year, scheme.map { [$0] } ?? PeriodScheme.allCases),
            project: parts.count == 2 ? fields.code(parts[1], form: form) : nil, words: words)
    }

    /// The note as the ledger keeps it.
    public func record() throws(Refusal) -> YearRecord {
        try YearRecord(
            fund: fund, kind: .note, name: "\(period)" + (project.map { "/\($0)" } ?? ""),
            content: YearRecord.content(
                Field.allCases.compactMap { field in
                    words[field].map { (field.rawValue, $0) }
                }))
    }

    /// The note with some of its words changed; a blank takes a word away.
    ///
    /// Throws as `init` does.
    public func changed(_ changes: [Field: String]) throws(Refusal) -> ReturnNote {
        try ReturnNote(
            fund: fund, period: period, project: project, words: words.merging(changes) { $1 })
    }
}
