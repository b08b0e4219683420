public import ArgumentParser
internal import LedgerCore
public import LedgerImport
internal import LedgerStore

extension DateOrder: ExpressibleByArgument {}
extension SpendSign: ExpressibleByArgument {}

/// How a list of payments is read, for every command that reads one.
struct PaymentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The name of the saved settings for lists of this kind, such as council.",
            valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("The sheet of an .xlsx file that has several.", valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "The headings of its columns, such as \"date=Invoice Date,payee=Supplier,amount=Net\".",
            valueName: "list"))
    var columns: String?

    @Option(
        help: ArgumentHelp(
            "What dates in figures put first.", valueName: "order"))
    var dates: DateOrder?

    @Option(
        help: ArgumentHelp(
            "Whether money spent is above or below nought.",
            valueName: "sign"))
    var sign: SpendSign?

    /// What these options say by themselves.
    func settings() throws -> PaymentSettings {
        var settings = PaymentSettings()
        if let columns { try settings.setColumns(parsing: composed(columns)) }
        settings.dates = dates
        settings.sign = sign
        return settings
    }

    /// The saved settings that are meant, by name or because the list has their columns; nil where
    /// there are none yet.
    func saved(
        for file: TableFile, in ledger: Ledger, partnership: String
    ) throws -> SavedSource? {
        let sources = try ledger.paymentSources(of: partnership)
        if let source {
            let name = composed(source)
            return try sources.first { $0.name == name }.map(SavedSource.init)
        }
        let fitting = try sources.map(SavedSource.init).filter { saved in
            saved.settings.columns.contains { !$0.value.isEmpty }
                && PaymentReader.fits(saved.settings, file, sheet: sheet)
        }
        guard fitting.count <= 1 else {
            throw CommandError.severalSources(fitting.map(\.name))
        }
        return fitting.first
    }
}

/// A source's settings as they were kept.
struct SavedSource {
    let name: String
    let settings: PaymentSettings

    init(_ source: PaymentSource) throws {
        name = source.name
        settings = try PaymentSettings(reading: source.settings)
    }
}

extension LedgerOptions {
    /// The partnership named, or the only one there is.
    func onePartnership(in ledger: Ledger) throws -> String {
        let known = Set(try ledger.funds().map(\.key.partnership)).sorted()
        if let partnership {
            guard known.contains(partnership) else {
                throw CommandError.noPartnership(partnership, known)
            }
            return partnership
        }
        guard !known.isEmpty else { throw CommandError.noFund("") }
        guard known.count == 1, let only = known.first else {
            throw CommandError.severalPartnerships(known)
        }
        return only
    }
}
