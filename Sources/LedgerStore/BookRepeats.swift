internal import LedgerCore

/// What a book has said so far, so that a row which only says it again is passed over each time the
/// book is loaded, however far the ledger has gone on since.
struct BookRepeats {
    /// What a row is about; of one thing, the latest row counts.
    private struct Thing: Hashable {
        let kind: String
        let fund: FundYear?
        let names: [String]
    }

    private var said: [Thing: [UInt8]] = [:]
    private var extracts: [FundYear: [String: FinanceExtract]] = [:]

    /// Whether the book said the same just before of the same thing; by the rules that the ledger
    /// itself keeps registrations by.
    mutating func repeats(_ subject: Registration.Subject) -> Bool {
        switch subject {
        case .fund(let fund): hears(subject.contentBytes, of: thing("fund", fund.key))
        case .project(let project):
            hears(subject.contentBytes, of: thing("project", project.fund, [project.code.text]))
        case .closing(let closing):
            hears(
                Array((closing.through?.description ?? "open").utf8),
                of: thing("closing", closing.fund))
        case .source(let source):
            hears(
                subject.contentBytes,
                of: thing("source", nil, [source.partnership, source.name]))
        case .extract(let extract): hears(extract)
        case .matching(let decision):
            hears(
                Array(decision.verdict.rawValue.utf8),
                of: thing(
                    "matching", decision.fund,
                    [decision.payments.listed, decision.entries.listed]))
        case .record(let record):
            hears(
                subject.contentBytes,
                of: thing(record.kind.rawValue, record.fund, [record.name]))
        case .printed, .waiver: false
        }
    }

    private func thing(_ kind: String, _ fund: FundYear?, _ names: [String] = []) -> Thing {
        Thing(kind: kind, fund: fund, names: names)
    }

    private mutating func hears(_ words: [UInt8], of thing: Thing) -> Bool {
        said.updateValue(words, forKey: thing) == words
    }

    /// A list that counts already, under this name or another.
    private mutating func hears(_ extract: FinanceExtract) -> Bool {
        let isKnown = extracts[extract.fund, default: [:]].values.contains {
            $0.content.utf8.elementsEqual(extract.content.utf8)
                && ($0.name != extract.name || $0.days == extract.days)
        }
        if !isKnown { extracts[extract.fund, default: [:]][extract.name] = extract }
        return isKnown
    }
}
