internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

/// What every entry can say besides its amount.
struct TransferOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The day it counts for, such as 2018-11-02 (default: today; for a reversal, the day of the entry it undoes).",
            valueName: "day"))
    var date: String?

    @Option(help: ArgumentHelp("The document it rests on, such as INV-118.", valueName: "text"))
    var reference: String = ""

    @Option(help: ArgumentHelp("Anything worth knowing later.", valueName: "text"))
    var note: String = ""

    @Option(
        help: ArgumentHelp(
            "Your own id for the entry: sending it again records nothing twice.", valueName: "id"))
    var entry: String?

    /// The transfer these options and the command's own arguments describe.
    func transfer(
        _ kind: TransferKind, in fund: FundYear, from: Code? = nil, to: Code? = nil, amount: Money,
        payee: String = "", reference: String? = nil, against: EntryID? = nil,
        overspendReason: String = "", on day: CalendarDay? = nil
    ) throws -> Transfer {
        try Transfer(
            kind, on: try date.map { try CalendarDay(parsing: $0) } ?? day ?? today(), in: fund,
            from: from, to: to, amount: amount,
            reference: composed(reference ?? self.reference), payee: composed(payee),
            note: composed(note), id: try entry.map { try EntryID($0) }, against: against,
            overspendReason: composed(overspendReason))
    }
}

/// The id of the entry that a number or an id names.
func entryID(_ text: String, in ledger: Ledger) throws -> EntryID {
    guard let entry = try ledger.entry(named: text) else { throw Refusal.unknownEntry(text) }
    return entry.id
}

/// A command that records one entry, and how its answer is worded.
struct EntryAnswer {
    let recorded: Recorded
    let format: AnswerFormat
    /// The entry a reversal undoes.
    let undone: Entry?

    /// Records the transfer and acknowledges it: in one write, after it is on the disk.
    static func record(
        _ transfer: Transfer, in ledger: Ledger, options: LedgerOptions, format: AnswerFormat,
        undoing undone: Entry? = nil
    ) throws {
        let recorded = try ledger.record(transfer, by: options.recorder())
        try EntryAnswer(recorded: recorded, format: format, undone: undone).print()
        if recorded.isNew { try warnOfImbalance(recorded, ledger) }
    }

    private struct Answer: Encodable {
        struct Balance: Encodable {
            let project: String
            let before: Int64
            let after: Int64
            let freeBefore: Int64
            let freeAfter: Int64
        }

        let entry: Int
        let id: String
        let already: Bool
        let kind: String
        let date: String
        let amount: Int64
        let recorded: String
        let hash: String
        let balances: [Balance]
    }

    private func print() throws {
        let entry = recorded.entry
        guard format == .json else {
            Console.print(words)
            return
        }
        try JSONText.print(
            Answer(
                entry: entry.number, id: entry.id.text, already: !recorded.isNew,
                kind: entry.transfer.kind.name, date: "\(entry.transfer.day)",
                amount: entry.transfer.amount.pence, recorded: "\(entry.recorded)",
                hash: "\(entry.hash)",
                balances: recorded.balances.map {
                    Answer.Balance(
                        project: $0.project.text, before: $0.before.pence, after: $0.after.pence,
                        freeBefore: $0.freeBefore.pence, freeAfter: $0.freeAfter.pence)
                }))
    }

    private var words: String {
        let entry = recorded.entry
        guard recorded.isNew else {
            return
                "Entry \(entry.number) (\(entry.id)) was recorded before, on \(entry.recorded.day),"
                + " with the same content; nothing was added."
        }
        var lines = ["Entry \(entry.number) (\(entry.id)) recorded: \(EntryWords.phrase(entry))."]
        if let undone {
            lines.append("It undoes entry \(undone.number): \(EntryWords.phrase(undone)).")
        }
        for balance in recorded.balances {
            var line = "\(balance.project) balance \(balance.before) before, \(balance.after) after"
            if balance.freeAfter != balance.after || balance.freeBefore != balance.before {
                line += "; free \(balance.freeBefore) before, \(balance.freeAfter) after"
            }
            lines.append(line + ".")
        }
        return lines.joined(separator: "\n")
    }

    /// Over-allocation and payment in advance are taken, since some funders want them; they should not
    /// go unseen.
    private static func warnOfImbalance(_ recorded: Recorded, _ ledger: Ledger) throws {
        let transfer = recorded.entry.transfer
        let roles = [recorded.entry.posting.from.role, recorded.entry.posting.to.role]
        guard roles.contains(.unallocated) || transfer.kind == .receipt else { return }
        let statement = try ledger.statement(of: transfer.fund)
        if transfer.kind == .receipt, statement.received > statement.claimed {
            Console.warn(
                "\(statement.received) is now received for \(transfer.fund) and \(statement.claimed) "
                    + "claimed. If it was not paid in advance, record the claim.")
        }
        guard roles.contains(.unallocated), statement.unallocated < .zero else { return }
        Console.warn(
            "\(transfer.fund) is now over-allocated by \(statement.unallocated.magnitude): "
                + "\(statement.totals.allocated) against an award of \(statement.award).")
    }
}

/// What the commands share that record an entry of one project.
struct ProjectEntryOptions: ParsableArguments {
    @OptionGroup var place: FundOptions
    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    /// Finds the project's fund, records what `make` asks for, and acknowledges it.
    func record(
        for project: String, _ make: (Ledger, FundYear, Code) throws -> Transfer
    ) throws {
        let ledger = try options.openForRecording()
        let code = try Code(project)
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        try EntryAnswer.record(
            make(ledger, fund, code), in: ledger, options: options, format: output.format)
    }
}

/// What the commands share that record an entry of a fund as a whole.
struct FundEntryOptions: ParsableArguments {
    @OptionGroup var place: YearOptions
    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    /// Finds the fund, records what `make` asks for, and acknowledges it.
    func record(for code: String, _ make: (FundYear) throws -> Transfer) throws {
        let ledger = try options.openForRecording()
        let fund = try place.fundYear(code, in: ledger, partnership: options.partnership)
        try EntryAnswer.record(
            make(fund), in: ledger, options: options, format: output.format)
    }
}
