internal import ArgumentParser
private import Foundation
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct EvidenceShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Copy the documents of an entry into a new folder.",
        discussion: """
            Each is checked against its hash on the way.

            Example:
              locality evidence show INV-118 --output Exports/INV-118
            """)

    @Argument(help: ArgumentHelp("The entry, by number or id.", valueName: "entry"))
    var named: String
    @Option(help: ArgumentHelp("The folder to make.", valueName: "folder"))
    var output: String
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        guard let entry = try ledger.entry(named: named) else { throw Refusal.unknownEntry(named) }
        try options.check("Entry \(entry.number)", isOf: entry.transfer.fund, in: ledger)
        let pack = try EvidencePack([entry], in: ledger)
        guard !pack.files.isEmpty else { throw EntryCommandError.noDocument(entry.number) }
        try pack.write(to: output, from: ledger.evidenceFolder, index: [])
        for file in pack.files {
            Console.print("\(output)/\(file.name), \(file.document.bytes) bytes")
        }
    }
}

struct EvidencePackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Copy a period's documents into a new folder, with an index.",
        discussion: """
            The documents of every entry that counts in the period, under names that sort by entry; \
            index.csv and index.txt say which is of what, and which spend has none. Each is checked \
            against its hash on the way.

            Example:
              locality evidence pack --fund PLF --year 2018-19 --period 2018-19-Q3 --output Exports/Q3
            """)

    @OptionGroup var place: FundOptions
    @Option(help: ArgumentHelp("The period, such as 2018-19-Q3.", valueName: "period"))
    var period: String
    @Option(help: ArgumentHelp("The folder to make.", valueName: "folder"))
    var output: String
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        let folder: String
        let documents: Int
        let entries: Int
        let missing: [Int]
        let missingTotal: Int64
    }

    func run() throws {
        let ledger = try options.openForReading()
        let key = try place.fundYear(in: ledger, partnership: options.partnership)
        let period = try ReturnPeriod(parsing: period, in: key.year, periods(of: key, ledger))
        let (pack, missing, head) = try ledger.inOneMoment {
            let all = try ledger.entries(of: key)
            let inPeriod = all.filter { period.days.contains($0.transfer.day) }
            let missing = UnevidencedSpend(
                all, of: key, agreement: try ledger.agreement(of: key),
                evidence: Set(try ledger.evidence(of: key).keys), asAt: period.lastDay)
            return (
                try EvidencePack(inPeriod, in: ledger),
                missing.entries.filter { period.days.contains($0.transfer.day) },
                try ledger.head()
            )
        }
        let index = [
            ("index.csv", pack.csv(missing: missing)),
            (
                "index.txt",
                pack.text(
                    heading: "\(key) of \(key.partnership), documents of \(period)",
                    missing: missing, head: head)
            ),
        ]
        try pack.write(to: output, from: ledger.evidenceFolder, index: index)
        let total = missing.reduce(Money.zero) { $0 + $1.transfer.amount }
        if answer.format == .json {
            return try JSONText.print(
                Answer(
                    folder: output, documents: pack.files.count, entries: pack.entries,
                    missing: missing.map(\.number), missingTotal: total.pence))
        }
        Console.print(
            "\(output) holds \(plural(pack.files.count, "document")) of "
                + "\(EntryWords.count(pack.entries)) of \(period), each with its hash checked.")
        if !missing.isEmpty {
            Console.print(
                "\(EntryWords.count(missing.count)) of \(total) together "
                    + "\(missing.count == 1 ? "has" : "have") no document: "
                    + missing.map { "\($0.number)" }.joined(separator: ", ") + ".")
        }
    }
}

/// Documents under names that a person can read and any system can keep.
struct EvidencePack {
    struct Packed {
        let entry: Entry
        let document: EvidenceFile
        /// `0057-INV-118-invoice.pdf`.
        let name: String
        let tag: EntryTag?
    }

    let files: [Packed]

    var entries: Int { Set(files.map(\.entry.number)).count }

    init(_ entries: [Entry], in ledger: Ledger) throws {
        let details = try EntryDetails(of: entries, in: ledger)
        var taken: Set<String> = ["index.csv", "index.txt"]
        files = entries.flatMap { entry in
            details.documents(entry).map { document in
                let parts = [
                    padded(entry.number, 4), EvidencePack.safe(entry.transfer.reference, 40),
                ].filter { !$0.isEmpty }
                let (stem, ending) = EvidencePack.split(document.name)
                let whole = (parts + [stem]).joined(separator: "-")
                var (name, count) = (whole + ending, 1)
                // Some systems take capitals and small letters for the same.
                while !taken.insert(name.lowercased()).inserted {
                    count += 1
                    name = "\(whole)-\(count)\(ending)"
                }
                return Packed(
                    entry: entry, document: document, name: name, tag: details.tag(entry))
            }
        }
    }

    /// Letters, digits, points and dashes of ASCII alone, with nothing hidden and no way out.
    private static func safe(_ text: String, _ most: Int) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            if isPlain {
                if byte == UInt8(ascii: "."), bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
                bytes.append(byte)
            } else if let last = bytes.last, last != UInt8(ascii: "-") {
                bytes.append(UInt8(ascii: "-"))
            }
        }
        func isEdge(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        var kept = bytes.drop(while: isEdge).prefix(most)
        while let last = kept.last, isEdge(last) { kept.removeLast() }
        return String(decoding: kept, as: UTF8.self)
    }

    /// The name without its ending, and the ending with its point.
    private static func split(_ name: String) -> (stem: String, ending: String) {
        let bytes = Array(name.utf8)
        guard let point = bytes.lastIndex(of: UInt8(ascii: ".")), point > 0 else {
            let stem = safe(name, 60)
            return (stem.isEmpty ? "document" : stem, "")
        }
        let stem = safe(String(decoding: bytes[..<point], as: UTF8.self), 60)
        let ending = safe(String(decoding: bytes[(point + 1)...], as: UTF8.self), 10)
        return (stem.isEmpty ? "document" : stem, ending.isEmpty ? "" : ".\(ending)")
    }

    func csv(missing: [Entry]) -> String {
        var csv = CSVText()
        csv.addRow([
            "Entry", "Date", "Kind", "Project", "Payee", "Reference", "Amount", "Belongs to",
            "File", "Attached as", "Bytes", "SHA-256",
        ])
        func add(_ entry: Entry, _ rest: [String]) {
            let transfer = entry.transfer
            csv.addRow(
                [
                    "\(entry.number)", "\(transfer.day)", transfer.kind.name, entry.projects,
                    transfer.payee, transfer.reference, transfer.amount.plain,
                ] + rest)
        }
        for file in files {
            add(
                file.entry,
                [
                    file.tag?.period?.description ?? "", file.name, file.document.name,
                    "\(file.document.bytes)", "\(file.document.hash)",
                ])
        }
        for entry in missing { add(entry, ["", "missing", "", "", ""]) }
        return csv.text
    }

    func text(heading: String, missing: [Entry], head: LedgerHead) -> String {
        func words(_ entry: Entry) -> String {
            "Entry \(entry.number): \(EntryWords.phrase(entry))"
        }
        var lines = [heading, "Ledger head \(head)", ""]
        for file in files {
            lines += [
                words(file.entry) + (file.tag.map { ", \($0.inWords)" } ?? ""),
                "    \(file.name)",
                "    \(file.document.bytes) bytes, SHA-256 \(file.document.hash)",
            ]
        }
        if files.isEmpty { lines.append("No document is attached.") }
        if !missing.isEmpty {
            let total = missing.reduce(Money.zero) { $0 + $1.transfer.amount }
            lines += ["", "Without a document, \(total) together:"] + missing.map(words)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Makes the folder whole or not at all.
    func write(
        to folder: String, from source: EvidenceFolder, index: [(name: String, text: String)]
    ) throws {
        let manager = FileManager.default
        let isThere = manager.fileExists(atPath: folder)
        if isThere, (try? manager.contentsOfDirectory(atPath: folder))?.isEmpty != true {
            throw EntryCommandError.notAnEmptyFolder(folder)
        }
        let target = URL(fileURLWithPath: folder).standardizedFileURL.path
        try makeFolder(of: target)
        let partial = "\(target).partial-\(UUID().uuidString)"
        do {
            try manager.createDirectory(atPath: partial, withIntermediateDirectories: true)
            for file in files {
                let bytes = try source.bytes(of: file.document, entry: file.entry.number)
                try Data(bytes).write(to: URL(fileURLWithPath: "\(partial)/\(file.name)"))
            }
            for (name, text) in index {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(partial)/\(name)"))
            }
            if isThere { try manager.removeItem(atPath: target) }
            try manager.moveItem(atPath: partial, toPath: target)
        } catch {
            try? manager.removeItem(atPath: partial)
            if error is LedgerError { throw error }
            throw CommandError.notWritten(folder, error.localizedDescription)
        }
    }
}
