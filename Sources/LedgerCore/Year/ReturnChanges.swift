extension GrantReturn {
    /// What differs from another version of the return, each figure and text named; nothing where they
    /// say the same.
    public func changes(since before: GrantReturn) -> [ChangeLine] {
        fundChanges(before) + projectChanges(before) + outputChanges(before)
            + transactionChanges(before)
    }

    private func fundChanges(_ before: GrantReturn) -> [ChangeLine] {
        let figures: [(String, KeyPath<Summary, Money>)] = [
            ("award", \.award), ("brought forward", \.broughtForward),
            ("carried forward", \.carriedForward), ("repaid", \.repaid), ("claimed", \.claimed),
            ("received", \.received), ("allocated", \.allocated), ("unallocated", \.unallocated),
            ("committed", \.committed), ("spent", \.spent),
            ("spent in the period", \.spentInPeriod), ("forecast", \.forecast),
            ("match funding", \.matchFunding),
        ]
        var changes = figures.compactMap { name, path in
            ChangeLine(
                "", name, before.summary[keyPath: path].description,
                summary[keyPath: path].description)
        }
        changes += [
            ChangeLine("", "basis of the award", before.fund.basis.rawValue, fund.basis.rawValue),
            ChangeLine("", "name", before.fund.name, fund.name),
        ].compactMap(\.self)
        return changes
    }

    private func projectChanges(_ before: GrantReturn) -> [ChangeLine] {
        let figures: [(String, KeyPath<ProjectLine, Money>)] = [
            ("original allocation", \.original), ("approved changes", \.virements),
            ("current allocation", \.allocated), ("profile to date", \.plannedToDate),
            ("spent in the period", \.spentInPeriod), ("for earlier periods", \.lateInPeriod),
            ("spent to date", \.spentToDate), ("committed", \.committed),
            ("forecast outturn", \.forecast), ("labour", \.labour), ("capital", \.capital),
            ("match funding", \.matchFunding), ("without evidence", \.withoutEvidence),
        ]
        let texts: [(String, KeyPath<Project, String>)] = [
            ("description", \.description), ("priority", \.priority), ("lead", \.lead),
            ("partner", \.partner), ("location", \.location), ("criterion", \.criterion),
        ]
        let old = Dictionary(before.projects.map { ($0.project.code, $0) }) { $1 }
        var changes: [ChangeLine] = []
        for line in projects {
            let code = line.project.code.text
            guard let then = old[line.project.code] else {
                changes.append(
                    ChangeLine(
                        place: code, what: "project", before: "", after: line.project.description))
                continue
            }
            changes += figures.compactMap { name, path in
                ChangeLine(
                    code, name, then[keyPath: path].description, line[keyPath: path].description)
            }
            changes += texts.compactMap { name, path in
                ChangeLine(code, name, then.project[keyPath: path], line.project[keyPath: path])
            }
            changes += ReturnNote.Field.allCases.compactMap { field in
                ChangeLine(code, field.rawValue, then.note[field], line.note[field])
            }
        }
        return changes
    }

    private func outputChanges(_ before: GrantReturn) -> [ChangeLine] {
        func words(_ output: Output) -> String {
            let numbers = [output.actual, output.target].map { $0.map(String.init) ?? "–" }
            return "\(numbers[0]) of \(numbers[1]) \(output.unit)"
                + (output.narrative.isEmpty ? "" : ": \(output.narrative)")
        }
        func name(_ line: OutputLine) -> String { "\(line.output.quarter) \(line.output.measure)" }
        let old = Dictionary(before.outputs.map { ([$0.project.text, name($0)], $0) }) { $1 }
        return outputs.compactMap { line in
            let then = old[[line.project.text, name(line)]]
            return ChangeLine(
                line.project.text, name(line), then.map { words($0.output) } ?? "",
                words(line.output))
        }
    }

    private func transactionChanges(_ before: GrantReturn) -> [ChangeLine] {
        func words(_ line: TransactionLine) -> String {
            "\(line.entry.transfer.kind.name) \(line.entry.transfer.amount)"
                + (line.evidence.isEmpty ? "" : ", \(line.evidence.joined(separator: ", "))")
        }
        let old = Dictionary(before.transactions.map { ($0.entry.number, $0) }) { $1 }
        return transactions.compactMap { line in
            ChangeLine(
                line.entry.transfer.from?.text ?? line.entry.transfer.to?.text ?? "",
                "entry \(line.entry.number)", old[line.entry.number].map(words) ?? "", words(line))
        }
    }
}

extension GrantReturn.ChangeLine {
    /// Nil where nothing differs, byte for byte.
    fileprivate init?(_ place: String, _ what: String, _ before: String, _ after: String) {
        guard !before.utf8.elementsEqual(after.utf8) else { return nil }
        self.init(place: place, what: what, before: before, after: after)
    }

    /// `PLF-06 spent to date £4,086.00, then £4,586.00`, as a sentence's part.
    public var inWords: String {
        let subject = place.isEmpty ? what : "\(place) \(what)"
        return
            "\(subject) \(before.isEmpty ? "blank" : before), now \(after.isEmpty ? "blank" : after)"
    }
}
