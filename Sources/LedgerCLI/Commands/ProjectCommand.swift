internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct ProjectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Add, list and edit projects.",
        discussion: """
            Example:
              locality project list --fund PLF --year 2018-19
            """, subcommands: [ProjectAdd.self, ProjectList.self, ProjectEdit.self])
}

/// What is known of a project besides its code and description.
struct ProjectDetails: ParsableArguments {
    @Option(help: ArgumentHelp("The priority of the plan it serves.", valueName: "text"))
    var priority: String?
    @Option(help: ArgumentHelp("The role that leads it; no personal names.", valueName: "text"))
    var lead: String?
    @Option(help: ArgumentHelp("The organisation that delivers it.", valueName: "text"))
    var partner: String?
    @Option(help: ArgumentHelp("Where it is.", valueName: "text"))
    var location: String?
    @Option(help: ArgumentHelp("Which of the fund's criteria it meets.", valueName: "text"))
    var criterion: String?

    func project(_ known: Project, description: String?) throws -> Project {
        try Project(
            fund: known.fund, code: known.code,
            description: composed(description ?? known.description),
            priority: composed(priority ?? known.priority), lead: composed(lead ?? known.lead),
            partner: composed(partner ?? known.partner),
            location: composed(location ?? known.location),
            criterion: composed(criterion ?? known.criterion))
    }

    var isEmpty: Bool {
        [priority, lead, partner, location, criterion].allSatisfy { $0 == nil }
    }
}

struct ProjectAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a project to a fund.",
        discussion: """
            Example:
              locality project add PLF-19 "Bike marking days" --fund PLF --year 2018-19 \\
                --priority "P1 reduce all crime" --lead "Lead officer, P1"
            """)

    @Argument(help: ArgumentHelp("The project's code, such as PLF-19.", valueName: "project"))
    var code: String
    @Argument(help: ArgumentHelp("What it is called.", valueName: "description"))
    var name: String
    @OptionGroup var place: FundOptions
    @OptionGroup var details: ProjectDetails
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let fund = try place.fundYear(in: ledger, partnership: options.partnership)
        let code = try Code(code)
        let plain = try Project(fund: fund, code: code, description: composed(name))
        let project = try details.project(plain, description: nil)
        if let known = try ledger.projects(of: fund).first(where: { $0.code == code }),
            known != project
        {
            throw CommandError.projectExists(known)
        }
        let isNew = try ledger.register(.project(project), by: options.recorder())
        Console.print(
            isNew
                ? "\(code) “\(project.description)” added to \(fund). Give it money with "
                    + "`locality allocate \(code)`."
                : "\(code) is in \(fund) already, with the same details; nothing was changed.")
    }
}

struct ProjectEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is known of a project; its code stays.",
        discussion: """
            What was known before stays too: `locality statement --as-known` still prints it.

            Example:
              locality project edit PLF-16 --description "Detached Work, Shepshed"
            """)

    @Argument(help: ArgumentHelp("The project's code.", valueName: "project"))
    var code: String
    @Option(help: ArgumentHelp("What it is called now.", valueName: "text"))
    var description: String?
    @OptionGroup var place: FundOptions
    @OptionGroup var details: ProjectDetails
    @OptionGroup var options: LedgerOptions

    func run() throws {
        guard description != nil || !details.isEmpty else { throw CommandError.nothingToEdit }
        let ledger = try options.openForRecording()
        let code = try Code(code)
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        guard let known = try ledger.projects(of: fund).first(where: { $0.code == code }) else {
            throw Refusal.unknownProject(code, fund)
        }
        let project = try details.project(known, description: description)
        let isNew = try ledger.register(.project(project), by: options.recorder())
        Console.print(
            isNew
                ? "\(code) of \(fund) (“\(project.description)”) is changed."
                : "\(code) of \(fund) has these details already; nothing was changed.")
    }
}

struct ProjectList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List projects with their priority, lead and criterion.",
        discussion: """
            Example:
              locality project list --fund CI001 --year 2018-19
            """)

    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private static let headings = [
        "Fund", "Year", "Project", "Description", "Priority", "Lead", "Partner", "Location",
        "Criterion",
    ]

    func run() throws {
        let ledger = try options.openForReading()
        let rows = try place.fundYears(in: ledger, partnership: options.partnership)
            .flatMap { try ledger.projects(of: $0) }.map { project in
                [
                    project.fund.code.text, "\(project.fund.year)", project.code.text,
                    project.description, project.priority, project.lead, project.partner,
                    project.location, project.criterion,
                ]
            }
        switch output.format {
        case .table:
            var table = TextTable(Self.headings.map { ($0, .left) }, flexible: 3)
            for row in rows { table.add(row) }
            Console.print(table.text(width: Console.width))
        case .csv:
            var csv = CSVText()
            csv.addRow(Self.headings)
            for row in rows { csv.addRow(row) }
            Console.printRaw(csv.text)
        case .json:
            let names = Self.headings.map { $0.lowercased() }
            try JSONText.print(
                rows.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) })
        }
    }
}
