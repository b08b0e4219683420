internal import ArgumentParser
internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell in words how a project's balance came about.",
        discussion: """
            Example:
              locality explain PLF-06
            """)

    @Argument(help: ArgumentHelp("The project, such as PLF-06.", valueName: "project"))
    var project: String
    @OptionGroup var place: FundOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var options: LedgerOptions

    private struct Movement: Encodable {
        let entry: Int
        let date: String
        let words: String
        let change: Int64
        let balance: Int64
    }

    private struct Answer: Encodable {
        let project: String
        let fund: String
        let year: String
        let description: String
        let opening: Int64
        let movements: [Movement]
        let closing: Int64
        let committed: Int64
        let freeBalance: Int64
    }

    func run() throws {
        let ledger = try options.openForReading()
        let code = try Code(project)
        let (line, entries) = try ledger.inOneMoment { try history(of: code, in: ledger) }
        let fund = line.project.fund
        var balance = Money.zero
        let movements = entries.map { entry in
            let change = entry.change(ofBalanceOf: code, in: fund)
            balance += change
            return (entry: entry, change: change, balance: balance)
        }
        precondition(balance == line.balance, "the entries of \(code) make up its balance")
        switch output.format {
        case .csv:
            var csv = CSVText()
            csv.addRow(["Entry", "Date", "What", "Change", "Balance"])
            for movement in movements {
                csv.add("\(movement.entry.number)")
                csv.add("\(movement.entry.transfer.day)")
                csv.add(EntryWords.movement(movement.entry))
                csv.add(plain: movement.change.plain)
                csv.add(plain: movement.balance.plain)
                csv.endRow()
            }
            Console.printRaw(csv.text)
        case .json:
            try JSONText.print(
                Answer(
                    project: code.text, fund: fund.code.text, year: "\(fund.year)",
                    description: line.project.description, opening: 0,
                    movements: movements.map {
                        Movement(
                            entry: $0.entry.number, date: "\($0.entry.transfer.day)",
                            words: EntryWords.movement($0.entry), change: $0.change.pence,
                            balance: $0.balance.pence)
                    }, closing: balance.pence, committed: line.committed.pence,
                    freeBalance: line.freeBalance.pence))
        case .table:
            Console.print(words(line, fund, movements))
        }
    }

    /// The project's figures and the entries that touch it, by day.
    private func history(
        of code: Code, in ledger: Ledger
    ) throws -> (line: FundStatement.Line, entries: [Entry]) {
        let fund = try place.fundYear(
            withProject: code, in: ledger, partnership: options.partnership)
        let statement = try ledger.statement(of: fund)
        guard let line = statement.lines.first(where: { $0.project.code == code }) else {
            throw Refusal.unknownProject(code, fund)
        }
        var filter = EntryFilter()
        filter.fund = fund
        filter.project = code
        let entries = try ledger.entries(matching: filter).sorted {
            ($0.transfer.day, $0.number) < ($1.transfer.day, $1.number)
        }
        return (line, entries)
    }

    private func words(
        _ line: FundStatement.Line, _ fund: FundYear,
        _ movements: [(entry: Entry, change: Money, balance: Money)]
    ) -> String {
        let code = line.project.code
        var lines = [
            Colour.bold("\(code) of \(fund), “\(line.project.description)”"),
            "Opening balance \(Money.zero).",
        ]
        for (entry, change, balance) in movements {
            let details = [entry.transfer.payee, entry.transfer.reference, entry.transfer.note]
                .filter { !$0.isEmpty && $0 != entry.transfer.awaited?.description }
            let effect =
                change == .zero
                ? "which leaves the balance at \(balance)" : "which makes the balance \(balance)"
            lines.append(
                "\(entry.transfer.day)  \(EntryWords.movement(entry)), \(effect) (entry "
                    + "\(entry.number)\(details.isEmpty ? "" : "; " + details.joined(separator: "; ")))."
            )
        }
        var closing =
            "Closing balance \(line.balance): \(line.allocated) allocated less "
            + "\(line.spent) spent."
        if line.committed != .zero {
            closing += " Of it \(line.committed) is committed, so \(line.freeBalance) is free."
        }
        lines.append(closing)
        lines += line.awaiting.map {
            "Invoices for \($0.quarter) are awaited (entry \($0.entry)), "
                + ($0.amount == .zero ? "their amount not known." : "\($0.amount).")
        }
        return lines.joined(separator: "\n")
    }
}

extension Entry {
    /// What it adds to a project's balance (available and committed money), in pence.
    func change(ofBalanceOf project: Code, in fund: FundYear) -> Money {
        func counts(_ account: Account) -> Bool {
            account.fund == fund && account.project == project && account.role != .spent
        }
        let amount = transfer.amount
        return (counts(posting.to) ? amount : .zero) - (counts(posting.from) ? amount : .zero)
    }
}
