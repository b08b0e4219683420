internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct AwaitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "await", abstract: "Mark a project's invoices as awaited for a quarter.",
        discussion: """
            Statements print the project with * and a footnote until a spend is recorded --against this \
            entry, or the entry is reversed. With an amount, that much is committed.

            Example:
              locality await PLF-10 --quarter 2018-19-Q3 --date 2018-12-31
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Option(help: ArgumentHelp("The quarter, such as 2018-19-Q3.", valueName: "quarter"))
    var quarter: String
    @Option(help: ArgumentHelp("What the invoices will come to, where known.", valueName: "amount"))
    var amount: String?
    @Option(
        help: ArgumentHelp(
            "Why the amount may pass the free balance; it then stands as a finding.",
            valueName: "reason"))
    var overspendReason: String = ""

    @OptionGroup var place: FundOptions
    @OptionGroup var transfer: TransferOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let project = try Code(project)
        let fund = try place.fundYear(
            withProject: project, in: ledger, partnership: options.partnership)
        let quarter = try Quarter(parsing: quarter)
        guard quarter.year == fund.year else { throw CommandError.wrongQuarter(quarter, fund) }
        if let known = try awaited(quarter, by: project, of: fund, in: ledger), amount == nil,
            transfer.entry == nil
        {
            Console.print(
                "\(project) awaits invoices for \(quarter) already (entry \(known.entry)); nothing was "
                    + "added.")
            return
        }
        let asked = try transfer.transfer(
            .commitment, in: fund, from: project,
            amount: try amount.map { try Money(parsing: $0) } ?? .zero,
            reference: quarter.description, overspendReason: overspendReason)
        try EntryAnswer.record(asked, in: ledger, options: options, format: output.format)
    }

    private func awaited(
        _ quarter: Quarter, by project: Code, of fund: FundYear, in ledger: Ledger
    ) throws -> AwaitedInvoices? {
        try ledger.statement(of: fund).lines.first { $0.project.code == project }?.awaiting
            .first { $0.quarter == quarter && $0.amount == .zero }
    }
}
