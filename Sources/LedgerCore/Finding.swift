/// Something that does not agree, or that someone should see to.
public struct Finding: Hashable, Sendable {
    public let rule: String
    public let severity: Severity
    /// Nil for a finding about the whole ledger.
    public let fund: FundYear?
    public let project: Code?
    /// How much money is in question; what findings are sorted by.
    public let amount: Money
    /// What is wrong, with the figures, and what to do about it.
    public let message: String
    /// The numbers of the entries that make up the difference.
    public let entries: [Int]
    /// The waiver that covers it on the day of the reconciliation.
    public private(set) var waiver: Waiver?

    public enum Severity: String, Sendable, Comparable {
        case note
        case warning
        case error

        public static func < (left: Severity, right: Severity) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
    }

    public init(
        rule: String, severity: Severity, fund: FundYear? = nil, project: Code? = nil,
        amount: Money = .zero, message: String, entries: [Int] = []
    ) {
        self.rule = rule
        self.severity = severity
        self.fund = fund
        self.project = project
        self.amount = amount
        self.message = message
        self.entries = entries
    }

    /// Its name for a waiver: the rule and a number made from what it is about, how much and
    /// what it says.
    ///
    /// When the facts change the reference does too, so that a waiver never covers a new fact.
    public var reference: String {
        var canonical = CanonicalBytes()
        canonical.add(rule)
        canonical.add(fund.map { "\($0.partnership)/\($0)" } ?? "")
        canonical.add(project?.text ?? "")
        canonical.add(amount.pence)
        canonical.add(message)
        for entry in entries { canonical.add(Int64(entry)) }
        return "\(rule)-\(fingerprint(canonical.bytes))"
    }

    /// The finding with the last waiver that names it and still holds on the day.
    func covered(by waivers: [Waiver], on day: CalendarDay) -> Finding {
        var covered = self
        let name = reference
        covered.waiver = waivers.last { $0.finding == name && day <= $0.until }
        return covered
    }
}
