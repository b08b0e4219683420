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
}
