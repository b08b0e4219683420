/// The same payee, reference and amount twice is perhaps one invoice; never removed, since two
/// like payments may both be right (grant condition).
struct DuplicateInvoiceRule: ReconciliationRule {
    let name = "possible-duplicate-invoice"

    private struct Invoice: Hashable {
        let payee: [UInt8]
        let reference: [UInt8]
        let amount: Money
        /// Only where there is no reference: without one, like payments on other days are usual.
        let day: CalendarDay?
        /// Only where there is no payee: one document often holds several projects' lines.
        let project: Code?
    }

    func findings(in review: FundReview) -> [Finding] {
        let spends = review.standing.filter {
            $0.transfer.kind == .spend
                && !($0.transfer.payee.isEmpty && $0.transfer.reference.isEmpty)
        }
        let invoices = Dictionary(grouping: spends) { entry in
            let transfer = entry.transfer
            return Invoice(
                payee: foldedLabel(transfer.payee), reference: foldedLabel(transfer.reference),
                amount: transfer.amount, day: transfer.reference.isEmpty ? transfer.day : nil,
                project: transfer.payee.isEmpty ? transfer.from : nil)
        }
        return invoices.values.filter { $0.count > 1 }.compactMap { entries in
            guard let first = entries.first else { return nil }
            let transfer = first.transfer
            let again = Money(pence: transfer.amount.pence * Int64(entries.count - 1))
            let numbers = entries.map(\.number)
            let what = [transfer.payee, transfer.reference].filter { !$0.isEmpty }
                .joined(separator: ", ")
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key,
                project: Set(entries.map(\.transfer.from)).count == 1 ? transfer.from : nil,
                amount: again,
                message: "Entries \(numbers.map(String.init).joined(separator: ", ")) are all "
                    + "\(transfer.amount) for \(what). If it is one invoice, reverse the other.",
                entries: numbers)
        }
    }
}
