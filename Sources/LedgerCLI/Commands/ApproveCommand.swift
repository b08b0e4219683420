internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

/// Which proposals are decided on.
struct ProposalChoice: ParsableArguments {
    @Argument(help: ArgumentHelp("The proposals, such as P3 P4.", valueName: "proposal"))
    var names: [String] = []
    @Flag(help: "Every proposal that waits; a meeting's whole list.")
    var all = false
    @OptionGroup var place: FundOptions

    /// The proposals that are meant, those that were decided on among them.
    func proposals(in ledger: Ledger, partnership: String?) throws -> [Approval] {
        let funds = Set(try place.fundYears(in: ledger, partnership: partnership))
        let known = try ledger.approvals().filter { funds.contains($0.proposal.fund) }
        if all {
            guard names.isEmpty else { throw ProposalError.namedAndAll }
            let waiting = known.filter(\.isWaiting)
            guard !waiting.isEmpty else { throw ProposalError.nothingWaits }
            return waiting
        }
        guard !names.isEmpty else { throw ProposalError.noneNamed }
        var found: [Approval] = []
        for name in names {
            let same = known.filter { $0.proposal.name == composed(name) }
            guard let only = same.first else {
                throw Refusal.year(.approval(.unknownProposal(name)))
            }
            guard same.count == 1 else {
                throw ProposalError.several(name, same.map(\.proposal.fund))
            }
            if !found.contains(only) { found.append(only) }
        }
        return found
    }
}

struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve what was asked for, and record it.",
        discussion: """
            All that are named are approved and recorded, or none is. Who asked for a movement cannot \
            approve it.

            Examples:
              locality approve P3 --minute "Strategic Group, 24 January 2019, item 5" --by "Chair"
              locality approve --all --fund PLF --minute "Strategic Group, 24 January 2019, item 5"
            """)

    @OptionGroup var choice: ProposalChoice
    @Option(help: ArgumentHelp("Where it is minuted; it is kept.", valueName: "text"))
    var minute: String
    @Option(
        help: ArgumentHelp(
            "The day it counts for, such as 2019-02-01 (default: the day each proposal asks for).",
            valueName: "day"))
    var date: String?
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let chosen = try choice.proposals(in: ledger, partnership: options.partnership)
        let day = try date.map { try CalendarDay(parsing: $0) }
        let decisions = try chosen.map {
            try Decision(
                fund: $0.proposal.fund, proposal: $0.proposal.name, verdict: .approved,
                day: day ?? $0.proposal.transfer.day, minute: composed(minute), reason: "")
        }
        let recorded = try ledger.decide(decisions, by: options.recorder())
        try DecisionAnswer(ledger, chosen, recorded).print(output.format)
    }
}

struct RejectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Reject what was asked for; it is kept with the reason.",
        discussion: """
            Example:
              locality reject P4 --reason "Wait for the evaluation" --by "Chair"
            """)

    @OptionGroup var choice: ProposalChoice
    @Option(help: ArgumentHelp("Why; it is kept.", valueName: "text"))
    var reason: String
    @Option(help: ArgumentHelp("Where it is minuted.", valueName: "text"))
    var minute: String = ""
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let chosen = try choice.proposals(in: ledger, partnership: options.partnership)
        let decisions = try chosen.map {
            try Decision(
                fund: $0.proposal.fund, proposal: $0.proposal.name, verdict: .rejected,
                day: today(), minute: composed(minute), reason: composed(reason))
        }
        let recorded = try ledger.decide(decisions, by: options.recorder())
        try DecisionAnswer(ledger, chosen, recorded).print(output.format)
    }
}

/// How decisions are acknowledged: in one write, after they are on the disk.
private struct DecisionAnswer {
    private let approvals: [(approval: Approval, recorded: Recorded?)]

    init(_ ledger: Ledger, _ chosen: [Approval], _ recorded: [Recorded?]) throws {
        let now = try ledger.approvals()
        approvals = zip(chosen, recorded).map { one, recorded in
            (now.first { $0.proposal == one.proposal } ?? one, recorded)
        }
    }

    func print(_ format: AnswerFormat) throws {
        if format == .json {
            return try JSONText.print(approvals.map { ApprovalJSON($0.approval) })
        }
        Console.print(approvals.flatMap { lines($0.approval, $0.recorded) }.joined(separator: "\n"))
    }

    private func lines(_ approval: Approval, _ recorded: Recorded?) -> [String] {
        let movement = EntryWords.movement(approval.proposal.transfer)
        guard let decision = approval.decision else { return [] }
        guard let recorded else {
            return ["\(approval.proposal.name) rejected: \(movement). \(decision.reason)"]
        }
        return [
            "\(approval.proposal.name) approved, entry \(recorded.entry.number): \(movement) on "
                + "\(decision.day)."
        ]
            + decision.figures.map { "\($0.name) \($0.before) before, \($0.after) after." }
    }
}

/// Why a command cannot tell which proposals are meant.
enum ProposalError: Error, Equatable {
    case several(String, [FundYear])
    case nothingWaits
    case noneNamed
    case namedAndAll
}

extension ProposalError: CustomStringConvertible {
    var description: String {
        switch self {
        case .several(let name, let funds):
            "\(name) could mean a proposal of \(CommandError.list(funds)). Say which with --fund, --year or --partnership."
        case .nothingWaits: "No proposal waits for a decision. See `locality approvals`."
        case .noneNamed:
            "No proposal is named. Name some, such as P3, or say --all for every one that waits."
        case .namedAndAll: "Proposals are named and --all is said. Say one or the other."
        }
    }
}
