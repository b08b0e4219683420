internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ProposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Ask for a movement of money, for somebody else to approve.",
        discussion: """
            Nothing moves until it is approved. What is asked for, by whom and what became of it is kept.

            Examples:
              locality propose virement PLF-15 PLF-06 16.00 --reason "PLF-15 needs no more"
              locality propose carry-forward PLF-14 7,000.00 --reason "Work slips to May" \\
                --reference "OPCC consent of 12 March"
            """,
        subcommands: [
            ProposeAllocation.self, ProposeRelease.self, ProposeVirement.self,
            ProposeCarryForward.self, ProposeRepayment.self, ProposeAward.self,
        ])
}

/// What every proposal says besides what it moves.
struct ProposalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why it is asked for; it is kept.", valueName: "text"))
    var reason: String
    @Option(
        help: ArgumentHelp(
            "The day it is to count for, such as 2019-02-01 (default: today; the approval may say another).",
            valueName: "day"))
    var date: String?
    @Option(
        help: ArgumentHelp(
            "A document it rests on, such as the funder's consent (default: the minute).",
            valueName: "text"))
    var reference: String = ""
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    /// Asks for money of a project: into it, out of it, or from it to another.
    func propose(
        _ kind: TransferKind, of project: String, to other: String? = nil, amount: String,
        _ place: FundOptions
    ) throws {
        let ledger = try options.openForRecording()
        let code = try Code(project)
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        let isInto = kind == .allocation
        let taker = try other.map { try Code($0) }
        try propose(
            kind, in: fund, from: isInto ? nil : code, to: isInto ? code : taker, amount: amount,
            ledger)
    }

    /// Asks for unspent money to leave the year, from a project or from what was never allocated.
    func propose(
        _ kind: TransferKind, outOf source: String, amount: String, _ place: FundOptions
    ) throws {
        let ledger = try options.openForRecording()
        let source = try Source(named: source, place: place, ledger, options)
        try propose(kind, in: source.fund, from: source.project, amount: amount, ledger)
    }

    func propose(
        _ kind: TransferKind, in fund: FundYear, from: Code? = nil, to: Code? = nil,
        amount: String, _ ledger: Ledger
    ) throws {
        let reason = composed(reason)
        guard !reason.isEmpty else { throw CommandError.missing("The reason (--reason)") }
        let transfer = try Transfer(
            kind, on: date.map { try CalendarDay(parsing: $0) } ?? today(), in: fund, from: from,
            to: to, amount: Money(parsing: amount), reference: composed(reference), note: reason)
        let by = try options.recorder()
        let proposal = try ledger.propose(transfer, by: by)
        let approvals = try ledger.approvals(of: fund).filter { $0.proposal == proposal }
        if output.format == .json {
            return try JSONText.print(approvals.last.map(ApprovalJSON.init))
        }
        Console.print(
            "\(proposal.name) asked for by \(by): \(EntryWords.movement(transfer)), \(fund).\n"
                + "Somebody else approves it: locality approve \(proposal.name) --minute \"…\"")
    }
}

struct ProposeAllocation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocation", abstract: "Ask to assign money to a project.",
        discussion: """
            Example:
              locality propose allocation PLF-02 500.00 --reason "New sessions"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @OptionGroup var place: FundOptions
    @OptionGroup var common: ProposalOptions

    func run() throws {
        try common.propose(.allocation, of: project, amount: amount, place)
    }
}

struct ProposeRelease: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Ask to take unspent money back from a project.",
        discussion: """
            Example:
              locality propose release PLF-15 16.00 --reason "Not needed"
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-03.", valueName: "project"))
    var project: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @OptionGroup var place: FundOptions
    @OptionGroup var common: ProposalOptions

    func run() throws {
        try common.propose(.release, of: project, amount: amount, place)
    }
}

struct ProposeVirement: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "virement",
        abstract: "Ask to move money from one project to another of the same fund and year.",
        discussion: """
            Example:
              locality propose virement PLF-15 PLF-06 16.00 --reason "PLF-15 needs no more"
            """)

    @Argument(help: ArgumentHelp("The project the money leaves.", valueName: "from"))
    var giver: String
    @Argument(help: ArgumentHelp("The project the money goes to.", valueName: "to"))
    var taker: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @OptionGroup var place: FundOptions
    @OptionGroup var common: ProposalOptions

    func run() throws {
        try common.propose(.virement, of: giver, to: taker, amount: amount, place)
    }
}

struct ProposeCarryForward: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "carry-forward",
        abstract: "Ask to carry unspent money into the fund's next year.",
        discussion: """
            Example:
              locality propose carry-forward PLF-14 7,000.00 \\
                --reason "Work slips to May" --reference "Consent of 12 March"
            """)

    @Argument(
        help: ArgumentHelp(
            "The project the money is left in, or the fund for what was never allocated.",
            valueName: "project-or-fund"))
    var source: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @OptionGroup var place: FundOptions
    @OptionGroup var common: ProposalOptions

    func run() throws {
        try common.propose(.carryForward, outOf: source, amount: amount, place)
    }
}

struct ProposeRepayment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repayment", abstract: "Ask to return unspent money to the funder.",
        discussion: """
            Example:
              locality propose repayment PLF-02 5,000.00 --year 2018-19 --reason "Unspent"
            """)

    @Argument(
        help: ArgumentHelp(
            "The project the money is left in, or the fund for what was never allocated.",
            valueName: "project-or-fund"))
    var source: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @OptionGroup var place: FundOptions
    @OptionGroup var common: ProposalOptions

    func run() throws {
        try common.propose(.repayment, outOf: source, amount: amount, place)
    }
}

struct ProposeAward: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "award", abstract: "Ask to record a change of what the funder gives.",
        discussion: """
            Example:
              locality propose award PLF 1,000.00 --year 2018-19 \\
                --reason "Top-up letter of 3 May"
            """)

    @Argument(help: ArgumentHelp("The fund, such as PLF.", valueName: "fund"))
    var code: String
    @Argument(help: ArgumentHelp("Pounds and pence, such as 1,250.00.", valueName: "amount"))
    var amount: String
    @Flag(help: "The funder took this much of the award back.")
    var reduce = false
    @OptionGroup var place: YearOptions
    @OptionGroup var common: ProposalOptions

    func run() throws {
        let ledger = try common.options.openForRecording()
        let fund = try place.fundYear(code, in: ledger, partnership: common.options.partnership)
        try common.propose(
            reduce ? .awardReduction : .award, in: fund, amount: amount, ledger)
    }
}
