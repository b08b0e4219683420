internal import ArgumentParser
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract:
            "Hold a printed statement against the ledger; propose the entries that explain it.",
        discussion: """
            Lines are matched to projects by code, then by name, then by figures. What differs is \
            explained by the fewest entries that would account for it: virements, new spend, new \
            and renamed lines, a changed award. Nothing is recorded without --apply, and then all \
            of it or nothing; applying a file again records nothing new.

            Example:
              locality compare statement.csv --fund PLF --year 2018-19 --as-at 2019-03-07
            Say what a doubtful line is, and record what is proposed:
              locality compare statement.csv --fund PLF --year 2018-19 --as-at 2019-03-07 \\
                --match 14=PLF-02 --match 20=new --apply
            """)

    @Argument(help: ArgumentHelp("The printed table, a CSV or .xlsx file.", valueName: "file"))
    var file: String
    @OptionGroup var place: FundOptions
    @Option(
        help: ArgumentHelp(
            "The day the table is of (default: the day in the file's name).", valueName: "day"))
    var asAt: String?
    @Flag(help: "Record what is proposed.")
    var apply = false
    @Option(
        help: ArgumentHelp(
            "What a line is: its number and a project, such as 14=PLF-02, or 14=new.",
            valueName: "line=project"))
    var match: [String] = []
    @Option(
        help: ArgumentHelp(
            "Why spend may pass the free balance; it then stands as a finding.",
            valueName: "reason"))
    var overspendReason: String = ""
    @Flag(help: "Record it although entries of later days say the same.")
    var recordAgain = false
    @OptionGroup var table: TableChoice
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let check = try table.check(file)
        let file = check.file
        let told = try LineIdentities(match).told
        let ledger = try apply ? options.openForRecording() : options.openForReading()
        let fund = try place.fundYear(in: ledger, partnership: options.partnership)
        let day = try day(of: file, fund)
        let comparing = ComparedFile(check, fund: fund, day: day, told: told)
        let (comparison, applied, later) = try ledger.inOneMoment {
            let applied = try comparing.entriesApplied(in: ledger)
            let comparison = try comparing.comparison(with: ledger, isRecorded: !applied.isEmpty)
            let later = try comparison.recordedLater(among: comparing.entriesAfter(in: ledger))
            return (comparison, applied, applied.isEmpty ? later : [:])
        }
        let isHeldBack = !later.isEmpty && !recordAgain
        var report = ComparisonReport(
            comparison: comparison, file: file.name, hash: comparing.hash, applied: applied,
            later: later, isHeldBack: isHeldBack, isApplying: apply)
        if !comparison.proposed.isEmpty, comparison.refusal == nil, applied.isEmpty, !isHeldBack {
            let batch = try ComparisonBatch(
                comparison, comparing, ledger, overspendReason: overspendReason)
            if apply {
                report.recorded = try batch.record(in: ledger, by: options.recorder())
                report.after = try comparing.comparison(with: ledger, isRecorded: true)
            } else {
                report.refusals = try batch.refusals(in: ledger, by: options.recorder())
            }
        }
        try report.print(output.format)
        if apply, report.recorded == nil { try report.sayWhyNot() }
        if !(report.after ?? comparison).agrees { throw ExitCode(1) }
    }

    /// The day of the table: as typed, else as the file's name says; both must mean the same fund.
    private func day(of file: TableFile, _ fund: FundYear) throws -> CalendarDay {
        let named = try? PrintedName(parsing: file.name)
        if let named, named.fund != fund.code || named.year != fund.year {
            throw CompareError.namedForFund(file.name, "\(named.fund) \(named.year)", fund)
        }
        guard let asAt else {
            guard let named else { throw CommandError.missing("The day of the table (--as-at)") }
            return named.day
        }
        let day = try CalendarDay(parsing: asAt)
        if let named, named.day != day {
            guard !apply else { throw CompareError.namedForDay(file.name, named.day, day) }
            Console.warn("\(file.name) is named for \(named.day); it is held against \(day).")
        }
        return day
    }
}

/// What `--match` says of lines.
struct LineIdentities {
    private(set) var told: [Int: LineIdentity] = [:]

    init(_ texts: [String]) throws {
        for text in texts {
            let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard parts.count == 2, let number = wholeNumber(trimmed(parts[0])),
                let name = String(parts[1]), told[number] == nil
            else { throw CompareError.malformedMatch(text) }
            told[number] =
                trimmed(name.utf8) == Array("new".utf8)
                ? .newProject : .project(try Code(name))
        }
    }
}
