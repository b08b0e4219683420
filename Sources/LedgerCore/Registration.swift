/// A change in what is known besides money, such as a new fund or a project's description.
///
/// Each is kept for good and linked into the same chain as the entries.
public struct Registration: Hashable, Sendable {
    /// Its place among the registrations; nil in a book that does not say.
    public let number: Int?
    /// How many entries the ledger held when it was made; nil in a book that does not say.
    public let afterEntry: Int?
    /// Nil in a book that does not say; the moment of loading then.
    public let recorded: Moment?
    public let recorder: String?
    public let subject: Subject

    public enum Subject: Hashable, Sendable {
        case fund(Fund)
        case project(Project)
        case closing(PeriodClosing)
        case printed(PrintedStatement)
        case waiver(Waiver)
        case source(PaymentSource)
        case extract(FinanceExtract)
        case matching(MatchDecision)
        case record(YearRecord)
    }

    public init(
        _ subject: Subject, number: Int? = nil, afterEntry: Int? = nil, recorded: Moment? = nil,
        recorder: String? = nil
    ) {
        self.number = number
        self.afterEntry = afterEntry
        self.recorded = recorded
        self.recorder = recorder
        self.subject = subject
    }

    /// What the registration is hashed over, the hash of the record before it first.
    public func canonicalBytes(
        after previous: LedgerHash, number: Int, afterEntry: Int, recorded: Moment, recorder: String
    ) -> [UInt8] {
        var canonical = CanonicalBytes()
        canonical.add(previous)
        canonical.add("registration 1")
        canonical.add(Int64(number))
        canonical.add(Int64(afterEntry))
        canonical.add(recorded.milliseconds)
        canonical.add(recorder)
        subject.add(to: &canonical)
        return canonical.bytes
    }
}

extension Registration.Subject {
    fileprivate func add(to canonical: inout CanonicalBytes) {
        for field in fields { canonical.add(field) }
    }

    /// What it says, without who registered it when.
    public var contentBytes: [UInt8] {
        var canonical = CanonicalBytes()
        add(to: &canonical)
        return canonical.bytes
    }

    /// Whether the other says the same, byte for byte.
    public func saysTheSame(as other: Registration.Subject) -> Bool {
        contentBytes == other.contentBytes
    }

    private var fields: [String] {
        switch self {
        case .fund(let fund):
            ["fund"] + fund.key.fields + [
                fund.name, fund.funder, fund.basis.rawValue, fund.spendFrom.description,
                fund.spendBy.description, fund.criteria,
            ]
        case .project(let project):
            ["project"] + project.fund.fields + [
                project.code.text, project.description, project.priority, project.lead,
                project.partner, project.location, project.criterion,
            ]
        case .closing(let closing):
            ["closing"] + closing.fund.fields + [
                closing.through?.description ?? "", closing.reason,
            ]
        case .printed(let printed):
            ["printed"] + printed.fund.fields + [
                printed.day.description, printed.name, printed.content,
            ]
        case .waiver(let waiver):
            ["waiver", waiver.finding, waiver.name, waiver.reason, waiver.until.description]
        case .source(let source):
            ["source", source.partnership, source.name, source.settings]
        case .extract(let extract):
            ["extract"] + extract.fund.fields + [
                extract.days.lowerBound.description, extract.days.upperBound.description,
                extract.name, extract.content,
            ]
        case .matching(let decision):
            ["matching"] + decision.fund.fields + [
                decision.payments.listed, decision.entries.listed, decision.verdict.rawValue,
                decision.reason,
            ]
        case .record(let record):
            ["record"] + record.fund.fields + [record.kind.rawValue, record.name, record.content]
        }
    }
}

extension FundYear {
    fileprivate var fields: [String] { [partnership, code.text, year.description] }
}

/// Up to which day a fund takes no more entries, and why that was decided.
public struct PeriodClosing: Hashable, Sendable {
    public let fund: FundYear
    /// The last closed day; nil when everything is open again.
    public let through: CalendarDay?
    public let reason: String

    public init(fund: FundYear, through: CalendarDay?, reason: String) throws(Refusal) {
        self.fund = fund
        self.through = through
        self.reason = try line(reason, named: "reason")
    }
}

/// A named person's decision to live with a finding for a while; printed wherever the finding is.
public struct Waiver: Hashable, Sendable {
    /// The finding's reference, as `reconcile` prints it.
    public let finding: String
    public let name: String
    public let reason: String
    /// The last day it holds.
    public let until: CalendarDay

    public init(
        finding: String, name: String, reason: String, until: CalendarDay
    ) throws(Refusal) {
        self.finding = try line(finding, named: "finding")
        self.name = try line(name, named: "name")
        self.reason = try line(reason, named: "reason")
        self.until = until
        guard !self.finding.isEmpty else { throw .missing("finding") }
        guard !self.name.isEmpty else { throw .missing("name of who waives it") }
        guard !self.reason.isEmpty else { throw .missing("reason") }
    }
}
