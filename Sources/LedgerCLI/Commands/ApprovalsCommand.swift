internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct ApprovalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approvals",
        abstract: "List what was asked for, what waits, and what was decided.",
        discussion: """
            Examples:
              locality approvals --waiting
              locality approvals --fund PLF --year 2018-19
            """)

    @Flag(help: "Only what waits for a decision.")
    var waiting = false
    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let all = try ledger.inOneMoment {
            let funds = try place.fundYears(in: ledger, partnership: options.partnership)
            return try ledger.approvals().filter {
                funds.contains($0.proposal.fund) && (!waiting || $0.isWaiting)
            }
        }
        switch output.format {
        case .table where all.isEmpty:
            Console.print(waiting ? "Nothing waits for a decision." : "Nothing was proposed.")
        case .table: Console.print(table(all))
        case .csv: Console.printRaw(csv(all))
        case .json: try JSONText.print(all.map(ApprovalJSON.init))
        }
    }

    private func table(_ all: [Approval]) -> String {
        var table = TextTable(
            [
                ("Number", .left), ("Fund", .left), ("Asked for", .left), ("By", .left),
                ("Decision", .left), ("Where", .left),
            ], flexible: 2)
        for one in all {
            let decision = one.decision
            table.add([
                one.proposal.name, "\(one.proposal.fund)",
                "\(EntryWords.movement(one.proposal.transfer)): \(one.proposal.reason)",
                "\(one.askedBy), \(one.asked.day)",
                one.standing + (decision == nil ? "" : " by \(one.decidedBy)"),
                decision.map { $0.minute.isEmpty ? $0.reason : $0.minute } ?? "",
            ])
        }
        return table.text(width: Console.width)
    }

    private func csv(_ all: [Approval]) -> String {
        var csv = CSVText()
        csv.addRow([
            "Number", "Partnership", "Fund", "Year", "Kind", "From", "To", "Amount", "Date",
            "Reference", "Reason", "Asked by", "Asked", "Decision", "Decided by", "Decided",
            "Minute", "Reason of the decision", "First side", "Before", "After", "Second side",
            "Before", "After",
        ])
        for one in all {
            let transfer = one.proposal.transfer
            let sides = one.decision?.figures ?? []
            csv.addRow(
                [
                    one.proposal.name, transfer.fund.partnership, transfer.fund.code.text,
                    "\(transfer.fund.year)", transfer.kind.name, transfer.from?.text ?? "",
                    transfer.to?.text ?? "", transfer.amount.plain, "\(transfer.day)",
                    transfer.reference, one.proposal.reason, one.askedBy, "\(one.asked)",
                    one.standing, one.decidedBy, one.decided.map { "\($0)" } ?? "",
                    one.decision?.minute ?? "", one.decision?.reason ?? "",
                ]
                    + (0..<2).flatMap { place in
                        sides.indices.contains(place)
                            ? [
                                sides[place].name, sides[place].before.plain,
                                sides[place].after.plain,
                            ] : ["", "", ""]
                    })
        }
        return csv.text
    }
}

/// A proposal and what became of it, as programs read it.
struct ApprovalJSON: Encodable {
    struct Side: Encodable {
        let name: String
        let before: Int64
        let after: Int64
    }

    let proposal: String
    let partnership: String
    let fund: String
    let year: String
    let kind: String
    let from: String?
    let to: String?
    let amount: Int64
    let date: String
    let reference: String
    let reason: String
    let askedBy: String
    let asked: String
    let standing: String
    let decidedBy: String?
    let decided: String?
    let minute: String?
    let decisionReason: String?
    let figures: [Side]

    init(_ approval: Approval) {
        let transfer = approval.proposal.transfer
        proposal = approval.proposal.name
        partnership = transfer.fund.partnership
        fund = transfer.fund.code.text
        year = "\(transfer.fund.year)"
        kind = transfer.kind.name
        from = transfer.from?.text
        to = transfer.to?.text
        amount = transfer.amount.pence
        date = "\(approval.decision?.day ?? transfer.day)"
        reference = transfer.reference
        reason = approval.proposal.reason
        askedBy = approval.askedBy
        asked = "\(approval.asked)"
        standing = approval.standing
        decidedBy = approval.decision == nil ? nil : approval.decidedBy
        decided = approval.decided.map { "\($0)" }
        minute = approval.decision?.minute
        decisionReason = approval.decision?.reason
        figures = (approval.decision?.figures ?? []).map {
            Side(name: $0.name, before: $0.before.pence, after: $0.after.pence)
        }
    }
}
