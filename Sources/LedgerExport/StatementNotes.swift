internal import LedgerCore

/// A line below the statement.
struct StatementNote {
    let text: String
    /// Whether the line is a command to be typed as it stands.
    var isCommand = false

    /// What the marks mean, what the words mean, and how to prove the sheet.
    static func notes(to statement: FundStatement, width: Double) -> [StatementNote] {
        let key = statement.fund.key
        var texts = statement.awaitedQuarters.map {
            "\(statement.mark(of: $0)) awaiting \($0.words(in: key.year)) invoices"
        }
        if statement.fund.basis == .indicative {
            texts.append("Indicative: the award is not yet confirmed by the funder.")
        }
        let overspent = statement.lines.filter { $0.freeBalance < .zero }
            .map(\.project.code.text)
        if !overspent.isEmpty {
            texts.append(
                "Overspent, spent and committed pass the allocation: "
                    + overspent.joined(separator: ", ") + ".")
        }
        texts.append(
            "Allocated is the original allocation with virements in (+) and out (-). Balance is "
                + "allocated less spent; free balance is balance less committed.")
        texts.append(
            "To prove from the ledger that no entry behind these figures was altered, and to print "
                + "them again:")
        let notes = texts.flatMap {
            StatementLettering.lines(of: $0, width: width)
        }.map { StatementNote(text: $0) }
        let commands = [
            "locality verify --head \(statement.head)",
            "locality statement --fund \(key.code) --year \(key.year) --as-at \(statement.asAt)"
                + " --as-known \(statement.head.entry)",
        ]
        return notes + commands.map { StatementNote(text: $0, isCommand: true) }
    }
}
