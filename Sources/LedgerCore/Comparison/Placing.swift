extension StatementComparison {
    /// The projects of the table and those it lost, as far as their figures can be explained; what
    /// cannot be placed is noted.
    mutating func place(
        _ items: [PrintedItem], _ matching: LineMatching
    ) -> [ComparedPlace] {
        var places: [ComparedPlace] = []
        let unmatched = items.indices.filter {
            matching.found[$0] == nil && matching.ambiguous[$0] == nil && matching.unallocated != $0
        }
        var new = NewProjects(
            ledger.fund.key, held: ledger.lines.map(\.project.code),
            labels: unmatched.map { items[$0].line.label })
        for (index, item) in items.enumerated() {
            if index == matching.unallocated {
                placeUnallocated(item)
                continue
            }
            let match = matching.found[index]
            let held = match.map { ledger.lines[$0.project] }
            let trouble = matching.ambiguous[index] ?? item.trouble
            guard trouble == nil else {
                leave(item, held, trouble ?? "")
                continue
            }
            let place: ComparedPlace?
            if let held {
                place = ComparedPlace(held, printed: item)
                if place == nil { leave(item, held, StatementComparison.balanceAlone) }
            } else {
                place = newPlace(item, &new)
            }
            guard let place else { continue }
            if let why = place.obstacle { leave(item, held, why) } else { places.append(place) }
            if let match, place.obstacle == nil { rename(place, item, match.evidence) }
        }
        let matched = Set(matching.found.values.map(\.project)).union(matching.doubted)
        for index in ledger.lines.indices where !matched.contains(index) {
            let place = ComparedPlace(gone: ledger.lines[index])
            guard place.allocated.ledger != .zero || place.spent.ledger != .zero else { continue }
            if let why = place.obstacle {
                unplaced.append(
                    Unplaced(
                        line: nil, project: place.code, label: place.project.description,
                        reason: why))
            } else {
                places.append(place)
            }
        }
        return places
    }

    private mutating func placeUnallocated(_ item: PrintedItem) {
        if let trouble = item.trouble {
            leave(item, nil, trouble)
        } else if let spent = item.spent, spent != .zero {
            leave(item, nil, "\(spent) is printed as spent, of money that no project has")
        } else if let printed = item.allocated ?? item.line.balance {
            unallocated = Unallocated(line: item.line, printed: printed)
        }
    }

    private static let balanceAlone =
        "only its balance is printed, which does not say whether money was moved or spent"

    private mutating func leave(
        _ item: PrintedItem, _ held: FundStatement.Line?, _ reason: String
    ) {
        unplaced.append(
            Unplaced(
                line: item.line.number, project: held?.project.code, label: item.line.label,
                reason: reason))
    }

    private mutating func newPlace(
        _ item: PrintedItem, _ new: inout NewProjects
    ) -> ComparedPlace? {
        do throws(Refusal) {
            guard let project = try new.project(named: item.line.label) else {
                leave(item, nil, "it is no project, and the fund's codes have no next one")
                return nil
            }
            guard let place = ComparedPlace(project, printed: item) else {
                leave(item, nil, "it is no project, and nothing is printed as its allocation")
                return nil
            }
            proposed.append(
                Proposal(
                    .project(project), lines: place.lines,
                    reason: "line \(item.line.number) is no project of the ledger"))
            return place
        } catch {
            leave(item, nil, "it is no project, and cannot be made one: \(error)")
            return nil
        }
    }

    /// Proposes the printed description, where it is another one.
    private mutating func rename(
        _ place: ComparedPlace, _ item: PrintedItem, _ evidence: LineMatching.Evidence
    ) {
        guard evidence != .name else { return }
        let project = place.project
        let label = unmarked(item.line.label)
        var printed = label
        if place.held?.hasCode(label) ?? false {
            printed = String(
                decoding: trimmed(Array(label.utf8).dropFirst(project.code.text.utf8.count)),
                as: UTF8.self)
        }
        let name = LineName(printed)
        guard !name.words.isEmpty, !name.isSame(asProject: LineName(project.description)),
            let renamed = try? Project(
                fund: project.fund, code: project.code, description: printed,
                priority: project.priority, lead: project.lead, partner: project.partner,
                location: project.location, criterion: project.criterion)
        else { return }
        let why =
            switch evidence {
            case .told: "told by --match"
            case .code: "its code is printed with it"
            case .figures: "its figures are the ledger's"
            case .name, .closeName: "the names are close"
            }
        proposed.append(
            Proposal(
                .rename(renamed, before: project.description), lines: [item.line.number],
                reason: "line \(item.line.number) has this name, and \(why)"))
    }
}
