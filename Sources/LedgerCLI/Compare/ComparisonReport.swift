internal import LedgerCore
internal import LedgerExport
internal import LedgerStore

/// A comparison, and what was recorded of it, as it is told.
struct ComparisonReport {
    let comparison: StatementComparison
    let file: String
    let hash: LedgerHash
    /// The entries that the same file was the reason for before.
    let applied: [Entry]
    /// The entries of later days that say what proposals do, by the places of these.
    let later: [Int: Entry]
    /// Whether nothing is recorded because of them.
    let isHeldBack: Bool
    /// Whether what is proposed was to be recorded.
    let isApplying: Bool
    /// What was recorded now.
    var recorded: ComparisonBatch.Outcome?
    /// The same table against the ledger once that was recorded.
    var after: StatementComparison?
    /// What the ledger would not take of the proposals, by their places.
    var refusals: [BatchRefusal] = []

    func print(_ format: OutputFormat) throws {
        switch format {
        case .table: Console.print(text(width: Console.width))
        case .csv: Console.printRaw(csv)
        case .json: try JSONText.print(ComparisonJSON(self))
        }
    }

    /// Why `--apply` recorded nothing, where something differs.
    func sayWhyNot() throws {
        guard !comparison.agrees else { return }
        if !applied.isEmpty {
            Console.warn(
                "\(appliedBefore) What differs now was recorded since, or by hand; nothing new was "
                    + "recorded.")
        } else if let refusal = comparison.refusal {
            throw refusal
        } else if isHeldBack {
            throw CompareError.recordedLater(later, comparison.table.day)
        }
    }

    private var appliedBefore: String {
        let numbers = applied.map(\.number)
        let days = applied.map(\.recorded.day)
        guard let first = numbers.first, let last = numbers.last, let day = days.first else {
            return ""
        }
        let range = first == last ? "entry \(first)" : "entries \(first) to \(last)"
        return "\(file) was applied before, on \(day) (\(range))."
    }

    // MARK: Text

    private func text(width: Int?) -> String {
        let fund = comparison.ledger.fund.key
        var parts = ["\(Colour.bold(file)) against \(fund) as at \(comparison.table.day.inWords)"]
        if !comparison.faults.isEmpty {
            parts.append(
                list(
                    Colour.red("The table does not add up:"), comparison.faults.map { "\($0)." },
                    width))
        }
        if comparison.agrees {
            let count = comparison.balances.count
            parts.append(
                Colour.green("It agrees with the ledger") + " in every figure of "
                    + "\(plural(count, "project")).")
        }
        if !comparison.differences.isEmpty { parts.append(differences.text(width: width)) }
        if !comparison.unplaced.isEmpty {
            parts.append(
                list(
                    Colour.yellow("Not placed:"), comparison.unplaced.map(words), width))
        }
        if !comparison.proposed.isEmpty {
            let title = recorded == nil ? "Proposed, in this order:" : "Recorded, in this order:"
            parts.append(list(Colour.bold(title), proposals, width))
            parts.append(balances.text(width: width))
        }
        if !comparison.notes.isEmpty { parts.append(list("Notes:", comparison.notes, width)) }
        let ending = ending.flatMap { TextTable.broken($0, at: max(40, width ?? 120)) }
        if !ending.isEmpty { parts.append(ending.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n")
    }

    /// What it comes to, a sentence or two each.
    private var ending: [String] {
        if let recorded, let after { return [words(recorded, after)] }
        if !applied.isEmpty {
            return [
                appliedBefore
                    + (isApplying && comparison.agrees ? " Nothing new was recorded." : "")
            ]
        }
        guard !comparison.agrees else { return [] }
        if isApplying { return [] }
        if let refusal = comparison.refusal { return [refusal.description] }
        guard !isHeldBack else {
            return [CompareError.recordedLater(later, comparison.table.day).description]
        }
        guard refusals.isEmpty else { return CompareError.lines(refusals) }
        return ["Nothing was recorded. Add --apply to record all of it."]
    }

    private func words(
        _ recorded: ComparisonBatch.Outcome, _ after: StatementComparison
    ) -> String {
        let new = recorded.entries.filter(\.isNew).map(\.entry.number)
        let range =
            new.count > 1
            ? "entries \(new[0]) to \(new[new.count - 1])"
            : "entry "
                + new.map(String.init).joined()
        let projects = recorded.registrations
        let made = [
            new.isEmpty ? "" : range,
            projects > 0 ? "\(plural(projects, "change")) to projects" : "",
        ].filter { !$0.isEmpty }.joined(separator: " and ")
        let ledger = "The ledger as at \(after.table.day.inWords)"
        return (made.isEmpty ? "All of it was there already. " : "Recorded \(made). ")
            + (after.agrees
                ? "\(ledger) agrees with \(file) to the penny."
                : "\(ledger) does not agree with \(file) yet: something else was recorded "
                    + "meanwhile. Compare again.")
    }

    private func list(_ title: String, _ sentences: [String], _ width: Int?) -> String {
        let lines = sentences.flatMap { sentence in
            TextTable.broken(plain(sentence), at: max(36, (width ?? 120) - 4)).enumerated().map {
                ($0.offset == 0 ? "  " : "    ") + $0.element
            }
        }
        return ([title] + lines).joined(separator: "\n")
    }

    private func words(_ unplaced: StatementComparison.Unplaced) -> String {
        let place = unplaced.line.map { "line \($0) " } ?? ""
        let project = unplaced.project.map { "\($0) " } ?? ""
        return "\(place)\(project)“\(unplaced.label)”: \(unplaced.reason)."
    }

    private var proposals: [String] {
        comparison.proposed.enumerated().map { index, proposal in
            "\(index + 1). \(proposal.sentence(in: comparison.ledger.fund.key)): "
                + "\(proposal.reason)"
                + (later[index].map { "; \(words($0))" } ?? "") + "."
        }
    }

    private func words(_ later: Entry) -> String {
        "entry \(later.number) of \(later.transfer.day) is of a later day and says the same"
            + " of \(later.transfer.amount)"
    }

    private var differences: TextTable {
        var table = TextTable(
            [
                ("Line", .right), ("Project", .left), ("Label", .left), ("Column", .left),
                ("Printed", .right), ("Ledger", .right), ("Difference", .right),
            ], flexible: 2)
        for difference in comparison.differences {
            table.add([
                difference.line.map(String.init) ?? "–", difference.project?.text ?? "",
                plain(difference.label), difference.column.rawValue,
                difference.printed.map { "\($0)" } ?? "not there", "\(difference.ledger)",
                "\(difference.amount)",
            ])
        }
        return table
    }

    private var balances: TextTable {
        var table = TextTable(
            [
                ("Project", .left), ("Description", .left), ("Balance before", .right),
                ("Allocated", .right), ("Spent", .right), ("Balance after", .right),
            ], flexible: 1)
        var before = Money.zero
        var after = (allocated: Money.zero, spent: Money.zero)
        for line in comparison.balances {
            before += line.before.balance
            after = (after.allocated + line.after.allocated, after.spent + line.after.spent)
            table.add([
                line.project.text, plain(line.description), "\(line.before.balance)",
                "\(line.after.allocated)", "\(line.after.spent)", "\(line.after.balance)",
            ])
        }
        if let unallocated = comparison.unallocated {
            before += comparison.ledger.unallocated
            after.allocated += unallocated.printed
            table.add([
                "", plain(unallocated.line.label), "\(comparison.ledger.unallocated)",
                "\(unallocated.printed)", "", "\(unallocated.printed)",
            ])
        }
        table.addRule()
        table.add([
            "Total", "", "\(before)", "\(after.allocated)", "\(after.spent)",
            "\(after.allocated - after.spent)",
        ])
        return table
    }

    /// What a file's label cannot do to a terminal.
    private func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private var csv: String {
        var csv = CSVText()
        csv.addRow(["Line", "Project", "Label", "Column", "Printed", "Ledger", "Difference"])
        for difference in comparison.differences {
            csv.addRow([
                difference.line.map(String.init) ?? "", difference.project?.text ?? "",
                difference.label, difference.column.rawValue, difference.printed?.plain ?? "",
                difference.ledger.plain, difference.amount.plain,
            ])
        }
        return csv.text
    }
}
