internal import ArgumentParser
private import Foundation
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write statements, books, transactions and journals to files.",
        discussion: """
            Example:
              locality export statement --fund PLF --year 2018-19
            """,
        subcommands: [
            ExportStatement.self, ExportBook.self, ExportTransactions.self, ExportJournal.self,
        ])
}

struct ExportStatement: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Write a fund's statement as a spreadsheet with live formulas.",
        discussion: """
            The same ledger gives the same file, byte for byte. Without --output it is written to \
            Exports/, named after the partnership, the year and the fund; a sheet of that name is \
            replaced.

            Example:
              locality export statement --fund PLF --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var time: TimeOptions
    @Option(help: ArgumentHelp("The file to write, ending in .xlsx.", valueName: "file"))
    var output: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let key = try place.fundYear(in: ledger, partnership: options.partnership)
        let known = try time.known()
        let (statement, created) = try ledger.inOneMoment {
            (
                try ledger.statement(of: key, asAt: time.day(), asKnown: known),
                try ledger.lastRecorded(asKnown: known)
            )
        }
        let path = output ?? "Exports/\(key.fileName).xlsx"
        guard path.lowercased().utf8.suffix(5).elementsEqual(".xlsx".utf8) else {
            throw CommandError.notASpreadsheet(path)
        }
        try makeFolder(of: path)
        try StatementWorkbook(statement: statement, created: created).write(to: path)
        Console.print(
            "\(path): \(key) as at \(statement.asAt), balance \(statement.totals.balance)."
                + "\nLedger head \(statement.head)")
    }
}

struct ExportBook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Write the whole ledger as a folder of plain CSV files.",
        discussion: """
            Loading the book into a new ledger gives the same entries and the same hashes.

            Example:
              locality export book --output Ledgers/charnwood-2018-19
            """)

    @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"))
    var output: String
    @OptionGroup var options: WholeLedgerOptions

    func run() throws {
        try options.check("export book")
        let ledger = try options.openForReading()
        let (registrations, entries, head) = try ledger.inOneMoment {
            (try ledger.registrations(), try ledger.entries(), try ledger.head())
        }
        try BookWriter.write(
            registrations, entries: entries,
            documents: documents(registrations, in: ledger.evidenceFolder), to: output)
        Console.print(
            "\(output) holds \(EntryWords.count(entries.count)).\nLedger head \(head)")
    }

    /// Every document once, each checked against its hash when it is written.
    private func documents(
        _ registrations: [Registration], in folder: EvidenceFolder
    ) throws -> [BookDocument] {
        var seen: Set<LedgerHash> = []
        return try registrations.compactMap { registration in
            guard case .record(let record) = registration.subject, record.kind == .evidence else {
                return nil
            }
            let file = try EvidenceFile(record)
            guard seen.insert(file.hash).inserted else { return nil }
            return BookDocument(hash: file.hash) { () throws(BookWriterError) in
                do {
                    guard let bytes = try folder.bytes(of: file.hash) else {
                        throw BookWriterError.interrupted(
                            "the document \(file.name) of entry \(file.entry) is missing.")
                    }
                    return bytes
                } catch let error as BookWriterError {
                    throw error
                } catch {
                    throw .interrupted("\(error)")
                }
            }
        }
    }
}

struct ExportTransactions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transactions",
        abstract: "Write entries as CSV, all or by the same filters as the list.",
        discussion: """
            Example:
              locality export transactions --fund PLF --year 2018-19 --output spend.csv --kind spend
            """)

    @OptionGroup var filter: FilterOptions
    @Option(help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
    var output: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let found = try filter.entries(in: ledger, partnership: options.partnership)
        let details = try EntryDetails(of: found, in: ledger)
        try TextOutput(path: output).write {
            $0(Array(TransactionsCSV(entries: found, details: details).text.utf8))
        }
    }
}

struct ExportJournal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Write a journal that hledger, ledger or Beancount can add up again.",
        discussion: """
            Every account's balance is stated at the end, so that the tool proves the ledger's own \
            sums.

            Example:
              locality export journal --format hledger --output Exports/charnwood.journal
              hledger -f Exports/charnwood.journal check --strict
            """)

    @Option(help: "hledger, ledger or beancount.", transform: journalFormat)
    var format: JournalFormat
    @Option(help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
    var output: String?
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let place = FundOptions.saying()
        let (statements, entries, head) = try ledger.inOneMoment {
            let keys = try place.fundYears(in: ledger, partnership: options.partnership)
            let entries = try ledger.entries().filter {
                options.partnership == nil || $0.transfer.fund.partnership == options.partnership
            }
            return (try keys.map { try ledger.statement(of: $0) }, entries, try ledger.head())
        }
        try TextOutput(path: output).write { sink in
            Journal(format: format).write(
                statements: statements, entries: entries, head: head, to: sink)
        }
    }
}

private func journalFormat(_ name: String) throws -> JournalFormat {
    guard let format = JournalFormat(rawValue: name) else {
        throw ValidationError("Write hledger, ledger or beancount.")
    }
    return format
}

/// Text to standard output, or whole into a file that replaces another only when it is done.
struct TextOutput {
    let path: String?

    func write(_ produce: (([UInt8]) -> Void) -> Void) throws {
        guard let path else {
            produce { Console.printRaw(String(decoding: $0, as: UTF8.self)) }
            return
        }
        var bytes: [UInt8] = []
        produce { bytes += $0 }
        try TextOutput.write(bytes, to: path)
        Console.print("\(path) written.")
    }

    /// Writes the bytes whole, making the folder, or leaves what was there.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try makeFolder(of: path)
        var found = stat()
        if stat(path, &found) == 0, found.st_mode & S_IFMT != S_IFREG {
            throw CommandError.notAFile(path)
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            let code = (error as? CocoaError)?.code
            throw CommandError.notWritten(
                path,
                code == .fileWriteOutOfSpace
                    ? "the disk is full"
                    : code == .fileWriteNoPermission || code == .fileWriteVolumeReadOnly
                        ? "writing is not allowed there" : "its folder is missing or cannot be used"
            )
        }
    }
}
