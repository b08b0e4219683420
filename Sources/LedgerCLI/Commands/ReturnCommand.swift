internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct ReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Draft, certify, issue and prove the returns to the funder.",
        discussion: """
            A return is drafted by whoever records, certified by somebody else, and issued: its figures, \
            its file and its period then stand. What is corrected later goes into an amended version.

            Example:
              locality return draft 2018-19-Q3 --fund PLF
              locality return certify 2018-19-Q3 --fund PLF --role "Section 151 officer" --declare
              locality return issue 2018-19-Q3 --fund PLF
            """,
        subcommands: [
            ReturnDraft.self, ReturnCertify.self, ReturnIssue.self, ReturnAccept.self,
            ReturnList.self, ReturnShow.self, ReturnVerify.self, ReturnLayoutCommand.self,
        ])
}

/// Which return.
struct ReturnOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The period, such as 2018-19-Q3.", valueName: "period"))
    var period: String
    @OptionGroup var place: FundOptions
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    func work(_ ledger: Ledger) throws -> ReturnWork {
        var place = place
        // The period says the year unless it is short, such as Q3.
        let year = String(decoding: Array(period.utf8.prefix(7)), as: UTF8.self)
        if place.year == nil, (try? FinancialYear(parsing: year)) != nil { place.year = year }
        let fund = try place.fundYear(in: ledger, partnership: options.partnership)
        return try ReturnWork(ledger, of: fund, period: period)
    }
}

/// Where a return's workbook is written.
struct WorkbookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The workbook to write, ending in .xlsx (default: in Exports/, named after the return).",
            valueName: "file"))
    var workbook: String?
}

struct ReturnDraft: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Draft a period's return, or an amended version of it.",
        discussion: """
            Writes the workbook, with open cells for reasons and narratives; what is typed there is taken \
            in with `locality return verify FILE --apply`. A version after the first states what changed \
            since the last, and is refused when nothing did.

            Example:
              locality return draft 2018-19-Q3 --fund PLF
            """)

    @OptionGroup var common: ReturnOptions
    @OptionGroup var file: WorkbookOptions

    func run() throws {
        let ledger = try common.options.openForRecording()
        let work = try common.work(ledger)
        let by = try common.options.recorder()
        let version = work.nextVersion
        let day = today()
        guard try ledger.verify().findings.isEmpty else {
            throw Refusal.year(.return(.damaged("\(work.period) version \(version)")))
        }
        let (grantReturn, state) = try work.current(version, stage: .draft, by: by, on: day)
        if let changes = try work.changes(to: grantReturn), changes.isEmpty {
            throw Refusal.year(
                .return(
                    .unchanged(grantReturn.title, since: "\(work.period) version \(version - 1)")))
        }
        let workbook = try ReturnFile(grantReturn, in: ledger, at: state)
        let step = try ReturnStep(
            fund: work.fund, period: work.period, version: version, stage: .draft, day: day,
            records: state.records)
        let path =
            file.workbook
            ?? ReturnFile.usualPath(work.fund, work.period, version, draft: true)
        try workbook.write(to: path)
        try ledger.record(step, seen: state, by: by)
        try ReturnAnswer(grantReturn, file: path, sha256: nil).print(common.output.format)
    }
}

struct ReturnCertify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certify", abstract: "Certify a drafted return, with the declaration.",
        discussion: """
            By somebody who neither drafted it nor recorded spend of the fund. Refused on an indicative \
            award, with errors that nobody waived, or with a variance past the agreed share and no reason.

            Example:
              locality return certify 2018-19-Q3 --fund PLF --role "Section 151 officer" --declare
            """)

    @OptionGroup var common: ReturnOptions
    @Option(
        help: ArgumentHelp(
            "The post of who certifies (default: the agreement's contact-finance).",
            valueName: "post"))
    var role: String?
    @Flag(help: "You make the declaration, which is printed without this.")
    var declare = false

    func run() throws {
        let ledger = try common.options.openForRecording()
        let work = try common.work(ledger)
        let by = try common.options.recorder()
        let version = try work.version().version
        let title = "\(work.period) version \(version)"
        guard declare else { throw ReturnError.declaration(title) }
        let agreed = try ledger.agreement(of: work.fund)[.financeContact]
        let role = role.map(composed) ?? agreed
        guard !role.isEmpty else { throw ReturnError.noRole }
        let (grantReturn, state) = try work.current(
            version, stage: .certified, by: by, role: role, on: today())
        // What the ledger refuses by itself comes first, then what the figures forbid.
        let step = try ReturnStep(
            fund: work.fund, period: work.period, version: version, stage: .certified,
            day: today(), records: state.records, role: role)
        try ledger.checkAdmitted(step, by: by)
        try ReturnCertify.checkFigures(grantReturn, ledger)
        try ledger.record(step, seen: state, by: by)
        try ReturnAnswer(grantReturn, file: nil, sha256: nil).print(common.output.format)
    }

    private static func checkFigures(_ grantReturn: GrantReturn, _ ledger: Ledger) throws {
        let title = grantReturn.title
        guard try ledger.verify().findings.isEmpty else {
            throw Refusal.year(.return(.damaged(title)))
        }
        let errors = grantReturn.findings.filter { $0.severity == .error && $0.waiver == nil }
        if let first = errors.first {
            throw Refusal.year(
                .return(
                    .errorsUnwaived(title, count: errors.count, first: first)))
        }
        // Nothing is asked for before an agreement is settled.
        guard grantReturn.agreement.isSettled else { return }
        let silent = grantReturn.projects.filter { $0.needsReason && $0.note[.reason].isEmpty }
        guard silent.isEmpty else {
            throw Refusal.year(.return(.reasonsMissing(title, silent.map(\.project.code))))
        }
    }
}

struct ReturnIssue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue a certified return: its file is kept and its period closed.",
        discussion: """
            The very file is kept in the ledger with its SHA-256, and `locality return show --workbook` \
            gives the same bytes again, any year later. A late invoice for the closed period goes to the \
            open one, with --belongs-to.

            Example:
              locality return issue 2018-19-Q3 --fund PLF
            """)

    @OptionGroup var common: ReturnOptions
    @OptionGroup var file: WorkbookOptions

    func run() throws {
        let ledger = try common.options.openForRecording()
        let work = try common.work(ledger)
        let by = try common.options.recorder()
        let version = try work.version()
        let day = today()
        guard day > work.period.lastDay else {
            throw Refusal.year(.return(.periodNotOver(work.period, today: day)))
        }
        let (grantReturn, state) = try work.current(
            version.version, stage: .issued, by: by, on: day)
        if let certified = version.step(.certified), version.stage == .certified,
            let change = try grantReturn.changes(since: work.past(certified)).first
        {
            throw Refusal.year(
                .return(.changedSince(grantReturn.title, change: change.inWords)))
        }
        let workbook = try ReturnFile(grantReturn, in: ledger, at: state)
        let hash = sha256(workbook.bytes)
        let step = try ReturnStep(
            fund: work.fund, period: work.period, version: version.version, stage: .issued,
            day: day, records: state.records, file: hash)
        try ledger.record(step, file: workbook.bytes, seen: state, by: by)
        let path =
            file.workbook
            ?? ReturnFile.usualPath(work.fund, work.period, version.version, draft: false)
        try workbook.write(to: path)
        try ReturnAnswer(grantReturn, file: path, sha256: hash).print(common.output.format)
    }
}

struct ReturnAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Record the funder's receipt of a return, or what the funder asks.",
        discussion: """
            By the funder's officer, who had no hand in the return. A question stands until the return is \
            accepted, or an amended version answers it.

            Examples:
              locality return accept 2018-19-Q3 --fund PLF --reference OPCC/2019/14 --by "Grants officer"
              locality return accept 2018-19-Q3 --fund PLF --query "What is in entry 57?" --by "Grants officer"
            """)

    @OptionGroup var common: ReturnOptions
    @Option(help: ArgumentHelp("The funder's reference of the receipt.", valueName: "text"))
    var reference: String = ""
    @Option(help: ArgumentHelp("What the funder asks; it is not accepted then.", valueName: "text"))
    var query: String?
    @Option(help: ArgumentHelp("The version (default: the last).", valueName: "number"))
    var version: Int?

    func run() throws {
        let ledger = try common.options.openForRecording()
        let work = try common.work(ledger)
        let by = try common.options.recorder()
        let version = try work.version(version)
        let state = try ledger.state()
        let stage: ReturnStage = query == nil ? .accepted : .queried
        let step = try ReturnStep(
            fund: work.fund, period: work.period, version: version.version, stage: stage,
            day: today(), records: state.records, role: composed(reference),
            words: composed(query ?? ""))
        try ledger.record(step, seen: state, by: by)
        if common.output.format == .json {
            let kept = try ReturnWork(ledger, of: work.fund, period: "\(work.period)")
            return try JSONText.print(
                ReturnVersionJSON(kept.version(version.version), of: work.fund))
        }
        Console.print(
            "\(version.title) of \(work.fund) \(stage == .accepted ? "accepted" : "queried") by \(by)."
        )
    }
}

/// Why a return's command cannot go on.
enum ReturnError: Error, Equatable {
    case declaration(String)
    case noRole
    case notAReturn(String, String)
    case otherLedger(String, String)
}

extension ReturnError: CustomStringConvertible {
    var description: String {
        switch self {
        case .declaration(let title):
            "Certifying \(title), you declare that its figures are those of the ledger; that the spend was properly incurred for the purposes of the grant, without VAT that can be recovered; and that nothing in it was paid for by another government grant. Say --declare to declare it."
        case .noRole:
            "The post of who certifies is missing. Give it with --role, or settle contact-finance with `locality agreement set`."
        case .notAReturn(let path, let what):
            "\(path) is not a return of this program: it has no \(what). Give the workbook that was issued or drafted."
        case .otherLedger(let path, let head):
            "\(path) says it was made from a ledger with the head \(head), which this ledger never had. Use the ledger it came from, or a copy of it."
        }
    }
}
