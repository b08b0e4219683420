/// Spend above what the agreement says rests on a document before it is certified (grant condition).
struct EvidenceMissingRule: ReconciliationRule {
    let name = "evidence-missing"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled else { return [] }
        let without = UnevidencedSpend(
            review.entries, of: review.fund.key, agreement: review.agreement,
            evidence: Set(review.evidence.keys))
        return Dictionary(grouping: without.entries, by: \.transfer.from).compactMap {
            project, entries in
            guard let project else { return nil }
            let total = entries.reduce(Money.zero) { $0 + $1.transfer.amount }
            let count = entries.count == 1 ? "1 spend" : "\(entries.count) spends"
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: project,
                amount: total,
                message: "\(project) has \(count) above \(without.threshold) without a document, "
                    + "\(total) together. Attach them with `locality evidence attach`.",
                entries: entries.map(\.number))
        }
    }
}

/// The spend that needs a document and has none, as it stood on a day.
public struct UnevidencedSpend: Sendable {
    /// Spend above this needs a document.
    public let threshold: Money
    /// In the order of their numbers.
    public let entries: [Entry]

    public var total: Money { entries.reduce(.zero) { $0 + $1.transfer.amount } }

    /// Every entry counts where no day is given; `evidence` holds the entries with a document.
    public init(
        _ entries: [Entry], of fund: FundYear, agreement: Agreement, evidence: Set<EntryID>,
        asAt day: CalendarDay? = nil
    ) {
        let threshold = agreement.money(.evidenceFrom) ?? .zero
        let known = entries.filter { entry in day.map { entry.transfer.day <= $0 } ?? true }
        let reversed = Set(known.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
        self.threshold = threshold
        self.entries = known.filter { entry in
            entry.transfer.kind == .spend && entry.transfer.fund == fund
                && entry.transfer.amount > threshold && !reversed.contains(entry.number)
                && !evidence.contains(entry.id)
        }
    }
}
