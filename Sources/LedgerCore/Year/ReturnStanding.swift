/// How far a period's return has come, when it is due, and who must act next.
public struct ReturnStanding: Hashable, Sendable {
    public let period: ReturnPeriod
    /// The last day for it to be issued.
    public let due: CalendarDay
    /// The latest version; nil where none is drafted.
    public let version: Int?
    /// How far the latest version has come; nil where none is drafted.
    public let stage: ReturnStage?
    /// The latest version that was issued; nil where none was.
    public let issued: Issued?

    public struct Issued: Hashable, Sendable {
        public let version: Int
        /// Whether it stands as issued, or what its funder said.
        public let stage: ReturnStage
        /// The record by which it was issued; its figures are those known then.
        public let record: KeptRecord
    }

    /// The returns of the periods that an agreement has, in order; `kept` are the steps of returns, a
    /// record for each, named `2018-19-Q3 v1`.
    public static func all(_ kept: [KeptRecord], _ agreement: Agreement) -> [ReturnStanding] {
        var steps: [ReturnPeriod: [(version: Int, stage: ReturnStage, record: KeptRecord)]] = [:]
        for one in kept {
            guard let (period, version) = parts(one.record) else { continue }
            guard let word = one.record.fields.first(where: { $0.name == "stage" })?.value,
                let stage = ReturnStage(rawValue: word)
            else { continue }
            steps[period, default: []].append((version, stage, one))
        }
        return agreement.periods.periods(of: agreement.fund.year).map { period in
            let steps = steps[period] ?? []
            let version = steps.map(\.version).max()
            let issued = steps.filter { $0.stage == .issued }.max { $0.version < $1.version }
            return ReturnStanding(
                period: period, due: period.lastDay.adding(days: agreement.dueDays),
                version: version, stage: steps.last { $0.version == version }?.stage,
                issued: issued.map { issued in
                    Issued(
                        version: issued.version,
                        stage: steps.last { $0.version == issued.version }?.stage ?? .issued,
                        record: issued.record)
                })
        }
    }

    /// The period and the version that a record's name says; nil where it says none.
    private static func parts(_ record: YearRecord) -> (ReturnPeriod, Int)? {
        let parts = record.name.utf8.split(separator: 0x20)
        guard parts.count == 2, parts[1].first == UInt8(ascii: "v"),
            let version = wholeNumber(parts[1].dropFirst()),
            let period = try? ReturnPeriod(
                parsing: String(decoding: parts[0], as: UTF8.self), in: record.fund.year,
                PeriodScheme.allCases)
        else { return nil }
        return (period, version)
    }

    /// Whether no version was issued though its last day is past.
    public func isOverdue(on day: CalendarDay) -> Bool { issued == nil && due < day }

    /// The contact who must act next; nil where nobody must.
    public var holder: AgreementSetting? {
        switch stage {
        case nil, .certified, .queried: .managerContact
        case .draft: .financeContact
        case .issued: .funderContact
        case .accepted: nil
        }
    }

    /// What is missing and whom it waits for: `not drafted; it waits for the manager`.
    public func waiting(_ agreement: Agreement) -> String {
        let step =
            switch stage {
            case nil: "not drafted"
            case .draft: "drafted and not certified"
            case .certified: "certified and not issued"
            case .issued: "issued and not yet accepted"
            case .queried: "queried by the funder and not yet answered"
            case .accepted: "accepted"
            }
        guard let holder else { return step }
        let standard =
            holder == .managerContact
            ? "the partnership's manager"
            : holder == .financeContact ? "who certifies" : "the funder"
        let name = agreement[holder]
        return "\(step); it waits for \(name.isEmpty ? standard : name)"
    }
}
