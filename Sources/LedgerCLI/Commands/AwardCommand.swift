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

    @OptionGroup var common: FundEntryOptions

    func run() throws {
        try common.record(for: code) { fund in
            try common.transfer.transfer(
                reduce ? .awardReduction : .award, in: fund, amount: try Money(parsing: amount))
        }
    }
}
