/// One thing to record so that the ledger says what a printed table says.
public struct Proposal: Hashable, Sendable {
    public let action: Action
    /// The lines of the file it rests on; the number of the line, and none for a project that is
    /// no longer there.
    public let lines: [Int]
    /// What in the table calls for it, in words.
    public let reason: String

    public enum Action: Hashable, Sendable {
        /// A line that is no project yet.
        case project(Project)
        /// A project with its new description, and the one it had.
        case rename(Project, before: String)
        case entry(ProposedEntry)
    }

    public init(_ action: Action, lines: [Int], reason: String) {
        self.action = action
        self.lines = lines
        self.reason = reason
    }

    /// What is done: `virement`, `project`, `rename`.
    public var kind: String {
        switch action {
        case .project: "project"
        case .rename: "rename"
        case .entry(let entry): entry.kind.name
        }
    }

    public var entry: ProposedEntry? {
        guard case .entry(let entry) = action else { return nil }
        return entry
    }

    /// What is done, in a sentence without its full stop: `£500.00 vired from PLF-02 to PLF-06`.
    public func sentence(in fund: FundYear) -> String {
        switch action {
        case .project(let project): "\(project.code) “\(project.description)” added to \(fund)"
        case .rename(let project, let before):
            "\(project.code) “\(before)” renamed “\(project.description)”"
        case .entry(let entry): entry.sentence(in: fund)
        }
    }

    /// What names the entry wherever the file is applied: the file's hash, its place and what it
    /// says, so that applying the file again records nothing new.
    public func canonicalBytes(
        file: LedgerHash, fund: FundYear, day: CalendarDay, ordinal: Int
    ) -> [UInt8] {
        var canonical = CanonicalBytes()
        canonical.add("compare 1")
        canonical.add(file)
        for field in [fund.partnership, fund.code.text, "\(fund.year)", "\(day)", kind] {
            canonical.add(field)
        }
        canonical.add(entry?.from?.text ?? "")
        canonical.add(entry?.to?.text ?? "")
        canonical.add(entry?.amount.pence ?? 0)
        canonical.add(Int64(ordinal))
        return canonical.bytes
    }
}

/// An entry that a printed table asks for.
public struct ProposedEntry: Hashable, Sendable {
    public let kind: TransferKind
    public let from: Code?
    public let to: Code?
    public let amount: Money
    /// The number of the awaited invoices' entry that a spend answers.
    public let answers: Int?
    /// Whether it takes its project below nought, as the table prints it.
    public let isOverspend: Bool

    public init(
        _ kind: TransferKind, from: Code? = nil, to: Code? = nil, amount: Money,
        answers: Int? = nil, isOverspend: Bool = false
    ) {
        self.kind = kind
        self.from = from
        self.to = to
        self.amount = amount
        self.answers = answers
        self.isOverspend = isOverspend
    }
}

extension ProposedEntry {
    fileprivate func sentence(in fund: FundYear) -> String {
        let from = from?.text ?? "\(fund)"
        let to = to?.text ?? "\(fund)"
        return switch kind {
        case .award: "\(amount) more awarded to \(fund)"
        case .awardReduction: "award of \(fund) cut by \(amount)"
        case .allocation: "\(amount) allocated to \(to)"
        case .release: "\(amount) released from \(from)"
        case .virement: "\(amount) vired from \(from) to \(to)"
        case .spend:
            "\(amount) spent by \(from)" + (answers.map { " against entry \($0)" } ?? "")
        case .refund: "\(amount) refunded to \(to)"
        default: "\(kind.name) of \(amount)"
        }
    }
}

/// The label as a note quotes it: as much of it as a line of text has room for.
func quoted(_ label: String) -> String {
    var bytes = Array(label.utf8.prefix(160))
    guard label.utf8.count > bytes.count else { return "“\(label)”" }
    while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
    if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    return "“\(String(decoding: bytes, as: UTF8.self))…”"
}
