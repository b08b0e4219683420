import LedgerCore

/// Why a command cannot tell what is meant.
enum CommandError: Error, Equatable {
    case severalFunds(String, [FundYear])
    case noFund(String)
    case noProject(Code, String)
    case noPartnership(String, [String])
    case otherPartnership(String, String, String)
    case wholeLedger(String)
    case noSettingValue(String)
    case settingTwice(String)
    case unknownKind(String)
    case missing(String)
    case notAFile(String)
    case notWritten(String, String)
    case unknownFinding(String)
    case notClosed(Quarter, FundYear, CalendarDay?)
    case closedFurther(FundYear, CalendarDay)
    case notASpreadsheet(String)
    case isTheFileChecked(String)
    case wrongQuarter(Quarter, FundYear)
    case nothingToEdit
    case unknownUnit(String)
    case unknownColumn(String)
    case projectExists(Project)
    case severalPartnerships([String])
    case severalSources([String])
    case noSource(String, [String])
    case unnamedSource
    case mappedTwice(String, String, String)
    case notACount(String, String)
    case emptyNote
    case unknownGroup(String)
    case otherMatch(MatchIncome)
}

extension CommandError: CustomStringConvertible {
    var description: String {
        switch self {
        case .severalFunds(let what, let funds):
            "\(what) could mean \(CommandError.list(funds)). Say which with --fund, --year or --partnership."
        case .noFund(let what):
            "There is no fund\(what.isEmpty ? "" : " for \(what)") in this ledger. See `locality fund list`."
        case .noProject(let code, let place):
            "There is no project \(code)\(place) in this ledger. See `locality project list`."
        case .noPartnership(let name, let known):
            "There is no partnership “\(name)” in this ledger; it holds \(known.joined(separator: ", "))."
        case .otherPartnership(let what, let partnership, let said):
            "\(what) is of \(partnership), not of \(said). Name one of \(said), or leave --partnership out."
        case .noSettingValue(let text):
            "“\(text)” settles nothing. Write the setting and its value, such as due-days=21."
        case .settingTwice(let name):
            "\(name) is said twice. Say it once."
        case .wholeLedger(let command):
            "`locality \(command)` is about the whole ledger, with every partnership in it. Leave --partnership out."
        case .unknownKind(let text):
            "“\(text)” is no kind of entry. The kinds are \(TransferKind.allCases.map(\.name).joined(separator: ", "))."
        case .mappedTwice(let word, let first, let second):
            "--map is given twice for “\(word)”: \(first) and \(second). Give it once for each code."
        case .notACount, .emptyNote, .otherMatch, .unknownGroup: planWords
        case .missing(let what): "\(what) is missing. Give it and try again."
        case .notAFile(let path):
            "\(path) is not a plain file and was left alone. Choose another name with --output."
        case .notWritten(let path, let reason):
            "\(path) was not written: \(reason). Choose another place with --output."
        case .unknownFinding(let reference):
            "“\(reference)” is no finding of this ledger now. Copy the reference from `locality reconcile`."
        case .notClosed(let quarter, let fund, let closed):
            "\(quarter) is not closed; \(fund) is \(closed.map { "closed up to \($0)" } ?? "open throughout"). Nothing was changed."
        case .closedFurther(let fund, let closed):
            "\(fund) is closed up to \(closed) already. Use `locality reopen` with a reason to open a part of it."
        case .notASpreadsheet(let path):
            "“\(path)” does not end in .xlsx. Give the spreadsheet a name that does."
        case .isTheFileChecked(let path):
            "“\(path)” is the file that is checked, which is left as it is. Give the copy another name."
        case .wrongQuarter(let quarter, let fund):
            "\(quarter) is no quarter of \(fund). Give one of its own, such as \(fund.year)-Q3."
        case .projectExists(let project):
            "\(project.fund) has a project \(project.code) already, “\(project.description)”. Choose another code, or use `locality project edit`."
        case .unknownUnit(let text):
            "“\(text)” is not a unit. Use pounds, thousands or millions."
        case .unknownColumn(let text):
            "“\(text)” does not say what a column is. Write such as label=Project, allocated=C, spent=Amount Spent."
        case .severalPartnerships(let known):
            "This ledger holds \(known.joined(separator: ", ")). Say which with --partnership."
        case .severalSources(let names):
            "The list has the columns of the sources \(names.map { "“\($0)”" }.joined(separator: " and ")). Say which with --source."
        case .noSource(let name, let known):
            "There is no source “\(name)” in this ledger; \(known.isEmpty ? "none is saved yet" : "there is \(known.joined(separator: ", "))")."
        case .unnamedSource:
            "The source of the list has no name yet, by which its rows are known next time. Give it one with --source, such as --source council."
        case .nothingToEdit:
            "Nothing to change was given. Name at least one, such as --lead or --description."
        }
    }

    /// What is planned and said of projects.
    private var planWords: String {
        switch self {
        case .notACount(let name, let text):
            "“\(text)” is not a count, which --\(name) takes. Write a whole number, such as 195."
        case .emptyNote:
            "Nothing to write was given. Give at least one, such as --reason or --narrative."
        case .otherMatch(let income):
            "\(income.id) is the match funding of \(income.project?.text ?? "the fund") from \(income.giver). Name that, or choose another number."
        case .unknownGroup(let text):
            "“\(text)” is nothing to group by. Write one of \(GroupReport.Grouping.allCases.map(\.rawValue).joined(separator: ", "))."
        default: ""
        }
    }

    static func list(_ funds: [FundYear]) -> String {
        funds.map { "\($0) (\($0.partnership))" }.joined(separator: " or ")
    }
}
