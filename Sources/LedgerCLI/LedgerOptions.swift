internal import ArgumentParser
private import Foundation
internal import LedgerCore
internal import LedgerStore

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
}

/// Which ledger file.
struct LedgerFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ledger file (default: LOCALITY_LEDGER, else Ledgers/locality.sqlite).",
            valueName: "file"))
    var ledger: String?

    var path: String {
        ledger ?? Console.environment("LOCALITY_LEDGER") ?? "Ledgers/locality.sqlite"
    }

    func openForReading() throws -> Ledger { try Ledger.openForReading(path) }

    func openForRecording() throws -> Ledger { try Ledger.openForRecording(path) }
}

struct RecorderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who records (default: LOCALITY_USER, else the user signed in).", valueName: "name"))
    var by: String?

    /// Who records, on one line and in composed form.
    func recorder() throws -> String {
        let name = by ?? Console.environment("LOCALITY_USER") ?? NSUserName()
        let tidy = try line(composed(name), named: "name of who records")
        guard !tidy.isEmpty else { throw CommandError.missing("Who records (--by)") }
        return tidy
    }
}

/// Which ledger, for every command that can be about one partnership.
struct LedgerOptions: ParsableArguments {
    @OptionGroup var file: LedgerFileOptions
    @Option(
        help: ArgumentHelp(
            "The partnership, where the ledger holds more than one.", valueName: "name"),
        transform: composed)
    var partnership: String?
    @OptionGroup var who: RecorderOptions

    func recorder() throws -> String { try who.recorder() }

    func openForReading() throws -> Ledger { try file.openForReading() }

    func openForRecording() throws -> Ledger { try file.openForRecording() }

    /// Refuses what was named, when it is of another partnership than the one that was said; what is
    /// of no fund belongs to every partnership.
    func check(_ named: String, isOf fund: FundYear?, in ledger: Ledger) throws {
        guard let partnership else { return }
        let known = Set(try ledger.funds().map(\.key.partnership)).sorted()
        guard known.contains(partnership) else {
            throw CommandError.noPartnership(partnership, known)
        }
        guard fund == nil || fund?.partnership == partnership else {
            throw CommandError.otherPartnership(named, fund?.partnership ?? "", partnership)
        }
    }
}

/// Which ledger, for a command that is about the whole of it.
struct WholeLedgerOptions: ParsableArguments {
    @OptionGroup var file: LedgerFileOptions
    /// Taken only so that it is refused with the reason.
    @Option(help: .hidden) var partnership: String?
    @OptionGroup var who: RecorderOptions

    var path: String { file.path }

    func recorder() throws -> String { try who.recorder() }

    func openForReading() throws -> Ledger { try file.openForReading() }

    func openForRecording() throws -> Ledger { try file.openForRecording() }

    /// Refuses a partnership where only all of them together can be meant.
    func check(_ command: String) throws {
        if partnership != nil { throw CommandError.wholeLedger(command) }
    }
}

/// How the answer is written.
struct FormatOptions: ParsableArguments {
    @Option(help: "How to write the answer: table, csv or json.")
    var format: OutputFormat = .table
}

/// How an acknowledgement or a verdict is written.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json

    /// `table` is taken for text, so that one habit serves every command.
    init?(argument: String) {
        self.init(rawValue: argument == "table" ? "text" : argument)
    }
}

struct AnswerOptions: ParsableArguments {
    @Option(help: "How to write the answer: text or json.")
    var format: AnswerFormat = .text
}

/// Which year, where the fund is named already.
struct YearOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The financial year, such as 2018-19.", valueName: "year"))
    var year: String?

    func fundYear(_ code: String, in ledger: Ledger, partnership: String?) throws -> FundYear {
        try FundOptions.saying(fund: code, year: year).fundYear(
            in: ledger, partnership: partnership)
    }
}

/// Which fund year.
struct FundOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The fund, such as PLF.", valueName: "code"))
    var fund: String?

    @Option(help: ArgumentHelp("The financial year, such as 2018-19.", valueName: "year"))
    var year: String?

    /// The options as if a command line had said this much.
    static func saying(fund: String? = nil, year: String? = nil) -> FundOptions {
        var place = FundOptions()
        place.fund = fund
        place.year = year
        return place
    }

    /// The fund years that are meant, in order; all of them when nothing is said.
    func fundYears(in ledger: Ledger, partnership: String?) throws -> [FundYear] {
        let code = try fund.map { try Code($0) }
        let year = try year.map { try FinancialYear(parsing: $0) }
        let all = try ledger.funds().map(\.key)
        let partnerships = Set(all.map(\.partnership)).sorted()
        if let partnership, !partnerships.contains(partnership) {
            throw CommandError.noPartnership(partnership, partnerships)
        }
        let found = all.filter {
            (partnership == nil || $0.partnership == partnership)
                && (code == nil || $0.code == code) && (year == nil || $0.year == year)
        }
        guard !found.isEmpty || (code == nil && year == nil) else {
            let words = [code?.text, year.map { "\($0)" }].compactMap(\.self)
            throw CommandError.noFund(words.joined(separator: " "))
        }
        return found
    }

    /// The one fund year that is meant.
    func fundYear(in ledger: Ledger, partnership: String?) throws -> FundYear {
        let found = try fundYears(in: ledger, partnership: partnership)
        guard found.count <= 1, let only = found.first else {
            if found.isEmpty { throw CommandError.noFund("") }
            throw CommandError.severalFunds("The fund", found)
        }
        return only
    }

    /// The one fund year that is meant and has the project.
    func fundYear(
        withProject code: Code, in ledger: Ledger, partnership: String?
    ) throws -> FundYear {
        let candidates = try ledger.funds(withProject: code)
        let asked = try fundYears(in: ledger, partnership: partnership)
        let found = candidates.filter(asked.contains)
        guard let only = found.first else {
            let place = asked.count == 1 ? " of \(asked[0])" : ""
            throw CommandError.noProject(code, place)
        }
        guard found.count == 1 else { throw CommandError.severalFunds("\(code)", found) }
        return only
    }
}

/// The text in composed form (NFC), so that one name typed on two keyboards is one name.
func composed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}

/// What to do where there is no fund yet.
let emptyLedger =
    "The ledger is empty. Load a book with `locality load`, or add a fund with `locality fund add`."

/// Today by this computer's clock and time zone.
func today() -> CalendarDay {
    let parts = Calendar.current.dateComponents([.year, .month, .day], from: Date())
    return CalendarDay(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
        ?? CalendarDay(number: 0)
}
