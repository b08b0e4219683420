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
        payee: String = "", reference: String? = nil, note: String? = nil, against: EntryID? = nil,
        overspendReason: String = "", on day: CalendarDay? = nil
    ) throws -> Transfer {
        try Transfer(
            kind, on: try date.map { try CalendarDay(parsing: $0) } ?? day ?? today(), in: fund,
            from: from, to: to, amount: amount,
            reference: composed(reference ?? self.reference), payee: composed(payee),
            note: composed(note ?? self.note), id: try entry.map { try EntryID($0) },
            against: against,
            overspendReason: composed(overspendReason))
    }
}

/// The id of the entry that a number or an id names.
func entryID(_ text: String, in ledger: Ledger) throws -> EntryID {
    guard let entry = try ledger.entry(named: text) else { throw Refusal.unknownEntry(text) }
    return entry.id
}

/// What a command records in one transaction: an entry, others that go with it, and what is said of
/// them.
struct Recording {
    var transfers: [Transfer]
    var tags: [EntryTag] = []
    /// What the costs among the entries rest on.
    var documents: [Document] = []

    init(_ transfers: [Transfer], tags: [EntryTag?] = [], documents: [Document] = []) {
        self.transfers = transfers
        self.tags = tags.compactMap(\.self)
        self.documents = documents
    }

    /// What is said of the entries once they are recorded.
    func following() throws -> [Registration.Subject] {
        let files = try transfers.filter { $0.kind == .spend || $0.kind == .refund }.flatMap {
            transfer in
            try documents.map { document in
                guard let id = transfer.id else {
                    preconditionFailure("a cost with documents has an id")
                }
                return try EvidenceFile(
                    fund: transfer.fund, entry: id, hash: document.hash,
                    name: composed(document.name), bytes: document.bytes.count)
            }
        }
        return try tags.map { .record(try $0.record()) } + files.map { .record(try $0.record()) }
    }

    /// The transfer under an id that what is said of it can name: its own, or one made for it.
    static func named(_ transfer: Transfer) throws -> (transfer: Transfer, id: EntryID) {
        if let id = transfer.id { return (transfer, id) }
        let id = EntryID(digest: (0..<12).map { _ in UInt8.random(in: .min ... .max) })
        return (try transfer.named(id), id)
    }
}

/// A command that records one entry or a few that go together, and how its answer is worded.
struct EntryAnswer {
    let recorded: Recorded
    let format: AnswerFormat
    /// The entry a reversal undoes.
    let undone: Entry?
    let tag: EntryTag?

    /// Records the transfer and acknowledges it: in one write, after it is on the disk.
    static func record(
        _ transfer: Transfer, in ledger: Ledger, options: LedgerOptions, format: AnswerFormat,
        undoing undone: Entry? = nil
    ) throws {
        let recorded = try ledger.record(transfer, by: options.recorder())
        let answer = EntryAnswer(recorded: recorded, format: format, undone: undone, tag: nil)
        try print([answer], format)
        if recorded.isNew { try warnOfImbalance(recorded, ledger) }
    }

    /// Records what goes together, whole or not at all, and acknowledges it the same way.
    static func record(
        _ recording: Recording, in ledger: Ledger, options: LedgerOptions, format: AnswerFormat
    ) throws {
        let following = try recording.following()
        if following.isEmpty, recording.transfers.count == 1 {
            return try record(
                recording.transfers[0], in: ledger, options: options, format: format)
        }
        do {
            try keep(recording, following, in: ledger, by: options.recorder())
            let all = try ledger.record(
                all: recording.transfers, following: following, by: options.recorder())
            try print(
                all.map { recorded in
                    EntryAnswer(
                        recorded: recorded, format: format, undone: nil,
                        tag: recording.tags.first { $0.entry == recorded.entry.id })
                }, format)
        } catch LedgerError.batchRefused(let refused) {
            guard let first = refused.first else { throw LedgerError.batchRefused(refused) }
            throw first.refusal
        }
    }

    /// Keeps the documents before the entry is recorded, unless it would be refused.
    private static func keep(
        _ recording: Recording, _ following: [Registration.Subject], in ledger: Ledger,
        by recorder: String
    ) throws {
        guard !recording.documents.isEmpty else { return }
        let rehearsed = try ledger.rehearse(
            all: recording.transfers, following: following, by: recorder)
        for case .refused(let refusal) in rehearsed { throw refusal }
        for document in recording.documents { try ledger.evidenceFolder.keep(document) }
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
        let tag: TagJSON?
        /// The other entries that were recorded with it.
        var further: [Answer]?
    }

    private static func print(_ answers: [EntryAnswer], _ format: AnswerFormat) throws {
        guard format == .json else {
            return Console.print(answers.map(\.words).joined(separator: "\n"))
        }
        var all = answers.map(\.json)[...]
        guard var first = all.popFirst() else { return }
        if !all.isEmpty { first.further = Array(all) }
        try JSONText.print(first)
    }

    private var json: Answer {
        let entry = recorded.entry
        return Answer(
            entry: entry.number, id: entry.id.text, already: !recorded.isNew,
            kind: entry.transfer.kind.name, date: "\(entry.transfer.day)",
            amount: entry.transfer.amount.pence, recorded: "\(entry.recorded)",
            hash: "\(entry.hash)",
            balances: recorded.balances.map {
                Answer.Balance(
                    project: $0.project.text, before: $0.before.pence, after: $0.after.pence,
                    freeBefore: $0.freeBefore.pence, freeAfter: $0.freeAfter.pence)
            }, tag: tag.map(TagJSON.init))
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
        if let tag { lines.append("It \(tag.sentence).") }
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
        try recordAll(for: project) { Recording([try make($0, $1, $2)]) }
    }

    /// The same for entries that go together.
    func recordAll(
        for project: String, _ make: (Ledger, FundYear, Code) throws -> Recording
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
