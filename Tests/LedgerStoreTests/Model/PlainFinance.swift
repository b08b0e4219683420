import LedgerCore

/// What is kept of other people's lists, in the plainest words: all that was kept, one after
/// another, gone through anew for each question.
struct PlainFinance {
    private var sources: [PaymentSource] = []
    private var extracts: [FinanceExtract] = []
    private var decisions: [MatchDecision] = []

    /// Why it cannot be kept; nil where it can.
    func refusal(of subject: Registration.Subject, in ledger: PlainLedger) -> Refusal? {
        func unknown(_ fund: FundYear) -> Refusal? {
            ledger.fund(fund) == nil ? .unknownFund(fund) : nil
        }
        switch subject {
        case .source(let source):
            let isKnown = ledger.funds.contains {
                $0.subject.key.partnership == source.partnership
            }
            return isKnown ? nil : .unknownPartnership(source.partnership)
        case .extract(let extract): return unknown(extract.fund)
        case .matching(let decision):
            let stranger = decision.entries.first { ledger.line($0) == nil }
            return unknown(decision.fund) ?? stranger.map { .unknownEntry($0.text) }
        default: return nil
        }
    }

    /// Keeps it unless it says nothing new; tells whether it was kept.
    mutating func keep(_ subject: Registration.Subject) -> Bool {
        switch subject {
        case .source(let source):
            guard latest(source.name, of: source.partnership) != source else { return false }
            sources.append(source)
        case .extract(let extract):
            for other in counting(for: extract.fund) where other.content == extract.content {
                if other.name != extract.name || other.days == extract.days { return false }
            }
            extracts.append(extract)
        case .matching(let decision):
            let latest = decisions.last {
                $0.fund == decision.fund && $0.payments == decision.payments
                    && $0.entries == decision.entries
            }
            guard latest?.verdict != decision.verdict else { return false }
            decisions.append(decision)
        default: return false
        }
        return true
    }

    private func latest(_ name: String, of partnership: String) -> PaymentSource? {
        sources.last { $0.name == name && $0.partnership == partnership }
    }

    /// The settings of each source that are in use, by its name.
    func inUse(by partnership: String) -> [PaymentSource] {
        let names = Set(sources.filter { $0.partnership == partnership }.map(\.name))
        return names.sorted().compactMap { latest($0, of: partnership) }
    }

    /// The extracts that no later one of their name replaced.
    func counting(for fund: FundYear) -> [FinanceExtract] {
        let own = extracts.filter { $0.fund == fund }
        return own.enumerated().filter { index, extract in
            !own[(index + 1)...].contains { $0.name == extract.name }
        }.map(\.element)
    }

    func decisions(on fund: FundYear) -> [MatchDecision] {
        decisions.filter { $0.fund == fund }
    }
}
