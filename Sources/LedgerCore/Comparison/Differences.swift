extension StatementComparison {
    /// Names every printed figure that is not the ledger's, and every project the table lacks.
    mutating func findDifferences(
        _ items: [PrintedItem], _ places: [ComparedPlace], _ matching: LineMatching
    ) {
        let codes = places.filter(\.isNew).reduce(into: [:]) { codes, place in
            codes[place.item?.line.number ?? 0] = place.code
        }
        for (index, item) in items.enumerated() where matching.ambiguous[index] == nil {
            if index == matching.unallocated {
                differ(item.line, nil, allocated: ledger.unallocated, spent: .zero)
                continue
            }
            let held = matching.found[index].map { ledger.lines[$0.project] }
            let code = held?.project.code ?? codes[item.line.number]
            differ(
                item.line, code, allocated: held?.allocated ?? .zero, spent: held?.spent ?? .zero)
        }
        let matched = Set(matching.found.values.map(\.project)).union(matching.doubted)
        for (index, held) in ledger.lines.enumerated() where !matched.contains(index) {
            for (column, figure) in [
                (PrintedStatement.Column.allocated, held.allocated), (.spent, held.spent),
                (.balance, held.balance),
            ] where figure != .zero {
                differences.append(
                    Difference(
                        line: nil, project: held.project.code, label: held.project.description,
                        column: column, printed: nil, ledger: figure))
            }
        }
        let totals = ledger.totals
        for total in table.lines where total.isTotal {
            let unallocated = unallocated == nil ? .zero : ledger.unallocated
            differ(total, nil, allocated: totals.allocated + unallocated, spent: totals.spent)
        }
    }

    private mutating func differ(
        _ line: PrintedStatement.Line, _ code: Code?, allocated: Money, spent: Money
    ) {
        for (column, held) in [
            (PrintedStatement.Column.allocated, allocated), (.spent, spent),
            (.balance, allocated - spent),
        ] {
            guard let printed = line.figure(column), !table.isRounded(held, to: printed)
            else { continue }
            differences.append(
                Difference(
                    line: line.number, project: code, label: line.label, column: column,
                    printed: printed, ledger: held))
        }
    }

    /// What was awarded, where the table prints another sum than the ledger has.
    mutating func differ(onAward award: PrintedAward) {
        differences.insert(
            Difference(
                line: award.line.number, project: nil, label: award.line.label, column: .received,
                printed: award.amount, ledger: ledger.award), at: 0)
    }

    /// The printed figures that the table's others rule out: what is proposed follows its lines, and
    /// they do not make these.
    func contradictions(_ items: [PrintedItem], _ places: [ComparedPlace]) -> [String] {
        var sum = Balance.Figures(
            allocated: ledger.totals.allocated, spent: ledger.totals.spent)
        var found: [String] = []
        for (place, balance) in zip(places, balances) {
            sum.allocated += balance.after.allocated - balance.before.allocated
            sum.spent += balance.after.spent - balance.before.spent
            if let line = place.item?.line { found += contradictions(line, balance.after) }
        }
        if let unallocated { sum.allocated += unallocated.printed }
        return found + table.lines.filter(\.isTotal).flatMap { contradictions($0, sum) }
    }

    private func contradictions(
        _ line: PrintedStatement.Line, _ after: Balance.Figures
    ) -> [String] {
        [
            (PrintedStatement.Column.allocated, after.allocated), (.spent, after.spent),
            (.balance, after.balance),
        ].compactMap { column, made in
            guard let printed = line.figure(column), !table.isRounded(made, to: printed) else {
                return nil
            }
            return "line \(line.number) “\(line.label)”: \(printed) is printed as "
                + "\(column.rawValue), but the table's other figures make \(made)"
        }
    }

    /// What each project has before and after the proposed entries.
    func balances(of places: [ComparedPlace]) -> [Balance] {
        var names: [Code: String] = [:]
        var allocated: [Code: Money] = [:]
        var spent: [Code: Money] = [:]
        for proposal in proposed {
            if case .rename(let project, _) = proposal.action {
                names[project.code] = project.description
            }
            guard let entry = proposal.entry else { continue }
            switch (entry.kind, entry.from, entry.to) {
            case (.spend, let code?, _): spent[code, default: .zero] += entry.amount
            case (.refund, _, let code?): spent[code, default: .zero] -= entry.amount
            case (_, let from, let to):
                if let from { allocated[from, default: .zero] -= entry.amount }
                if let to { allocated[to, default: .zero] += entry.amount }
            }
        }
        return places.map { place in
            let before = Balance.Figures(
                allocated: place.allocated.ledger, spent: place.spent.ledger)
            let after = Balance.Figures(
                allocated: before.allocated + (allocated[place.code] ?? .zero),
                spent: before.spent + (spent[place.code] ?? .zero))
            return Balance(
                project: place.code, description: names[place.code] ?? place.project.description,
                before: before, after: after)
        }
    }
}
