/// What is said of a fund year besides money, such as its agreement; kept for good, in the chain.
///
/// One form for all of them: the ledger file keeps the words, and the type that a kind belongs to
/// reads and checks them, so that a new kind needs no new table.
public struct YearRecord: Hashable, Sendable {
    public let fund: FundYear
    public let kind: Kind
    /// What of its kind it is about; blank where a fund year has but one.
    public let name: String
    /// Lines of `field: value` in a fixed order.
    public let content: String

    public enum Kind: String, Sendable, CaseIterable {
        /// What was agreed with the funder; the latest counts.
        case agreement
        /// What a project plans to spend by quarter.
        case profile
        /// What a person expects a project to have spent at the year's end.
        case forecast
        /// What a project delivered in a quarter.
        case output
        /// What people say of a project, or of the fund, in a period's return.
        case note
        /// What others than the funder gave.
        case match
        /// That a project did what the agreement asks of it.
        case duty
        /// What is said of an entry besides its money, by the entry's id; the latest counts.
        case tag
        /// A document that an entry rests on, by the entry's id and the file's SHA-256.
        case evidence
        /// A movement of money that was asked for, by its name.
        case proposal
        /// What was decided on the proposal of that name.
        case decision
        /// A step in the life of a return, by its period and version.
        case `return`
        /// Which sheets and fields a return has.
        case layout
    }

    /// Throws `Refusal.controlCharacter` for a name of several lines, or content with more than
    /// lines of text.
    public init(fund: FundYear, kind: Kind, name: String, content: String) throws(Refusal) {
        self.fund = fund
        self.kind = kind
        self.name = try line(name, named: "name of the \(kind.rawValue)")
        self.content = content
        guard content.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x0A }) else {
            throw .controlCharacter("text of the \(kind.rawValue)")
        }
    }

    /// Reads a record as a book has it, by the type its kind belongs to.
    ///
    /// Throws `.unknownRecord`, and what that type throws.
    public init(
        reading content: String, of kind: String, named name: String, in fund: FundYear
    ) throws(Refusal) {
        guard let kind = Kind(rawValue: kind) else { throw .unknownRecord(kind) }
        let record = try YearRecord(fund: fund, kind: kind, name: name, content: content)
        switch kind {
        case .agreement: self = try Agreement(record).record()
        case .profile: self = try SpendProfile(record).record()
        case .forecast: self = try StatedForecast(record).record()
        case .output: self = try Output(record).record()
        case .note: self = try ReturnNote(record).record()
        case .match: self = try MatchIncome(record).record()
        case .duty: self = try DutyDone(record).record()
        case .tag: self = try EntryTag(record).record()
        case .evidence: self = try EvidenceFile(record).record()
        case .proposal: self = try ApprovalRequest(record).record()
        case .decision: self = try Decision(record).record()
        case .return: self = try ReturnStep(record).record()
        case .layout: self = try ReturnLayout(parsing: content).record(for: fund)
        }
    }

    /// The project it is about, which its fund year must have; nil where it is about none.
    public var project: Code? {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let part: String? =
            switch kind {
            case .profile, .forecast, .duty: parts.first
            case .match: parts.count == 2 ? parts.first : nil
            case .output, .note: parts.count > 1 ? parts[1] : nil
            default: nil
            }
        return part.flatMap { try? Code($0) }
    }

    /// Its fields in order; a line without a colon is a field without a value.
    public var fields: [(name: String, value: String)] {
        content.utf8.split(separator: UInt8(ascii: "\n")).map { line in
            let end = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
            let value = line[end...].dropFirst().drop { $0 == UInt8(ascii: " ") }
            return (String(Substring(line[..<end])), String(Substring(value)))
        }
    }

    /// Fields as the content of a record.
    public static func content(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\($0.name): \($0.value)\n" }.joined()
    }
}
