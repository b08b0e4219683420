internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

/// What a spend or a refund can say of the goods or services behind it.
struct TagOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The closed period the goods or services came in, such as 2018-19-Q3; the day is one of the open period.",
            valueName: "period"))
    var belongsTo: String?
    @Flag(help: "It is for staff.")
    var labour = false
    @Flag(help: "It is for a lasting asset.")
    var capital = false
    @Option(
        help: ArgumentHelp(
            "What was bought and where it is kept, for the asset register.", valueName: "text"))
    var asset: String = ""

    @Option(
        help: ArgumentHelp(
            "A document it rests on, such as the invoice; may be given several times.",
            valueName: "file"))
    var evidence: [String] = []

    func documents() throws -> [Document] { try evidence.map { try Document(reading: $0) } }

    /// What is said of the entry; nil where nothing is.
    func tag(of entry: EntryID, in fund: FundYear, _ ledger: Ledger) throws -> EntryTag? {
        let tag = try EntryTag(
            fund: fund, entry: entry, period: period(in: fund, ledger), isLabour: labour,
            isCapital: capital, asset: composed(asset))
        return tag.isBlank ? nil : tag
    }

    private func period(in fund: FundYear, _ ledger: Ledger) throws -> ReturnPeriod? {
        try belongsTo.map {
            try ReturnPeriod(parsing: $0, in: fund.year, periods(of: fund, ledger))
        }
    }
}

/// How the agreement cuts the fund's year into periods.
func periods(of fund: FundYear, _ ledger: Ledger) throws -> PeriodScheme {
    try ledger.agreement(of: fund).periods
}

/// What is said of an entry, as programs read it.
struct TagJSON: Encodable {
    let belongsTo: String?
    let labour: Bool
    let capital: Bool
    let asset: String?

    init(_ tag: EntryTag) {
        belongsTo = tag.period?.description
        labour = tag.isLabour
        capital = tag.isCapital
        asset = tag.asset.isEmpty ? nil : tag.asset
    }
}

/// What is said of entries besides their money, and the documents they rest on.
struct EntryDetails {
    private let tags: [EntryID: EntryTag]
    private let evidence: [EntryID: [EvidenceFile]]

    init(of entries: [Entry], in ledger: Ledger) throws {
        let funds = Set(entries.map(\.transfer.fund))
        tags = try funds.reduce(into: [:]) { tags, fund in
            tags.merge(try ledger.tags(of: fund)) { $1 }
        }
        evidence = try funds.reduce(into: [:]) { evidence, fund in
            evidence.merge(try ledger.evidence(of: fund)) { $1 }
        }
    }

    func tag(_ entry: Entry) -> EntryTag? { tags[entry.id] }

    func documents(_ entry: Entry) -> [EvidenceFile] { evidence[entry.id] ?? [] }
}

struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Say what a recorded spend was for, or which closed period it belongs to.",
        discussion: """
            What is not named stays as it is; --belongs-to "" and --asset "" take it away. Once the \
            period of the entry's own day is closed, the period it belongs to cannot be changed.

            Example:
              locality tag INV-118 --belongs-to 2018-19-Q3
              locality tag 57 --capital --asset "Two CCTV cameras, town hall"
            """)

    @Argument(help: ArgumentHelp("The entry, by number or id.", valueName: "entry"))
    var named: String
    @Option(
        help: ArgumentHelp(
            "The closed period the goods or services came in, such as 2018-19-Q3.",
            valueName: "period"))
    var belongsTo: String?
    @Flag(inversion: .prefixedNo, help: "Whether it is for staff.")
    var labour: Bool?
    @Flag(inversion: .prefixedNo, help: "Whether it is for a lasting asset.")
    var capital: Bool?
    @Option(
        help: ArgumentHelp(
            "What was bought and where it is kept, for the asset register.", valueName: "text"))
    var asset: String?
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        let entry: Int
        let id: String
        let changed: Bool
        let tag: TagJSON
    }

    func run() throws {
        let ledger = try options.openForRecording()
        guard let entry = try ledger.entry(named: named) else { throw Refusal.unknownEntry(named) }
        let fund = entry.transfer.fund
        try options.check("Entry \(entry.number)", isOf: fund, in: ledger)
        guard belongsTo != nil || labour != nil || capital != nil || asset != nil else {
            throw EntryCommandError.nothingToTag
        }
        let before = try ledger.tags(of: fund)[entry.id]
        let tag = try EntryTag(
            fund: fund, entry: entry.id, period: period(in: fund, ledger, before: before?.period),
            isLabour: labour ?? before?.isLabour ?? false,
            isCapital: capital ?? before?.isCapital ?? false,
            asset: asset.map(composed) ?? before?.asset ?? "")
        let isNew = try ledger.register(.record(tag.record()), by: options.recorder())
        if output.format == .json {
            return try JSONText.print(
                Answer(
                    entry: entry.number, id: entry.id.text, changed: isNew, tag: TagJSON(tag)))
        }
        let words = tag.isBlank ? "nothing is said of it" : tag.inWords
        Console.print(
            "Entry \(entry.number) (\(entry.id)), \(EntryWords.phrase(entry)): \(words)"
                + (isNew ? "." : ", as before; nothing was changed."))
    }

    private func period(
        in fund: FundYear, _ ledger: Ledger, before: ReturnPeriod?
    ) throws -> ReturnPeriod? {
        guard let belongsTo else { return before }
        guard !belongsTo.isEmpty else { return nil }
        return try ReturnPeriod(parsing: belongsTo, in: fund.year, periods(of: fund, ledger))
    }
}
