/// An order that stays open for long is late, forgotten or done for less; its money could be used.
struct StaleCommitmentRule: ReconciliationRule {
    let name = "stale-commitment"

    func findings(in review: FundReview) -> [Finding] {
        guard review.agreement.isSettled else { return [] }
        let most = review.agreement.staleOrderDays
        let orders = OrderBook(review.entries, of: review.fund.key, asAt: review.today).open
        return orders.compactMap { order in
            let transfer = order.entry.transfer
            let age = order.age(on: review.today)
            // Awaited invoices are looked into once their quarter is over.
            guard age > most, transfer.awaited == nil, let project = transfer.from else {
                return nil
            }
            let details = [transfer.payee, transfer.reference].filter { !$0.isEmpty }
            let name = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
            return Finding(
                rule: self.name, severity: .warning,
                fund: review.fund.key, project: project, amount: order.left,
                message: "Order \(order.entry.number) of \(project)\(name) of \(transfer.day) has "
                    + "\(order.left) left of \(order.ordered) after more than \(most) days. Record "
                    + "its invoice with `locality spend --against \(order.entry.number)`, or "
                    + "release the rest with `locality decommit \(project) --against "
                    + "\(order.entry.number)`.",
                entries: [order.entry.number])
        }
    }
}
