internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

/// Which entries; shared by what lists them and what exports them.
struct FilterOptions: ParsableArguments {
    @OptionGroup var place: FundOptions
    @Option(help: ArgumentHelp("Only entries of this project.", valueName: "code"))
    var project: String?
    @Option(help: ArgumentHelp("Only this kind, such as spend or virement.", valueName: "kind"))
    var kind: String?
    @Option(help: ArgumentHelp("Only entries that count for this day or later.", valueName: "day"))
    var from: String?
    @Option(
        help: ArgumentHelp("Only entries that count for this day or earlier.", valueName: "day"))
    var to: String?
    @Option(help: ArgumentHelp("Only payees that contain this.", valueName: "text"))
    var payee: String?
    @Option(help: ArgumentHelp("Only references that contain this.", valueName: "text"))
    var reference: String?
    @Option(help: ArgumentHelp("Only this amount.", valueName: "amount"))
    var amount: String?
    @Option(help: ArgumentHelp("Only this amount or more.", valueName: "amount"))
    var least: String?
    @Option(help: ArgumentHelp("Only this amount or less.", valueName: "amount"))
    var most: String?

    /// One filter for each fund that is meant; a single one where no fund is named.
    func filters(in ledger: Ledger, partnership: String?) throws -> [EntryFilter] {
        var filter = EntryFilter()
        filter.project = try project.map { text in
            let code = try Code(text)
            guard try !ledger.funds(withProject: code).isEmpty else {
                throw CommandError.noProject(code, "")
            }
            return code
        }
        filter.kind = try kind.map { name in
            guard let kind = TransferKind(name: name) else { throw CommandError.unknownKind(name) }
            return kind
        }
        filter.from = try from.map { try CalendarDay(parsing: $0) }
        filter.to = try to.map { try CalendarDay(parsing: $0) }
        filter.payee = payee.map(composed)
        filter.reference = reference.map(composed)
        filter.least = try (amount ?? least).map { try Money(parsing: $0) }
        filter.most = try (amount ?? most).map { try Money(parsing: $0) }
        guard place.fund != nil || place.year != nil || partnership != nil else { return [filter] }
        return try place.fundYears(in: ledger, partnership: partnership).map {
            var own = filter
            own.fund = $0
            return own
        }
    }

    /// The entries in the order of their numbers.
    func entries(in ledger: Ledger, partnership: String?) throws -> [Entry] {
        let found = try filters(in: ledger, partnership: partnership)
            .flatMap { try ledger.entries(matching: $0) }
        var seen: Set<Int> = []
        return found.sorted { $0.number < $1.number }.filter { seen.insert($0.number).inserted }
    }
}

struct TransactionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transactions",
        abstract: "List entries, by project, kind, day, payee, reference or amount.",
        discussion: """
            Examples:
              locality transactions --project PLF-06
              locality transactions --kind spend --from 2018-10-01 --to 2018-12-31 --least 500
            """)

    @OptionGroup var filter: FilterOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let entries = try filter.entries(in: ledger, partnership: options.partnership)
        let details = try EntryDetails(of: entries, in: ledger)
        switch output.format {
        case .table:
            Console.print(table(entries, details))
        case .csv:
            Console.printRaw(TransactionsCSV(entries: entries, details: details).text)
        case .json:
            try JSONText.print(entries.map { TransactionJSON($0, details) })
        }
    }

    private func table(_ entries: [Entry], _ details: EntryDetails) -> String {
        guard !entries.isEmpty else { return "No entry matches." }
        var table = TextTable(
            [
                ("Entry", .right), ("Date", .left), ("Kind", .left), ("Fund", .left),
                ("Project", .left), ("Amount", .right), ("Payee, reference, note", .left),
                ("Id", .left),
            ], flexible: 6)
        for entry in entries {
            let transfer = entry.transfer
            let words = [
                entry.answers.map { "answers entry \($0)" } ?? "", transfer.payee,
                transfer.reference, transfer.note, transfer.overspendReason,
                details.tag(entry)?.inWords ?? "",
            ].filter { !$0.isEmpty }
            table.add([
                "\(entry.number)", "\(transfer.day)", transfer.kind.name, "\(transfer.fund)",
                entry.projects, "\(transfer.amount)", words.joined(separator: ", "), entry.id.text,
            ])
        }
        return table.text(width: Console.width) + "\n" + EntryWords.count(entries.count)
    }
}

extension Entry {
    /// The projects it touches: `PLF-02 → PLF-03` for a virement, one code otherwise.
    var projects: String {
        let codes = [posting.from.project, posting.to.project].compactMap(\.self)
        guard let first = codes.first else { return "" }
        return codes.count == 2 && codes[1] != first ? "\(first) → \(codes[1])" : first.text
    }
}
