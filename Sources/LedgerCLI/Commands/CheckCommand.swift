internal import ArgumentParser
internal import LedgerImport

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check whether a printed table adds up, from a CSV file or a spreadsheet.",
        discussion: """
            Finds every table in the file, adds up its money columns, and holds each row across \
            (balance = allocated − spent). Needs no ledger and changes nothing. Says which cell \
            disagrees and by how much; errors end with status 1.

            Nothing needs to be set up. Where a table is not read as it is meant, name its columns \
            by heading, letter or number:
              locality check report.xlsx --sheet PLF --columns "label=B, allocated=Budget, spent=D"

            Example:
              locality check Ledgers/charnwood-2018-19/statements/PLF_2018-19_2019-01-24.csv
            """)

    @Argument(help: ArgumentHelp("A CSV file or an .xlsx workbook.", valueName: "file"))
    var file: String
    @OptionGroup var table: TableChoice
    @Option(
        help: ArgumentHelp(
            "Also write a copy as a spreadsheet, ending in .xlsx, with the findings on its cells and a summary.",
            valueName: "file"))
    var annotate: String?
    @OptionGroup var output: FormatOptions

    func run() throws {
        if let annotate { try CheckAnnotation.checkName(annotate, besides: file) }
        let check = try table.check(file)
        if let annotate { try CheckAnnotation(check).write(to: annotate) }
        switch output.format {
        case .table:
            Console.print(CheckText(check, width: Console.width).text)
            if let annotate { Console.print("\nA copy with the findings is in \(annotate).") }
        case .csv: Console.printRaw(CheckText.csv(check))
        case .json: try JSONText.print(CheckJSON(check))
        }
        if check.errors > 0 { throw ExitCode(1) }
    }
}

/// How a printed table is to be read, where it does not say so itself.
struct TableChoice: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What one stands for: pounds, thousands or millions (default: as the headings say).",
            valueName: "unit"))
    var unit: String?
    @Option(help: ArgumentHelp("The one sheet to read (default: all).", valueName: "name"))
    var sheet: String?
    @Option(
        help: ArgumentHelp(
            "What the columns are: label, allocated, spent, balance, received or money, each with a heading, a letter or a number.",
            valueName: "list"))
    var columns: String?

    /// Reads a file and checks its tables; what the officer should know of it goes to standard error.
    func check(_ path: String) throws -> FileCheck {
        let options = TableOptions(
            unit: try unit.map { try TableChoice.unit($0) },
            columns: try columns.map { try TableChoice.columns($0) } ?? [])
        let file = try TableFile.read(path)
        for remark in file.remarks { Console.warn(remark) }
        return try FileCheck(file, sheet: sheet, options: options)
    }

    private static func unit(_ text: String) throws -> MoneyUnit {
        guard let unit = MoneyUnit(rawValue: text) else { throw CommandError.unknownUnit(text) }
        return unit
    }

    /// `label=B, allocated=Budget 2018/19, spent=4`.
    private static func columns(_ text: String) throws -> [TableOptions.ColumnChoice] {
        try text.utf8.split(separator: UInt8(ascii: ",")).map { part in
            let sides = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let words = sides.map { plain($0) }
            guard words.count == 2, !words[1].isEmpty else {
                throw CommandError.unknownColumn(plain(part))
            }
            switch words[0] {
            case "label": return .init(name: words[1], meaning: .label)
            case "money": return .init(name: words[1], meaning: .money(nil))
            default:
                guard let role = PrintedRole(rawValue: words[0]) else {
                    throw CommandError.unknownColumn(plain(part))
                }
                return .init(name: words[1], meaning: .money(role))
            }
        }
    }

    private static func plain(_ bytes: Substring.UTF8View.SubSequence) -> String {
        let kept = bytes.drop { $0 == 0x20 }
        return String(
            decoding: Array(kept.reversed().drop { $0 == 0x20 }.reversed()), as: UTF8.self)
    }
}
