internal import ArgumentParser
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

struct ReturnVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Say whether every figure of a returned workbook is the ledger's.",
        discussion: """
            Names each cell that was altered, and what was typed into the open ones; --apply takes \
            reasons and narratives in. Without a ledger it checks that the file's own totals and \
            fingerprint agree with each other. Status 1 where something was altered.

            Examples:
              locality return verify returned.xlsx
              locality return verify returned.xlsx --apply
              locality return verify returned.xlsx --without-ledger
            """)

    @Argument(help: ArgumentHelp("The workbook.", valueName: "file"))
    var file: String
    @Flag(help: "Only hold the file against itself.")
    var withoutLedger = false
    @Flag(help: "Take in what was typed into the open cells.")
    var apply = false
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let cells = try WorkbookCells(path: file)
        let facts = try ReturnedFacts(cells, path: file)
        let own = WorkbookSelfCheck(cells, hash: sha256)
        guard !withoutLedger else {
            try ReturnVerdict(facts: facts, own: own, ledger: nil, taken: []).print(output.format)
            if !own.agrees { throw ExitCode(1) }
            return
        }
        let ledger = try apply ? options.openForRecording() : options.openForReading()
        let check = try LedgerCheck(
            ledger, cells, facts, isWhole: own.hasItsFingerprint, path: file)
        var taken: [ReturnNote] = []
        if apply {
            taken = try check.notes(in: ledger)
            if !taken.isEmpty {
                let records = try taken.map { try Registration.Subject.record($0.record()) }
                _ = try ledger.record(all: [], registrations: records, by: options.recorder())
            }
        }
        try ReturnVerdict(facts: facts, own: own, ledger: check, taken: taken)
            .print(output.format)
        if !check.agrees || !own.agrees { throw ExitCode(1) }
    }
}
