internal import GRDB
internal import LedgerCore

/// Turns rows of `entry` back into entries, through the checks a typed transfer passes.
struct EntryRows {
    /// The columns, with the id of the entry each answers; append a WHERE or ORDER BY clause.
    static let select = """
        SELECT e.number, e.id, e.recorded, e.recorder_id, e.day, e.kind, e.fund_id, e.from_account,
            e.to_account, e.pence, e.reference, e.payee, e.note, e.answers, e.overspend_reason,
            e.hash, o.id, e.is_awaited
        FROM entry e LEFT JOIN entry o ON o.number = e.answers

        """

    let places: Places

    func entry(_ row: Row) throws -> Entry {
        let number = try row.whole(0, in: "entry", 0)
        func corrupt() -> LedgerError { .corruptRow(table: "entry", number: number) }
        guard let kind = TransferKind(rawValue: try row.whole(5, in: "entry", number)),
            let fund = places.funds[Int64(try row.whole(6, in: "entry", number))],
            let from = places.accounts[Int64(try row.whole(7, in: "entry", number))],
            let to = places.accounts[Int64(try row.whole(8, in: "entry", number))],
            let recorder = places.recorders[Int64(try row.whole(3, in: "entry", number))]
        else { throw corrupt() }
        let answers = try row.wholeIfAny(13, in: "entry", number)
        let projects = kind.projects(from: from.project, to: to.project)
        do {
            let id = try EntryID(try row.text(1, in: "entry", number))
            let transfer = try Transfer(
                kind, on: try row.day(4, in: "entry", number), in: fund, from: projects.from,
                to: projects.to, amount: try row.money(9, in: "entry", number),
                reference: try row.text(10, in: "entry", number),
                payee: try row.text(11, in: "entry", number),
                note: try row.text(12, in: "entry", number), id: id,
                against: try row.textIfAny(16, in: "entry", number).map { try EntryID($0) },
                overspendReason: try row.text(14, in: "entry", number))
            return Entry(
                number: number, id: id,
                recorded: try row.moment(2, in: "entry", number),
                recorder: recorder, transfer: transfer, posting: Posting(from: from, to: to),
                answers: answers, hash: try row.hash(15, in: "entry", number))
        } catch is Refusal {
            throw corrupt()
        }
    }
}

extension TransferKind {
    /// Which of the projects whose accounts an entry touches its transfer names.
    fileprivate func projects(from: Code?, to: Code?) -> (from: Code?, to: Code?) {
        switch self {
        case .allocation, .refund: (nil, to)
        case .release, .commitment, .decommitment, .spend, .carryForward, .repayment: (from, nil)
        case .virement: (from, to)
        case .award, .awardReduction, .reversal, .claim, .receipt: (nil, nil)
        }
    }
}
