internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ReverseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse", abstract: "Undo an entry with a new one that names it.",
        discussion: """
            Nothing is deleted: both entries stay. It counts for the day of the entry it reverses, unless \
            --date says a later one.

            Example:
              locality reverse 47 --note "entered twice"
            """)

    @Argument(help: ArgumentHelp("The entry, by number or id.", valueName: "entry"))
    var named: String

    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        guard let original = try ledger.entry(named: named) else {
            throw Refusal.unknownEntry(named)
        }
        try options.check(
            "Entry \(original.number)", isOf: original.transfer.fund, in: ledger)
        let asked = try transfer.transfer(
            .reversal, in: original.transfer.fund, amount: original.transfer.amount,
            against: original.id, on: original.transfer.day)
        try EntryAnswer.record(
            asked, in: ledger, options: options, format: output.format, undoing: original)
    }
}
