internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct AwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "award", abstract: "Record what the funder agreed to give, or a cut of it.",
        discussion: """
            Example:
              locality award PLF 75,500.00 --year 2018-19 --date 2018-04-01 --reference "Offer letter"
            """)

    @Argument(help: ArgumentHelp("The fund, such as PLF.", valueName: "fund"))
    var code: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Flag(help: "The funder took this much of the award back.")
    var reduce = false

    @OptionGroup var place: YearOptions
    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let fund = try place.fundYear(code, in: ledger, partnership: options.partnership)
        let asked = try transfer.transfer(
            reduce ? .awardReduction : .award, in: fund, amount: try Money(parsing: amount))
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }
}
