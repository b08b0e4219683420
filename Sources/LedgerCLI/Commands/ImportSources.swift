internal import ArgumentParser
internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

struct ImportSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "Show how the lists of each source are read.",
        discussion: """
            Example:
              locality import sources council
            """)

    @Argument(help: ArgumentHelp("Only the source of this name.", valueName: "name"))
    var name: String?
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: LedgerOptions

    private struct SourceJSON: Encodable {
        let partnership: String
        let name: String
        let columns: [String: String]
        let dates: String?
        let sign: String?
        let fund: String?
        let year: String?
        let project: String?
        let map: [String]
    }

    func run() throws {
        let ledger = try options.openForReading()
        let all = try ledger.paymentSources(of: options.partnership)
        let wanted = name.map { composed($0) }
        let sources = all.filter { wanted == nil || $0.name == wanted }
        if let wanted, sources.isEmpty { throw CommandError.noSource(wanted, all.map(\.name)) }
        guard output.format == .text else {
            try JSONText.print(try sources.map(json))
            return
        }
        guard !sources.isEmpty else {
            Console.print(
                "No source is saved yet. The first import with --source and --apply saves one.")
            return
        }
        let isShared = Set(all.map(\.partnership)).count > 1
        let blocks = try sources.map { source in
            let settings = try PaymentSettings(reading: source.settings)
            return Colour.bold(source.name) + (isShared ? " (\(source.partnership))" : "") + "\n"
                + settings.lines.map { "  \($0)" }.joined(separator: "\n")
        }
        Console.print(blocks.joined(separator: "\n\n"))
    }

    private func json(_ source: PaymentSource) throws -> SourceJSON {
        let settings = try PaymentSettings(reading: source.settings)
        return SourceJSON(
            partnership: source.partnership, name: source.name,
            columns: Dictionary(
                uniqueKeysWithValues: settings.columns.filter { !$0.value.isEmpty }
                    .map { ($0.key.name, $0.value) }),
            dates: settings.dates?.rawValue, sign: settings.sign?.rawValue,
            fund: settings.fund?.text, year: settings.year.map { "\($0)" },
            project: settings.project?.text, map: settings.meanings.map(\.description))
    }
}

extension PaymentSettings {
    /// The settings as an officer reads them; columns that the lists do not have are left out.
    fileprivate var lines: [String] {
        text.split(separator: "\n").map(String.init).filter { !$0.hasSuffix("=") }
    }
}
