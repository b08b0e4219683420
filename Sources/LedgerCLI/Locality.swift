public import ArgumentParser
private import Foundation
private import LedgerCore
private import LedgerImport
private import LedgerStore

/// The command of the community safety manager: records, shows, proves and writes out.
public struct Locality: ParsableCommand {
    private static let version = "0.1.0"

    public static let configuration = CommandConfiguration(
        commandName: "locality",
        abstract: "Keeps a Community Safety Partnership's grant money straight, to the penny.",
        discussion: """
            Start with a book of your funds, or with an empty ledger:
              locality load Ledgers/charnwood-2018-19
              locality statement --fund PLF --year 2018-19

            Record a spend, see what is left, and prove that it all agrees:
              locality spend PLF-02 1,250.00 --date 2019-02-04 --payee "Mediation Service"
              locality reconcile

            Amounts are pounds and pence (1,250.00), days 2019-02-04, years 2018-19, quarters \
            2018-19-Q3 (October to December 2018). What is recorded is never changed: a mistake is \
            answered with `locality reverse`.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Setting up",
                subcommands: [
                    InitCommand.self, LoadCommand.self, FundCommand.self, ProjectCommand.self,
                    AgreementCommand.self,
                ]),
            CommandGroup(
                name: "Recording",
                subcommands: [
                    AwardCommand.self, AllocateCommand.self, ReleaseCommand.self, VireCommand.self,
                    CommitCommand.self, DecommitCommand.self, SpendCommand.self,
                    AccrueCommand.self,
                    RefundCommand.self, ReverseCommand.self, TagCommand.self,
                    EvidenceCommand.self, AwaitCommand.self,
                    ClaimCommand.self,
                    ReceiptCommand.self, CarryForwardCommand.self, RepayCommand.self,
                    CloseCommand.self, ReopenCommand.self, ImportCommand.self,
                ]),
            CommandGroup(
                name: "Deciding",
                subcommands: [
                    ProposeCommand.self, ApprovalsCommand.self, ApproveCommand.self,
                    RejectCommand.self, ReturnCommand.self,
                ]),
            CommandGroup(
                name: "Looking and proving",
                subcommands: [
                    StatementCommand.self, TransactionsCommand.self, ExplainCommand.self,
                    CommitmentsCommand.self,
                    ReconcileCommand.self, WaiveCommand.self, VerifyCommand.self,
                    CheckCommand.self, CompareCommand.self, MatchCommand.self,
                ]),
            CommandGroup(
                name: "Planning and reporting",
                subcommands: [
                    ProfileCommand.self, ForecastCommand.self, OutputCommand.self,
                    NoteCommand.self, MatchFundingCommand.self, DutiesCommand.self,
                    ReportCommand.self, ConsolidateCommand.self,
                ]),
            CommandGroup(
                name: "Files",
                subcommands: [ExportCommand.self, BackupCommand.self, RestoreCommand.self]),
        ])

    public init() {}

    /// Runs what the command line asks for and ends the process.
    ///
    /// Status 0 done and clean; 1 refused, or a check found errors; 64 wrong usage.
    public static func runAndExit() -> Never {
        // Asked for by scripts, over and over: no need to lay out forty commands first.
        if CommandLine.arguments.dropFirst() == ["--version"] {
            Console.print(version)
            exit(withStatus: 0)
        }
        let arguments = CommandLine.arguments
        if let index = arguments.indices.dropFirst().first(where: { isNegative(arguments[$0]) }) {
            let amount = arguments[index]
            Console.warn(
                arguments[index - 1] == "--days"
                    ? "\(MatchError.malformedDays(amount))"
                    : "\(signed(amount)) is below nought; amounts are positive. To take something "
                        + "back, use `locality refund`, `release` or `reverse`.")
            exit(withStatus: 1)
        }
        do {
            var command = try parseAsRoot()
            try command.run()
            exit(withStatus: 0)
        } catch {
            let status = exitCode(for: error)
            if status == .success {
                Console.print(fullMessage(for: error))
            } else if status == .failure, !(error is ExitCode) {
                Console.warn(isList(error) ? "\(error)" : oneLine("\(error)"))
            } else if !(error is ExitCode) {
                Console.warn(fullMessage(for: error))
            }
            exit(withStatus: status.rawValue)
        }
    }

    private static func signed(_ text: String) -> String {
        "“\(text)”" + ((try? Money(parsing: text)).map { " (\($0))" } ?? "")
    }

    /// Whether the error names several things, a line each.
    private static func isList(_ error: any Error) -> Bool {
        if case LedgerError.bookRefused = error { return true }
        if case CompareError.refused = error { return true }
        return error is BookProblems
    }

    /// What a sentence quotes cannot break it in two.
    private static func oneLine(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
    }

    /// `-5` and `-£5`, which would be taken for options.
    private static func isNegative(_ argument: String) -> Bool {
        let bytes = Array(argument.utf8.prefix(3))
        guard bytes.count > 1, bytes[0] == UInt8(ascii: "-") else { return false }
        return (48...57).contains(bytes[1]) || bytes.dropFirst().elementsEqual("£".utf8)
    }

    private static func exit(withStatus status: Int32) -> Never {
        Foundation.exit(status)
    }
}
