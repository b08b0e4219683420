internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Record money received from the funder.",
        discussion: """
            Example:
              locality receipt PLF 34,970.00 --year 2018-19 --date 2019-02-28 --reference BACS-9041
            """)

    @Argument(help: ArgumentHelp("The fund, such as PLF.", valueName: "fund"))
    var code: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String

    @OptionGroup var common: FundEntryOptions

    func run() throws {
        try common.record(for: code) { fund in
            try common.transfer.transfer(
                .receipt, in: fund, amount: try Money(parsing: amount))
        }
    }
}
