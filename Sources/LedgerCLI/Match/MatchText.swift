internal import LedgerCore

/// A matching as the officer reads it: what agrees in short, what does not in full, and how the
/// difference comes about.
struct MatchText {
    let run: MatchRun
    let matching: Matching
    /// Whether the rows that agree are listed as well.
    let showsAll: Bool
    private let words: MatchWords

    init(_ run: MatchRun, _ matching: Matching, showsAll: Bool) {
        self.run = run
        self.matching = matching
        self.showsAll = showsAll
        words = MatchWords(run)
    }

    func text(width: Int?) -> String {
        let doubtful = matching.matched.filter { $0.doubt != nil }
        var parts = [Colour.bold("\(run.file) against \(run.fund), \(run.days.words)")]
        parts.append(matching.matched.isEmpty ? "Nothing matches." : summary.text(width: width))
        func add(_ title: String, _ table: TextTable) {
            parts.append(Colour.bold(title) + "\n" + table.text(width: width))
        }
        if showsAll, !matching.matched.isEmpty { add("Matched", all) }
        if !doubtful.isEmpty { add("Matched, to be looked at", table(of: doubtful, "Why")) }
        if !matching.differing.isEmpty { add("Differing", differing) }
        if !matching.onlyInLedger.isEmpty { add("Only in the ledger", onlyInLedger) }
        if !matching.onlyInFinance.isEmpty { add("Only in finance", onlyInFinance) }
        let decisions = matching.decisions.filter { $0.standing != .elsewhere }
        if !decisions.isEmpty {
            let lines = decisions.flatMap {
                TextTable.broken(words.decision($0), at: max(40, (width ?? 120) - 2))
            }
            parts.append(
                Colour.bold("Decisions") + "\n" + lines.map { "  \($0)" }.joined(separator: "\n"))
        }
        parts.append(totals)
        parts.append(verdict)
        return parts.joined(separator: "\n\n")
    }

    // MARK: Tables

    private var summary: TextTable {
        var table = TextTable(
            [("Matched by", .left), ("Payments", .right), ("Entries", .right), ("Sum", .right)],
            flexible: 0)
        let ways = Dictionary(grouping: matching.matched) { MatchWords.way($0.way) }
        for way in ways.keys.sorted(by: isBefore) {
            add(ways[way] ?? [], way, to: &table)
        }
        if ways.count != 1 {
            table.addRule()
            add(matching.matched, "all", to: &table)
        }
        return table
    }

    private func add(_ matches: [Match], _ title: String, to table: inout TextTable) {
        table.add([
            title, "\(matches.reduce(0) { $0 + $1.payments.count })",
            "\(matches.reduce(0) { $0 + $1.spends.count })",
            "\(matches.reduce(Money.zero) { $0 + $1.finance })",
        ])
    }

    /// People's decisions first, then as the matching goes.
    private func isBefore(_ one: String, _ other: String) -> Bool {
        let order: [Match.Way] = [
            .reference, .payeeAmountAndDate, .amountsThatAddUp, .cancelledOut,
        ]
        func place(_ way: String) -> Int {
            order.map(MatchWords.way).firstIndex(of: way) ?? -1
        }
        return (place(one), one) < (place(other), other)
    }

    private var all: TextTable { table(of: matching.matched, "Matched by") }

    /// Matches with their rows, a line between one and the next.
    private func table(of matches: [Match], _ title: String) -> TextTable {
        var table = table(title)
        for (index, match) in matches.enumerated() {
            if index > 0 { table.addRule() }
            let why =
                showsAll && match.doubt == nil
                ? MatchWords.way(match.way)
                : [title == "Why" ? "" : MatchWords.way(match.way), match.doubt.map(words.doubt)]
                    .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
            add(match, to: &table, why)
        }
        return table
    }

    private var differing: TextTable {
        var table = table("Difference")
        for (index, match) in matching.differing.enumerated() {
            if index > 0 { table.addRule() }
            let side = match.difference > .zero ? "finance" : "the ledger"
            var why =
                "finance \(match.finance), ledger \(match.ledger): "
                + "\(match.difference.magnitude) more in \(side)"
            if case .confirmed = match.way { why += "; \(MatchWords.way(match.way))" }
            add(match, to: &table, why)
        }
        return table
    }

    private var onlyInLedger: TextTable {
        var table = table("Could be")
        for alone in matching.onlyInLedger {
            table.add(cells(alone.spend) + [words.couldBe(alone.couldBe)])
        }
        return table
    }

    private var onlyInFinance: TextTable {
        var table = table("Could be")
        for alone in matching.onlyInFinance {
            table.add(cells(alone.payment) + [words.couldBe(alone.couldBe)])
        }
        return table
    }

    private func table(_ last: String) -> TextTable {
        TextTable(
            [
                ("Name", .left), ("Where", .left), ("Date", .left), ("Payee", .left),
                ("Reference", .left), ("Amount", .right), (last, .left),
            ], flexible: 6)
    }

    private func add(_ match: Match, to table: inout TextTable, _ last: String) {
        let rows = match.payments.map(cells) + match.spends.map(cells)
        for (index, row) in rows.enumerated() { table.add(row + [index == 0 ? last : ""]) }
    }

    private func cells(_ named: NamedPayment) -> [String] {
        let payment = named.payment
        return [
            words.names[named.name], words.place(named), "\(payment.day)", short(payment.payee),
            short(payment.reference), "\(payment.amount)",
        ]
    }

    private func cells(_ spend: LedgerSpend) -> [String] {
        let transfer = spend.entry.transfer
        return [
            "entry \(spend.entry.number)", spend.project?.text ?? "", "\(transfer.day)",
            short(transfer.payee), short(transfer.reference), "\(spend.amount)",
        ]
    }

    /// A long name would leave no room for what it could be.
    private func short(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 24
            ? text : String(String.UnicodeScalarView(scalars.prefix(23))) + "…"
    }

    // MARK: Figures

    private var totals: String {
        let blocks = words.totals(matching.totals)
        let figures = blocks.joined().map { "\($0.1)" }
        let wide = figures.map(\.unicodeScalars.count).max() ?? 0
        let long = blocks.joined().map(\.0.unicodeScalars.count).max() ?? 0
        return blocks.map { block in
            block.map { words, figure in
                let gap =
                    long - words.unicodeScalars.count + wide
                    - "\(figure)".unicodeScalars.count
                return words + String(repeating: " ", count: gap + 2) + "\(figure)"
            }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var verdict: String {
        let doubtful = matching.matched.contains { $0.doubt != nil }
        guard !matching.agrees else {
            return Colour.green("Finance and the ledger agree.")
                + (doubtful ? " Look at the matches that are not plain." : "")
        }
        return
            "Finance and the ledger do not agree. Record what is only in finance, reverse what is "
            + "wrong in the ledger, or say what belongs together with --confirm, as in --confirm "
            + "\(example) --reason \"…\"."
    }

    /// A pair that may well belong together, for the example.
    private var example: String {
        for alone in matching.onlyInFinance {
            guard let likely = alone.couldBe.first else { continue }
            let entries = likely.entries.map(String.init).joined(separator: ",")
            return "\(words.names[alone.payment.name])=\(entries)"
        }
        return "p-abcde=31"
    }
}
