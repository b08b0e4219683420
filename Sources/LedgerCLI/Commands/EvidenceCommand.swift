internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Keep the documents that entries rest on, and pack them.",
        discussion: """
            Documents are kept beside the ledger, in a folder of its name with .files, each under its \
            SHA-256, which the ledger's chain holds.

            Example:
              locality evidence attach INV-118 invoice.pdf
            """,
        subcommands: [
            EvidenceAttach.self, EvidenceList.self, EvidenceMissing.self, EvidenceShow.self,
            EvidencePackCommand.self,
        ])
}

/// What is attached to one entry, as programs read it.
struct EvidenceJSON: Encodable {
    let file: String
    let sha256: String
    let bytes: Int
    let note: String?

    init(_ file: EvidenceFile) {
        self.file = file.name
        sha256 = "\(file.hash)"
        bytes = file.bytes
        note = file.note.isEmpty ? nil : file.note
    }
}

struct EvidenceAttach: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Attach documents to an entry; copies are kept.",
        discussion: """
            A document may have up to 50 MB. The same file is kept once, whatever it is attached to.

            Example:
              locality evidence attach INV-118 invoice.pdf proof-of-payment.pdf
            """)

    @Argument(help: ArgumentHelp("The entry, by number or id.", valueName: "entry"))
    var named: String
    @Argument(help: ArgumentHelp("The documents.", valueName: "file"))
    var files: [String]
    @Option(help: ArgumentHelp("Anything worth knowing of them.", valueName: "text"))
    var note: String = ""
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        let entry: Int
        let id: String
        let attached: [EvidenceJSON]
        let already: [EvidenceJSON]
    }

    func run() throws {
        let ledger = try options.openForRecording()
        guard let entry = try ledger.entry(named: named) else { throw Refusal.unknownEntry(named) }
        let fund = entry.transfer.fund
        try options.check("Entry \(entry.number)", isOf: fund, in: ledger)
        let known = try ledger.evidence(of: fund)[entry.id] ?? []
        let documents = try files.map { try Document(reading: $0) }
        let records = try documents.map { document in
            try EvidenceFile(
                fund: fund, entry: entry.id, hash: document.hash, name: composed(document.name),
                bytes: document.bytes.count, note: composed(note))
        }
        for document in documents { try ledger.evidenceFolder.keep(document) }
        // A file that is attached already keeps the name and the note it has.
        let isKnown = { (file: EvidenceFile) in known.contains { $0.hash == file.hash } }
        let new = records.filter { !isKnown($0) }
        _ = try ledger.record(
            all: [], following: new.map { .record(try $0.record()) }, by: options.recorder())
        if output.format == .json {
            return try JSONText.print(
                Answer(
                    entry: entry.number, id: entry.id.text,
                    attached: new.map(EvidenceJSON.init),
                    already: records.filter(isKnown).map(EvidenceJSON.init)))
        }
        Console.print("Entry \(entry.number) (\(entry.id)), \(EntryWords.phrase(entry)):")
        for file in records {
            let word = isKnown(file) ? "was attached before" : "is attached"
            Console.print("\(file.name) \(word), \(file.bytes) bytes, SHA-256 \(file.hash).")
        }
    }
}

struct EvidenceList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the documents of an entry, or of a fund year.",
        discussion: """
            Examples:
              locality evidence list --fund PLF --year 2018-19
              locality evidence list INV-118
            """)

    @Argument(help: ArgumentHelp("The entry, by number or id.", valueName: "entry"))
    var named: String?
    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        let entry: Int
        let id: String
        let date: String
        let amount: Int64
        let documents: [EvidenceJSON]
    }

    func run() throws {
        let ledger = try options.openForReading()
        let entries = try entries(in: ledger)
        let details = try EntryDetails(of: entries, in: ledger)
        let found = entries.map { ($0, details.documents($0)) }.filter { !$0.1.isEmpty }
        switch output.format {
        case .table: Console.print(table(found))
        case .csv: Console.printRaw(csv(found))
        case .json:
            try JSONText.print(
                found.map { entry, files in
                    Answer(
                        entry: entry.number, id: entry.id.text, date: "\(entry.transfer.day)",
                        amount: entry.transfer.amount.pence,
                        documents: files.map(EvidenceJSON.init))
                })
        }
    }

    private func entries(in ledger: Ledger) throws -> [Entry] {
        guard let named else {
            return try place.fundYears(in: ledger, partnership: options.partnership)
                .flatMap { try ledger.entries(of: $0) }
        }
        guard let entry = try ledger.entry(named: named) else { throw Refusal.unknownEntry(named) }
        try options.check("Entry \(entry.number)", isOf: entry.transfer.fund, in: ledger)
        return [entry]
    }

    private func table(_ found: [(Entry, [EvidenceFile])]) -> String {
        guard !found.isEmpty else { return "No document is attached." }
        var table = TextTable(
            [
                ("Entry", .right), ("Date", .left), ("Amount", .right), ("Document", .left),
                ("Bytes", .right), ("SHA-256", .left),
            ], flexible: 3)
        for (entry, files) in found {
            for file in files {
                table.add([
                    "\(entry.number)", "\(entry.transfer.day)", "\(entry.transfer.amount)",
                    file.note.isEmpty ? file.name : "\(file.name) (\(file.note))",
                    "\(file.bytes)", String(file.hash.description.prefix(12)),
                ])
            }
        }
        return table.text(width: Console.width)
    }

    private func csv(_ found: [(Entry, [EvidenceFile])]) -> String {
        var csv = CSVText()
        csv.addRow([
            "Entry", "Id", "Date", "Project", "Amount", "File", "Bytes", "SHA-256", "Note",
        ])
        for (entry, files) in found {
            for file in files {
                csv.addRow([
                    "\(entry.number)", entry.id.text, "\(entry.transfer.day)", entry.projects,
                    entry.transfer.amount.plain, file.name, "\(file.bytes)", "\(file.hash)",
                    file.note,
                ])
            }
        }
        return csv.text
    }
}

struct EvidenceMissing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "missing", abstract: "List the spend that needs a document and has none.",
        discussion: """
            Spend above the agreement's evidence-from needs one. Ends with status 1 where some is \
            missing.

            Example:
              locality evidence missing --fund PLF --year 2018-19 --as-at 2018-19-Q3
            """)

    @OptionGroup var place: FundOptions
    @Option(
        help: ArgumentHelp(
            "The last day that counts, or a period such as 2018-19-Q3 for its end.",
            valueName: "day"))
    var asAt: String?
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        struct Spend: Encodable {
            let entry: Int
            let id: String
            let date: String
            let project: String?
            let payee: String
            let reference: String
            let amount: Int64
        }

        let partnership: String
        let fund: String
        let year: String
        let threshold: Int64
        let total: Int64
        let entries: [Spend]
    }

    func run() throws {
        let ledger = try options.openForReading()
        let key = try place.fundYear(in: ledger, partnership: options.partnership)
        let missing = UnevidencedSpend(
            try ledger.entries(of: key), of: key, agreement: try ledger.agreement(of: key),
            evidence: Set(try ledger.evidence(of: key).keys),
            asAt: try asAt.map { try lastDay($0, of: key, ledger) })
        switch output.format {
        case .table: Console.print(table(missing, key))
        case .csv: Console.printRaw(csv(missing))
        case .json:
            try JSONText.print(
                Answer(
                    partnership: key.partnership, fund: key.code.text, year: "\(key.year)",
                    threshold: missing.threshold.pence, total: missing.total.pence,
                    entries: missing.entries.map { entry in
                        let transfer = entry.transfer
                        return Answer.Spend(
                            entry: entry.number, id: entry.id.text, date: "\(transfer.day)",
                            project: transfer.from?.text, payee: transfer.payee,
                            reference: transfer.reference, amount: transfer.amount.pence)
                    }))
        }
        if !missing.entries.isEmpty { throw ExitCode(1) }
    }

    private func table(_ missing: UnevidencedSpend, _ key: FundYear) -> String {
        guard !missing.entries.isEmpty else {
            return "All spend of \(key) above \(missing.threshold) has a document."
        }
        var table = TextTable(
            [
                ("Entry", .right), ("Date", .left), ("Project", .left), ("Amount", .right),
                ("Payee, reference", .left), ("Id", .left),
            ], flexible: 4)
        for entry in missing.entries {
            let transfer = entry.transfer
            let words = [transfer.payee, transfer.reference].filter { !$0.isEmpty }
            table.add([
                "\(entry.number)", "\(transfer.day)", transfer.from?.text ?? "",
                "\(transfer.amount)", words.joined(separator: ", "), entry.id.text,
            ])
        }
        return table.text(width: Console.width)
            + "\n\(EntryWords.count(missing.entries.count)) above \(missing.threshold) without a "
            + "document, \(missing.total) together."
    }

    private func csv(_ missing: UnevidencedSpend) -> String {
        var csv = CSVText()
        csv.addRow(["Entry", "Id", "Date", "Project", "Payee", "Reference", "Amount"])
        for entry in missing.entries {
            let transfer = entry.transfer
            csv.addRow([
                "\(entry.number)", entry.id.text, "\(transfer.day)", transfer.from?.text ?? "",
                transfer.payee, transfer.reference, transfer.amount.plain,
            ])
        }
        return csv.text
    }
}
