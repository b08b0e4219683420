/// A step in a return's life: drafted, certified, issued, and what its funder answered.
///
/// The steps of one version are records of one name, one after the other; the figures of a step are
/// those the ledger had just before it was recorded.
public struct ReturnStep: Hashable, Sendable {
    public let fund: FundYear
    public let period: ReturnPeriod
    /// 1 for the first, 2 and more for amended ones.
    public let version: Int
    public let stage: ReturnStage
    public let day: CalendarDay
    /// How many registrations the ledger held, so that no two steps read alike.
    public let records: Int
    /// The post of who certifies; the funder's reference of a receipt.
    public let role: String
    /// What the funder asks, or what is worth knowing.
    public let words: String
    /// The SHA-256 of the file that was issued.
    public let file: LedgerHash?

    private static let fields = ["stage", "date", "records", "role", "words", "file"]

    /// Throws `ReturnRefusal` for an issue without a file, or a question without words.
    public init(
        fund: FundYear, period: ReturnPeriod, version: Int, stage: ReturnStage, day: CalendarDay,
        records: Int, role: String = "", words: String = "", file: LedgerHash? = nil
    ) throws(Refusal) {
        self.fund = fund
        self.period = period
        self.version = version
        self.stage = stage
        self.day = day
        self.records = records
        self.role = try line(role, named: "role")
        self.words = try line(words, named: "words")
        self.file = file
        guard (stage == .issued) == (file != nil) else { throw .missing("file that is issued") }
        guard stage != .certified || !self.role.isEmpty else {
            throw .missing("post of who certifies")
        }
        guard stage != .queried || !self.words.isEmpty else {
            throw .missing("question of the funder")
        }
    }

    /// Reads it back as it was kept.
    public init(_ record: YearRecord) throws(Refusal) {
        let form = "a period and a version, such as 2018-19-Q3 v1"
        let fields = try RecordFields(record, known: ReturnStep.fields)
        let parts = record.name.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].first == UInt8(ascii: "v"),
            let version = wholeNumber(parts[1].dropFirst()), version > 0,
            let period = ReturnPeriod(
                named: String(decoding: parts[0], as: UTF8.self), in: record.fund.year)
        else { throw fields.malformedName(form) }
        guard let stage = ReturnStage(rawValue: fields["stage"]) else {
            throw fields.malformed(
                "stage", "one of \(ReturnStage.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let file = LedgerHash(hex: fields["file"])
        guard fields["file"].isEmpty == (file == nil) else {
            throw fields.malformed("file", "a SHA-256 in hexadecimal digits")
        }
        try self.init(
            fund: record.fund, period: period, version: version, stage: stage,
            day: fields.day("date"), records: fields.count("records") ?? 0, role: fields["role"],
            words: fields["words"], file: file)
    }

    public func record() throws(Refusal) -> YearRecord {
        var fields = [
            (name: "stage", value: stage.rawValue), ("date", day.description),
            ("records", "\(records)"),
        ]
        for (name, value) in [
            ("role", role), ("words", words), ("file", file?.description ?? ""),
        ] where !value.isEmpty { fields.append((name, value)) }
        return try YearRecord(
            fund: fund, kind: .return, name: ReturnStep.name(period, version),
            content: YearRecord.content(fields))
    }

    /// `2018-19-Q3 v1`.
    public static func name(_ period: ReturnPeriod, _ version: Int) -> String {
        "\(period) v\(version)"
    }
}

extension ReturnPeriod {
    /// The period of any scheme that is named `2018-19-Q3`; nil for what names none of the year.
    public init?(named name: String, in year: FinancialYear) {
        guard
            let part = Part.allCases.first(where: {
                ReturnPeriod(year: year, part: $0).description == name
            })
        else { return nil }
        self.init(year: year, part: part)
    }
}

/// One version of a period's return with the steps it has gone through.
public struct ReturnVersion: Hashable, Sendable {
    public let period: ReturnPeriod
    public let version: Int
    /// Never empty; the last says how far it has come.
    public let steps: [Step]

    public struct Step: Hashable, Sendable {
        public let step: ReturnStep
        /// Its place among the registrations.
        public let number: Int
        /// How many entries the ledger held then.
        public let afterEntry: Int
        public let recorded: Moment
        public let recorder: String
    }

    public var last: Step { steps[steps.count - 1] }
    public var stage: ReturnStage { last.step.stage }
    public var title: String { "\(period) version \(version)" }

    /// The last step of a stage; nil where it has not come there.
    public func step(_ stage: ReturnStage) -> Step? { steps.last { $0.step.stage == stage } }

    /// The draft that counts, after which it was certified.
    public var draft: Step? { step(.draft) }
    public var issued: Step? { step(.issued) }

    /// Every version of every period of a fund year, in order of periods and versions.
    public static func all(_ kept: [KeptRecord]) throws(Refusal) -> [ReturnVersion] {
        var found: [String: [Step]] = [:]
        for one in kept {
            found[one.record.name, default: []].append(
                Step(
                    step: try ReturnStep(one.record), number: one.number,
                    afterEntry: one.afterEntry, recorded: one.recorded, recorder: one.recorder))
        }
        return found.values.map {
            ReturnVersion(period: $0[0].step.period, version: $0[0].step.version, steps: $0)
        }.sorted { ($0.period, $0.version) < ($1.period, $1.version) }
    }
}

extension ReturnStep {
    /// Decides whether the step may follow what the fund year's returns have gone through; who it is
    /// by counts as much as what.
    ///
    /// `recordsSpend` says whether that person recorded spend of the fund year.
    public func checkAdmitted(
        after versions: [ReturnVersion], of fund: Fund, by recorder: String, recordsSpend: Bool
    ) throws(Refusal) {
        let title = "\(period) version \(version)"
        let own = versions.first { $0.period == period && $0.version == version }
        let earlier = versions.last { $0.period == period && $0.version < version }
        switch stage {
        case .draft:
            if let own, own.issued != nil { throw .year(.return(.issuedAlready(title))) }
            guard (earlier?.version ?? 0) == version - 1, version == 1 || earlier?.issued != nil
            else { throw .year(.return(.versionOutOfOrder(title))) }
        case .certified:
            guard let own, own.stage == .draft else { throw .year(.return(.notDrafted(title))) }
            guard fund.basis == .confirmed else { throw .year(.return(.indicative(fund.key))) }
            if let draft = own.draft, isSamePerson(draft.recorder, recorder) {
                throw .year(.return(.ownDraft(title, by: recorder)))
            }
            guard !recordsSpend else { throw .year(.return(.recordsSpend(recorder, fund.key))) }
        case .issued:
            guard let own, own.stage == .certified else {
                throw .year(
                    own?.issued == nil
                        ? .return(.notCertified(title)) : .return(.issuedAlready(title)))
            }
        case .accepted, .queried:
            guard let own, own.issued != nil else { throw .year(.return(.notIssued(title))) }
            guard own.stage != .accepted else { throw .year(.return(.acceptedAlready(title))) }
            let ours = own.steps.filter { $0.step.stage != .queried }.map(\.recorder)
            guard !ours.contains(where: { isSamePerson($0, recorder) }) else {
                throw .year(.return(.ownReceipt(title, by: recorder)))
            }
        }
    }
}
