internal import LedgerCore

/// Entries as a finance officer would say them.
enum EntryWords {
    /// `1 entry`, `2 entries`.
    static func count(_ entries: Int) -> String {
        "\(entries) \(entries == 1 ? "entry" : "entries")"
    }

    /// `£1,200.00 spent from PLF-03 on 2018-11-02, Anytown Ltd, INV-118`.
    static func phrase(_ entry: Entry) -> String {
        let transfer = entry.transfer
        let reference = transfer.awaited == nil ? transfer.reference : ""
        let details = [transfer.payee, reference].filter { !$0.isEmpty }
        return ([movement(entry) + " on \(transfer.day)"] + details).joined(separator: ", ")
    }

    static func movement(_ entry: Entry) -> String {
        movement(entry.transfer, answering: entry.answers)
    }

    static func movement(_ transfer: Transfer, answering answered: Int? = nil) -> String {
        let amount = transfer.amount
        let from = transfer.from?.text ?? "\(transfer.fund)"
        let to = transfer.to?.text ?? "\(transfer.fund)"
        if let quarter = transfer.awaited {
            let sum = amount == .zero ? "" : " of \(amount)"
            return "invoices\(sum) awaited by \(from) for \(quarter)"
        }
        switch transfer.kind {
        case .award: return "\(amount) awarded to \(transfer.fund)"
        case .awardReduction: return "award of \(transfer.fund) cut by \(amount)"
        case .allocation: return "\(amount) allocated to \(to)"
        case .release: return "\(amount) released from \(from)"
        case .virement: return "\(amount) vired from \(from) to \(to)"
        case .commitment: return "\(amount) committed by \(from)"
        case .decommitment: return "\(amount) of \(from)'s commitments released"
        case .spend:
            let against = transfer.against.map { " against \($0)" } ?? ""
            return "\(amount) spent by \(from)\(against)"
        case .refund: return "\(amount) refunded to \(to)"
        case .carryForward: return "\(amount) carried forward from \(from) to the next year"
        case .repayment: return "\(amount) repaid by \(from) to the funder"
        case .reversal:
            return "entry \(answered ?? 0) (\(amount)) reversed"
        case .claim: return "\(amount) claimed for \(transfer.fund)"
        case .receipt: return "\(amount) received for \(transfer.fund)"
        }
    }
}
