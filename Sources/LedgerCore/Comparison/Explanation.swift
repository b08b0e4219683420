/// What a printed table says the fund was awarded, and where.
struct PrintedAward {
    let line: PrintedStatement.Line
    let amount: Money
    /// Whether it is printed with a word such as “approx”.
    let isApproximate: Bool

    /// The fund's own line; else the total of what was received, else its one figure.
    init?(_ table: PrintedStatement) {
        let totals = table.lines.filter(\.isTotal)
        guard
            let line = table.heading.flatMap({ $0.received == nil ? nil : $0 })
                ?? totals.last(where: { $0.received != nil }), let amount = line.received,
            amount.magnitude <= Money.entryLimit
        else { return nil }
        self.line = line
        self.amount = amount
        isApproximate = line.marks.contains { mark in
            mark.utf8.first.map { (97...122).contains($0 | 0x20) } ?? false
        }
    }
}

extension StatementComparison {
    /// Proposes the fewest entries that bring the ledger's figures to the table's.
    mutating func propose(_ places: [ComparedPlace]) {
        let award = awardChange()
        settle(places)
        for place in places { proposeSpend(place) }
        if let award { proposed.append(award) }
        if unallocated != nil {
            explainUnallocated()
        } else if award == nil {
            coverAllocations()
        }
        orderProposals()
        noteMarks(places)
    }

    /// Puts what is proposed in the order in which it can be recorded.
    private mutating func orderProposals() {
        proposed = proposed.enumerated().sorted {
            ($0.element.rank, $0.element.lines.min() ?? 0, $0.offset)
                < ($1.element.rank, $1.element.lines.min() ?? 0, $1.offset)
        }.map(\.element)
    }

    // MARK: The award

    /// The change of the award that the table prints; nil where it prints none.
    private mutating func awardChange() -> Proposal? {
        if let heading = table.heading, let cell = heading.unreadable.first {
            unplaced.append(
                Unplaced(
                    line: heading.number, project: nil, label: heading.label,
                    reason:
                        "“\(cell.text)” is printed as \(cell.column)\(cell.words(on: heading)), which is "
                        + "no amount"))
            return nil
        }
        guard let printed = PrintedAward(table) else { return nil }
        let place = "line \(printed.line.number) prints \(printed.amount)"
        noteBasis(printed, place)
        let held = [ledger.award, ledger.award + ledger.broughtForward, ledger.received]
        guard printed.amount >= .zero,
            !held.contains(where: { table.isRounded($0, to: printed.amount) })
        else { return nil }
        guard !printed.isApproximate || ledger.fund.basis == .indicative else {
            notes.append(
                "\(place), approximately, as the award; the ledger has \(ledger.award), "
                    + "confirmed, which stays.")
            return nil
        }
        differ(onAward: printed)
        let change = printed.amount - ledger.award
        return Proposal(
            .entry(
                ProposedEntry(change < .zero ? .awardReduction : .award, amount: change.magnitude)),
            lines: [printed.line.number],
            reason: "\(place) as the award\(printed.isApproximate ? ", approximately" : ""), the "
                + "ledger has \(ledger.award)")
    }

    private mutating func noteBasis(_ printed: PrintedAward, _ place: String) {
        let fund = ledger.fund
        if printed.isApproximate, fund.basis == .confirmed, printed.amount == ledger.award {
            notes.append(
                "\(place) as an approximate award; the ledger has it as confirmed. If it is "
                    + "not, use `locality fund add \(fund.key.code) --year \(fund.key.year) --basis "
                    + "indicative`.")
        } else if !printed.isApproximate, fund.basis == .indicative {
            notes.append(
                "\(place) as the award without saying that it is approximate; the ledger has "
                    + "it as indicative. Once it is confirmed, use `locality fund confirm "
                    + "\(fund.key.code) --year \(fund.key.year)`.")
        }
    }

    /// What is not allocated once all that is proposed is recorded.
    private var unallocatedAfter: Money {
        proposed.compactMap(\.entry).reduce(ledger.unallocated) { sum, entry in
            switch entry.kind {
            case .award, .release: sum + entry.amount
            case .awardReduction, .allocation: sum - entry.amount
            default: sum
            }
        }
    }

    /// What the table prints as unallocated is what the award leaves, or else the award changed.
    private mutating func explainUnallocated() {
        guard let line = unallocated?.line, let printed = unallocated?.printed, unplaced.isEmpty
        else { return }
        let change = printed - unallocatedAfter
        guard !table.isRounded(unallocatedAfter, to: printed) else { return }
        guard PrintedAward(table) == nil else {
            unplaced.append(
                Unplaced(
                    line: line.number, project: nil, label: line.label,
                    reason: "\(printed) is printed as unallocated, but the award less what the "
                        + "lines are allocated leaves \(unallocatedAfter)"))
            return
        }
        proposed.append(
            Proposal(
                .entry(
                    ProposedEntry(
                        change < .zero ? .awardReduction : .award, amount: change.magnitude)),
                lines: [line.number],
                reason: "with the \(printed) that line \(line.number) prints as unallocated, the "
                    + "fund has \(change.magnitude) \(change < .zero ? "less" : "more")"))
    }

    /// Where the table prints no award, more is awarded by what allocations would exceed it.
    private mutating func coverAllocations() {
        let unallocated = unallocatedAfter
        let short = min(unallocated, .zero) - min(ledger.unallocated, .zero)
        guard short < .zero else { return }
        guard PrintedAward(table) == nil else {
            notes.append(
                "The table allocates \(unallocated.magnitude) more than the award of "
                    + "\(ledger.award).")
            return
        }
        proposed.append(
            Proposal(
                .entry(ProposedEntry(.award, amount: short.magnitude)), lines: [],
                reason: "the table allocates \(short.magnitude) more than the fund has"))
    }

    // MARK: Allocations

    /// Settles what the lines gained and lost among them, and the rest with the fund.
    private mutating func settle(_ places: [ComparedPlace]) {
        let change = places.reduce(Money.zero) { $0 + $1.allocated.change }
        let fund = places.count
        let changes =
            places.map {
                Settlement.Change(amount: $0.allocated.change, sort: $0.isNew || $0.isGone ? 1 : 0)
            } + [Settlement.Change(amount: -change, sort: 2)]
        let settlement = Settlement(changes)
        // Where some lines are not placed, what seems to come from the fund may be theirs.
        let held = unplaced.isEmpty ? [] : settlement.places(with: fund)
        for place in held.sorted() where place != fund {
            unplaced.append(
                Unplaced(
                    line: places[place].lines.first, project: places[place].code,
                    label: places[place].item?.line.label ?? places[place].project.description,
                    reason: "\(places[place].allocationWords); where that money came from or went "
                        + "hangs on the lines that could not be placed"))
        }
        for move in settlement.moves where !held.contains(move.from) {
            proposed.append(proposal(move, places, change))
        }
        if !settlement.isFewest {
            notes.append(
                "More than \(Settlement.exactLimit) lines changed by different sums: the "
                    + "virements settle the table, but fewer might.")
        }
    }

    private func proposal(
        _ move: Settlement.Move, _ places: [ComparedPlace], _ change: Money
    ) -> Proposal {
        func words(_ index: Int) -> String {
            guard index == places.count else { return places[index].allocationWords }
            let sum = "\(change.magnitude) \(change < .zero ? "less" : "more")"
            return "\(sum) is allocated in all"
        }
        let isAllocation = move.from == places.count
        let isRelease = move.to == places.count
        let entry = ProposedEntry(
            isAllocation ? .allocation : isRelease ? .release : .virement,
            from: isAllocation ? nil : places[move.from].code,
            to: isRelease ? nil : places[move.to].code, amount: move.amount)
        let lines = [move.from, move.to].filter { $0 < places.count }.flatMap { places[$0].lines }
        return Proposal(
            .entry(entry), lines: lines, reason: "\(words(move.from)), \(words(move.to))")
    }

    // MARK: Spend

    private mutating func proposeSpend(_ place: ComparedPlace) {
        let change = place.spent.change
        guard change != .zero, let line = place.item?.line.number else { return }
        let words =
            "line \(line) prints \(place.spent.table) as spent, the ledger has "
            + "\(place.spent.ledger)"
        guard change > .zero else {
            let entry = ProposedEntry(.refund, to: place.code, amount: change.magnitude)
            proposed.append(
                Proposal(
                    .entry(entry), lines: [line],
                    reason: "\(words); if an entry was wrong rather than money returned, reverse "
                        + "that entry instead"))
            return
        }
        let entry = ProposedEntry(
            .spend, from: place.code, amount: change, answers: place.answered?.entry,
            isOverspend: place.isOverspent)
        let over = place.isOverspent ? ", which is more than it was allocated" : ""
        proposed.append(Proposal(.entry(entry), lines: [line], reason: words + over))
    }

    // MARK: Marks

    private mutating func noteMarks(_ places: [ComparedPlace]) {
        let isMarking = places.contains(where: \.isMarked)
        for place in places {
            guard let line = place.item?.line.number else { continue }
            let awaited = place.held?.awaiting ?? []
            if place.isMarked, awaited.isEmpty {
                notes.append(
                    "Line \(line) marks \(place.code) with *. If its invoices are awaited, "
                        + "record that with `locality await \(place.code) \(lastQuarter)`.")
            } else if !place.isMarked, isMarking, place.answered == nil, let still = awaited.first {
                notes.append(
                    "Line \(line) does not mark \(place.code) with *, but the ledger awaits "
                        + "its \(still.quarter.inWords) invoices (entry \(still.entry)). If they "
                        + "came, spend against that entry; if none will, reverse it.")
            }
        }
    }

    /// The last quarter of the fund's year that was over on the table's day, else the day's own.
    private var lastQuarter: String {
        guard let now = try? Quarter(holding: table.day) else {
            return "\(ledger.fund.key.year)-Q1"
        }
        let before = try? Quarter(holding: now.firstDay.adding(days: -1))
        let year = ledger.fund.key.year
        return "\(before.flatMap { $0.year == year ? $0 : nil } ?? now)"
    }
}

extension Settlement {
    /// The places that transfers join with a place, itself too; none where it has no transfers.
    fileprivate func places(with place: Int) -> Set<Int> {
        guard moves.contains(where: { $0.from == place || $0.to == place }) else { return [] }
        var joined: Set = [place]
        var count = 0
        while joined.count > count {
            count = joined.count
            for move in moves where joined.contains(move.from) || joined.contains(move.to) {
                joined.formUnion([move.from, move.to])
            }
        }
        return joined
    }
}

extension Proposal {
    /// Money must be there before it can leave.
    fileprivate var rank: Int {
        switch action {
        case .project: 1
        case .rename: 2
        case .entry(let entry):
            switch entry.kind {
            case .award: 0
            case .refund: 3
            case .allocation: 4
            case .virement: 5
            case .release: 6
            case .spend: 7
            default: 8
            }
        }
    }
}
