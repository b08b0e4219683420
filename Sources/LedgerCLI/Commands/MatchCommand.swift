internal import ArgumentParser
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Hold the finance system's extract against the ledger's spend.",
        discussion: """
            Payments and spend belong together by what people confirmed, then by reference, then by \
            payee, amount and a date near, then where amounts of one payee add up in one way only. \
            Of several that fit, the nearest date is taken, of two as near the one before the \
            payment, then the lowest entry number; what else would fit is told. What is left over is \
            listed, and the sums explain the difference to the penny. Disagreement ends with \
            status 1.

            Nothing is written without --keep, --confirm or --break. What is kept is held against the \
            ledger by `locality reconcile` from then on; a later extract of the same name takes its \
            place.

            Examples:
              locality match payments.xlsx --fund PLF --year 2018-19
              locality match payments.xlsx --fund PLF --year 2018-19 --keep
              locality match payments.xlsx --fund PLF --year 2018-19 \\
                --confirm p-abcde=31,32 --reason "One payment for both invoices"
            """)

    @Argument(help: ArgumentHelp("The finance system's list, CSV or .xlsx.", valueName: "file"))
    var file: String
    @OptionGroup var place: FundOptions
    @OptionGroup var payments: PaymentOptions
    @Option(
        help: ArgumentHelp(
            "The first day the list covers (default: of its first payment's month).",
            valueName: "day"))
    var from: String?
    @Option(
        help: ArgumentHelp(
            "The last day it covers (default: of its last payment's month).", valueName: "day"))
    var to: String?
    @Option(
        help: ArgumentHelp(
            "How many days may lie between a spend and its payment (default: 31, as in `reconcile`).",
            valueName: "number"))
    var days: String?
    @Flag(help: "List the rows that agree as well.")
    var all = false
    @Flag(help: "Keep the list in the ledger for `locality reconcile`.")
    var keep = false
    @Option(
        help: ArgumentHelp(
            "The name the list is kept under (default: the file's).", valueName: "name"))
    var name: String?
    @Option(
        help: ArgumentHelp(
            "Payments and entries that belong together, such as p-abcde=31,32; repeat it for each.",
            valueName: "payments=entries"))
    var confirm: [String] = []
    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "Payments and entries that do not belong together; repeat it for each.",
            valueName: "payments=entries"))
    var parted: [String] = []
    @Option(help: ArgumentHelp("Why you confirm or break it; it is kept.", valueName: "text"))
    var reason: String = ""
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let table = try TableFile.read(file)
        let isWriting = keep || !confirm.isEmpty || !parted.isEmpty
        let ledger = try isWriting ? options.openForRecording() : options.openForReading()
        let fund = try place.fundYear(in: ledger, partnership: options.partnership)
        var request = try request(table)
        let list = try list(table, of: fund, in: ledger, settings: &request.settings)
        var run = try ledger.inOneMoment {
            try MatchRun(list.payments, of: table.name, fund: fund, request, in: ledger)
        }
        if isWriting {
            let said = try record(run, in: ledger)
            if output.format == .table { Console.print(said.joined(separator: "\n") + "\n") }
            run = try ledger.inOneMoment {
                try MatchRun(list.payments, of: table.name, fund: fund, request, in: ledger)
            }
        }
        let matching = run.matching
        let remarks = list.remarks + MatchWords(run).remarks(matching)
        if output.format != .json { for remark in remarks { Console.warn(remark) } }
        precondition(
            matching.totals.difference == matching.totals.explained,
            "what is left over explains the difference")
        switch output.format {
        case .table:
            Console.print(MatchText(run, matching, showsAll: all).text(width: Console.width))
        case .csv: Console.printRaw(MatchCSV(run, matching).text)
        case .json: try JSONText.print(MatchJSON(run, matching, remarks: remarks))
        }
        if !matching.agrees { throw ExitCode(1) }
    }

    /// The file's payments; everything that cannot be read is told, and nothing is matched then.
    private func list(
        _ table: TableFile, of fund: FundYear, in ledger: Ledger,
        settings: inout PaymentSettings
    ) throws -> PaymentList {
        let saved = try payments.saved(for: table, in: ledger, partnership: fund.partnership)
        if let source = payments.source, saved == nil {
            throw CommandError.noSource(
                source, try ledger.paymentSources(of: fund.partnership).map(\.name))
        }
        if payments.source == nil, let saved, output.format != .json {
            Console.warn("The list has the columns of source “\(saved.name)” and is read as such.")
        }
        settings = (saved?.settings ?? PaymentSettings()).changed(by: try payments.settings())
        let list = try PaymentReader.read(table, settings: settings, sheet: payments.sheet)
        guard list.problems.isEmpty else {
            for problem in list.problems { Console.warn("\(problem)") }
            let count = list.problems.reduce(0) { $0 + $1.count }
            Console.warn(
                "Nothing was matched: \(plural(count, "thing")) in \(table.name) cannot be read or "
                    + "does not agree. Put it right and try again.")
            throw ExitCode(1)
        }
        return list
    }

    private func request(_ table: TableFile) throws -> MatchRun.Request {
        var request = MatchRun.Request(
            name: try line(composed(name ?? table.name), named: "name of the extract"))
        request.from = try from.map { try CalendarDay(parsing: $0) }
        request.to = try to.map { try CalendarDay(parsing: $0) }
        if let days {
            guard let number = wholeNumber(days.utf8), number <= 366 else {
                throw MatchError.malformedDays(days)
            }
            request.nearness = number
        }
        return request
    }

    /// Keeps what is asked for, all of it or nothing, and says so.
    private func record(_ run: MatchRun, in ledger: Ledger) throws -> [String] {
        let reason = try line(composed(reason), named: "reason")
        guard !reason.isEmpty || (confirm.isEmpty && parted.isEmpty) else {
            throw MatchError.missingReason
        }
        let decisions =
            try confirm.map { try run.decision($0, .confirmed, reason: reason, in: ledger) }
            + parted.map { try run.decision($0, .broken, reason: reason, in: ledger) }
        try run.refuseContradiction(among: decisions)
        let recorder = try options.recorder()
        let before = try ledger.financeExtracts(of: run.fund)
        let subjects = decisions.map { Registration.Subject.matching($0) }
        let extracts = try keep ? [Registration.Subject.extract(run.extract)] : []
        _ = try ledger.record(all: [], registrations: subjects + extracts, by: recorder)
        let names = run.names
        let told = decisions.map { decision in
            let payments = decision.payments.map { names[$0] }.joined(separator: ", ")
            let numbers = decision.entries.map { id in
                run.entries.first { $0.id == id }.map { "\($0.number)" } ?? "\(id)"
            }
            let verb = decision.verdict == .confirmed ? "belongs with" : "does not belong with"
            let words =
                "\(payments) \(verb) \(numbers.count == 1 ? "entry" : "entries") "
                + "\(numbers.joined(separator: ", "))"
            // The ledger keeps who decided first.
            if let first = run.standing(decision) {
                let day = first.recorded.map { " on \($0.day)" } ?? ""
                return "Decided before: \(words), by \(first.by)\(day): "
                    + "\(first.decision.reason). Nothing new was kept of it."
            }
            return "Kept: \(words), by \(recorder): \(decision.reason)"
        }
        guard keep else { return told }
        let extract = try run.extract
        if let known = before.first(where: {
            $0.content == extract.content && ($0.name != extract.name || $0.days == extract.days)
        }) {
            return told + [
                "The list is kept as “\(known.name)” already; nothing new was kept of it."
            ]
        }
        let sum = run.payments.reduce(Money.zero) { $0 + $1.payment.amount }
        return told + [
            "Kept “\(run.name)”, \(plural(run.payments.count, "payment")) of \(sum), "
                + "\(run.days.words). `locality reconcile` holds it against the ledger from now on."
        ]
    }
}
