internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Show and settle what was agreed with the funder.",
        discussion: """
            Example:
              locality agreement show PLF --year 2018-19
            """, subcommands: [AgreementShow.self, AgreementSet.self])
}

struct AgreementShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show every setting of a fund year's agreement, and what it means.",
        discussion: """
            What was not agreed otherwise has the standard.

            Example:
              locality agreement show PLF --year 2018-19
            """)

    @Argument(help: ArgumentHelp("The fund's code.", valueName: "fund"))
    var code: String
    @OptionGroup var place: YearOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Answer: Encodable {
        let partnership: String
        let fund: String
        let year: String
        let spendFrom: String
        let spendBy: String
        let settled: Bool
        let settings: [Setting]
    }

    private struct Setting: Encodable {
        let setting: String
        let value: String
        let agreed: Bool
        let explanation: String
    }

    func run() throws {
        let ledger = try options.openForReading()
        let key = try place.fundYear(code, in: ledger, partnership: options.partnership)
        let agreement = try ledger.agreement(of: key)
        let fund = try ledger.fund(key)
        let spending = fund.spendFrom...fund.spendBy
        switch output.format {
        case .table:
            var table = TextTable(
                [("Setting", .left), ("Agreed", .left), ("What it settles", .left)], flexible: 2)
            for setting in AgreementSetting.allCases {
                let value = agreement[setting].isEmpty ? "–" : agreement[setting]
                table.add([
                    setting.rawValue,
                    value + (agreement.isAgreed(setting) || value == "–" ? "" : " (standard)"),
                    setting.explanation,
                ])
            }
            Console.print(
                "\(key) of \(key.partnership), to be spent from \(spending.lowerBound) to "
                    + "\(spending.upperBound)"
                    + (agreement.isSettled
                        ? "\n"
                        : "\nNo agreement is settled: the standards below are not enforced. Settle one "
                            + "with `locality agreement set`.\n")
                    + table.text(width: Console.width))
        case .csv:
            var csv = CSVText()
            csv.addRow(["Partnership", "Fund", "Year", "Setting", "Value", "Agreed", "Explanation"])
            for setting in AgreementSetting.allCases {
                csv.addRow([
                    key.partnership, key.code.text, "\(key.year)", setting.rawValue,
                    agreement[setting], agreement.isAgreed(setting) ? "yes" : "no",
                    setting.explanation,
                ])
            }
            Console.printRaw(csv.text)
        case .json:
            try JSONText.print(
                Answer(
                    partnership: key.partnership, fund: key.code.text, year: "\(key.year)",
                    spendFrom: "\(spending.lowerBound)", spendBy: "\(spending.upperBound)",
                    settled: agreement.isSettled,
                    settings: AgreementSetting.allCases.map {
                        Setting(
                            setting: $0.rawValue, value: agreement[$0],
                            agreed: agreement.isAgreed($0), explanation: $0.explanation)
                    }))
        }
    }
}

struct AgreementSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Settle parts of a fund year's agreement.",
        discussion: """
            Each change is kept, with who made it when. A setting without a value goes back to its \
            standard; without any setting the standards are agreed. What the agreement asks is held \
            against the fund year from then on. `locality agreement show` lists the settings.

            Example:
              locality agreement set PLF --year 2018-19 reference=CSP/2018/07 due-days=21 \\
                variance-reason=15%
            """)

    @Argument(help: ArgumentHelp("The fund's code.", valueName: "fund"))
    var code: String
    @Argument(
        help: ArgumentHelp("What was agreed, such as due-days=21.", valueName: "setting=value"))
    var settings: [String] = []
    @OptionGroup var place: YearOptions
    @OptionGroup var options: LedgerOptions

    func run() throws {
        let ledger = try options.openForRecording()
        let key = try place.fundYear(code, in: ledger, partnership: options.partnership)
        let before = try ledger.agreement(of: key)
        let after = try before.changed(changes())
        let changed = AgreementSetting.allCases.filter { before[$0] != after[$0] }
        guard !changed.isEmpty || !before.isSettled else {
            return Console.print("That is agreed of \(key) already; nothing was changed.")
        }
        try ledger.register(.record(after.record()), by: options.recorder())
        if changed.isEmpty { Console.print("\(key) has the standard agreement from now on.") }
        for setting in changed {
            Console.print(
                "\(key): \(setting.rawValue) is \(words(after, setting)), was \(words(before, setting))."
            )
        }
    }

    private func words(_ agreement: Agreement, _ setting: AgreementSetting) -> String {
        let value = agreement[setting]
        if value.isEmpty { return "blank" }
        return agreement.isAgreed(setting) ? value : "\(value), the standard"
    }

    private func changes() throws -> [AgreementSetting: String] {
        var changes: [AgreementSetting: String] = [:]
        for text in settings {
            let bytes = composed(text).utf8
            guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")) else {
                throw CommandError.noSettingValue(text)
            }
            let name = String(Substring(bytes[..<sign]))
            guard let setting = AgreementSetting(rawValue: name) else {
                throw Refusal.unknownSetting(name)
            }
            guard changes[setting] == nil else { throw CommandError.settingTwice(name) }
            changes[setting] = String(Substring(bytes[bytes.index(after: sign)...]))
        }
        return changes
    }
}
