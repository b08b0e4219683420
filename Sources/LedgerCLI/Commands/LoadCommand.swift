internal import ArgumentParser
private import Foundation
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Load a book of CSV files into the ledger, whole or not at all.",
        discussion: """
            The folder holds funds.csv, projects.csv and entries.csv, and the tables that were \
            published under statements/. The book is refused, with every difference named, unless it \
            agrees with them. Loading it again adds nothing. A ledger that is not there is made.

            Example:
              locality load Ledgers/charnwood-2018-19
            """)

    @Argument(help: ArgumentHelp("The book's folder.", valueName: "folder"))
    var book: String

    @OptionGroup var options: WholeLedgerOptions

    func run() throws {
        try options.check("load")
        let reading = Progress("Reading row")
        let found = try BookReader.read(folder: book) { reading.tell($0) }
        let folder = self.book
        let book = found.book
        reading.finish()
        for remark in found.remarks { Console.warn(remark) }
        let (ledger, isNew) = try ledgerToFill()
        let hadDocuments = ledger.evidenceFolder.exists
        do {
            try keepDocuments(of: book, from: folder, in: ledger.evidenceFolder)
            let progress = Progress("Recording entry")
            let outcome = try ledger.load(book, by: options.recorder()) {
                progress.tell($0, of: book.entries.count)
            }
            progress.finish()
            try ledger.close()
            Console.print(words(outcome))
        } catch {
            try ledger.close()
            // Left standing, empty, where another command uses it by now.
            if isNew { try? Ledger.discardIfEmpty(options.path) }
            if isNew, !hadDocuments, try Ledger.canBeMade(at: options.path) {
                ledger.evidenceFolder.remove()
            }
            throw error
        }
    }

    /// The ledger, made where there is none; one that another command makes first is joined.
    private func ledgerToFill() throws -> (ledger: Ledger, isNew: Bool) {
        if try Ledger.canBeMade(at: options.path) {
            try makeFolder(of: options.path)
            do {
                return (try Ledger.create(at: options.path), true)
            } catch LedgerError.ledgerExists {}
        }
        return (try options.openForRecording(), false)
    }

    /// Keeps the documents that the book's entries rest on, before these are recorded.
    private func keepDocuments(
        of book: Book, from folder: String, in files: EvidenceFolder
    ) throws {
        var seen: Set<LedgerHash> = []
        for registration in book.registrations {
            guard case .record(let record) = registration.subject, record.kind == .evidence else {
                continue
            }
            let file = try EvidenceFile(record)
            guard seen.insert(file.hash).inserted else { continue }
            if let document = try? Document(reading: "\(folder)/evidence/\(file.hash)"),
                document.hash == file.hash
            {
                try files.keep(document)
            } else if (try? files.bytes(of: file.hash)) == nil {
                throw EntryCommandError.noDocumentInBook(folder, file)
            }
        }
    }

    private func words(_ outcome: BookLoading.Outcome) -> String {
        var words = EntryWords.count(outcome.newEntries) + " recorded"
        if outcome.knownEntries > 0 { words += ", \(outcome.knownEntries) known already" }
        words += " in \(options.path)"
        if outcome.printedStatements > 0 {
            words +=
                "; they agree with " + plural(outcome.printedStatements, "printed statement")
        }
        return words + ".\nLedger head \(outcome.head)"
    }
}
