internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Record a claim on the funder.",
        discussion: """
            Claims may not pass the award.

            Example:
              locality claim PLF 34,970.00 --year 2018-19 --date 2019-01-31 --reference Q3-CLAIM
            """)

    @Argument(help: ArgumentHelp("The fund, such as PLF.", valueName: "fund"))
    var code: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String

    @OptionGroup var common: FundEntryOptions

    func run() throws {
        try common.record(for: code) { fund in
            try common.transfer.transfer(
                .claim, in: fund, amount: try Money(parsing: amount))
        }
    }
}
