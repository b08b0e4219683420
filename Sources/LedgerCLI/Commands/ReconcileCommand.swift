internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerImport
internal import LedgerStore

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Check that every figure agrees with every other; all findings at once.",
        discussion: """
            Reports and repairs nothing. The largest sum comes first. Errors end with status 1; \
            warnings and notes do not. A finding can be waived by name, with a reason and an expiry.

            Example:
              locality reconcile --fund PLF --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @Option(help: ArgumentHelp("The day to judge by (default: today).", valueName: "day"))
    var today: String?
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForReading()
        let day = try today.map { try CalendarDay(parsing: $0) }
        let findings = try ledger.inOneMoment {
            try Findings(ledger, place: place, partnership: options.partnership, today: day)
        }
        switch output.format {
        case .table: Console.print(findings.text(width: Console.width))
        case .csv: Console.printRaw(findings.csv)
        case .json: try JSONText.print(FindingsJSON(findings.all))
        }
        if findings.errors > 0 { throw ExitCode(1) }
    }
}

struct WaiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Accept a finding for a while, by name and with a reason.",
        discussion: """
            The waiver is printed with the finding until it expires. It holds for that finding with \
            its figures: when they change, it comes back.

            Example:
              locality waive same-description-1a2b3c4d --name "Chair, Strategic Group" \\
                --reason "Two locations, told apart by code" --until 2019-03-31
            """)

    @Argument(
        help: ArgumentHelp(
            "The finding's reference, from `locality reconcile`.", valueName: "finding"))
    var finding: String
    @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
    var name: String
    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String
    @Option(help: ArgumentHelp("The last day it holds.", valueName: "day"))
    var until: String
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let waiver = try Waiver(
            finding: finding, name: composed(name), reason: composed(reason),
            until: CalendarDay(parsing: until))
        let all =
            try Findings(ledger, place: .saying(), partnership: nil, today: nil).all
            + ReturnWork.findings(ofOpenReturnsIn: ledger)
        guard let found = all.first(where: { $0.reference == waiver.finding }) else {
            throw CommandError.unknownFinding(waiver.finding)
        }
        try options.check("Finding \(found.reference)", isOf: found.fund, in: ledger)
        try ledger.register(.waiver(waiver), by: options.recorder())
        Console.print(
            "\(found.reference) is waived by \(waiver.name) until \(waiver.until): \(waiver.reason)"
        )
        if waiver.until < today() {
            Console.warn(
                "\(waiver.until) is past: the waiver counts only in a review of an earlier day "
                    + "(`locality reconcile --today`).")
        }
    }
}
