internal import LedgerCore
internal import LedgerImport

/// An import as the officer reads it: row by row, then the balances, then what to do.
struct SpendImportText {
    let found: SpendImport
    let isApplied: Bool

    func text(width: Int?) -> String {
        var parts: [String] = [heading]
        if !found.rows.isEmpty { parts.append(rows.text(width: width)) }
        if !found.list.problems.isEmpty {
            parts.append(
                "Cannot be read:\n"
                    + found.list.problems.map { lines("\($0)", width) }.joined(separator: "\n"))
        }
        let unknown = found.plan.unknown
        if !unknown.isEmpty {
            parts.append(unknown.map { lines(words($0), width) }.joined(separator: "\n"))
        }
        if !found.balances.isEmpty { parts.append(balances.text(width: width)) }
        parts.append(totals)
        return parts.joined(separator: "\n\n")
    }

    private func lines(_ text: String, _ width: Int?) -> String {
        TextTable.broken(text, at: max(40, (width ?? 120) - 2)).map { "  \($0)" }
            .joined(separator: "\n")
    }

    private var heading: String {
        let sheet = found.list.sheet.map { ", sheet \($0)" } ?? ""
        let source = found.source.isEmpty ? "" : ", source “\(found.source)”"
        return Colour.bold("\(found.list.file)\(sheet)\(source)")
            + "\nSHA-256 \(found.digest)"
    }

    private var rows: TextTable {
        var table = TextTable(
            [
                ("Line", .right), ("Date", .left), ("Payee", .left), ("Reference", .left),
                ("Amount", .right), ("Project", .left), ("What happens", .left),
            ], flexible: 6)
        let hasSeveralFunds = Set(found.rows.compactMap(\.planned.target?.fund)).count > 1
        for row in found.rows {
            let payment = row.planned.payment
            let target = row.planned.target
            table.add([
                "\(row.planned.line)", "\(payment.day)", short(payment.payee),
                short(payment.reference), "\(payment.amount)",
                target.map { hasSeveralFunds ? "\($0.project) \($0.fund.year)" : $0.project.text }
                    ?? "", row.words,
            ])
        }
        return table
    }

    /// A long name would leave no room for what happens.
    private func short(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 30
            ? text : String(String.UnicodeScalarView(scalars.prefix(29))) + "…"
    }

    private var balances: TextTable {
        var table = TextTable(
            [
                ("Project", .left), ("Fund", .left), ("Balance before", .right),
                (isApplied ? "Recorded" : "This list", .right), ("Balance after", .right),
                ("Free after", .right),
            ], flexible: 1)
        for balance in found.balances {
            table.add([
                balance.target.project.text, "\(balance.target.fund)", "\(balance.before)",
                "\(balance.before - balance.after)", "\(balance.after)", "\(balance.freeAfter)",
            ])
        }
        return table
    }

    private func words(_ unknown: SpendPlan.Unknown) -> String {
        let rows = "\(plural(unknown.count, "row")), \(unknown.sum)"
        guard !unknown.word.isEmpty else {
            return
                "No project is known for what has neither a code nor a payee (\(rows)). Put it to one with --project."
        }
        let kind = unknown.isPayee ? "payee" : "code"
        return
            "No project is known for the \(kind) “\(unknown.word)” (\(rows)). Say which with --map \"\(unknown.word)=\(example)\", or put every row without one to a project with --project."
    }

    /// A project that the list does go to, for the examples.
    private var example: String {
        found.rows.compactMap(\.planned.target?.project.text).first ?? "PLF-03"
    }

    private var totals: String {
        let sums: [(String, SpendImport.Totals)] = [
            (isApplied ? "recorded" : "new", found.new), ("seen before", found.seen),
            (
                found.duplicates.count == 1 ? "possible duplicate" : "possible duplicates",
                found.duplicates
            ),
            ("of nothing", found.nothing),
            ("refused", found.refused),
        ]
        var words = sums.filter { $0.1.count > 0 }.map { "\($0.1.count) \($0.0) (\($0.1.sum))" }
        let unread = found.list.unread.count
        if unread > 0 { words.append("\(unread) that cannot be read") }
        let all = found.rows.count + unread
        let sum = unread == 0 ? ", \(found.list.total)" : ""
        return
            "\(plural(all, "row"))\(sum)\(words.isEmpty ? "." : ": \(words.joined(separator: ", ")).")"
    }

    /// What was recorded, or how to do it, where nothing stands in the way.
    func conclusion(isSaved: Bool) -> String {
        let numbers = found.rows.compactMap { row -> Int? in
            if case .recorded(let entry) = row.outcome { entry.number } else { nil }
        }
        if isApplied {
            let kept = "How the list is read is kept as source “\(found.source)”."
            guard let first = numbers.min(), let last = numbers.max() else {
                return "Nothing is new, and nothing was recorded. \(kept)"
            }
            let range = first == last ? "entry \(first)" : "entries \(first) to \(last)"
            return "Recorded as \(range). \(kept)"
        }
        if isSaved {
            return "How the list is read is kept as source “\(found.source)”; nothing was recorded."
        }
        guard found.new.count > 0 else { return "Nothing is new, and nothing was recorded." }
        let name =
            found.source.isEmpty ? " and a name for the source, such as --source council" : ""
        return "Nothing was recorded. To record it, give the same command with --apply\(name)."
    }
}

extension SpendImport {
    /// Why nothing is recorded, nor kept where that was asked for, and what to do.
    func reason(isSaving: Bool) -> String {
        var reasons: [String] = []
        if refused.count > 0 {
            let count = refused.count
            reasons.append("\(plural(count, "row")) \(count == 1 ? "is" : "are") refused")
        }
        let problems = list.problems.reduce(0) { $0 + $1.count }
        if problems > 0 {
            reasons.append(
                "\(plural(problems, "thing")) in the list cannot be read or \(problems == 1 ? "does" : "do") not agree"
            )
        }
        let nothing = "Nothing was recorded\(isSaving ? " or kept" : ""): "
        guard undecided.count > 0 else {
            return nothing + reasons.joined(separator: " and ") + ". Put it right and try again."
        }
        let count = undecided.count
        reasons.append(
            "\(plural(count, "row")) \(count == 1 ? "looks like an entry" : "look like entries") recorded before"
        )
        return nothing + reasons.joined(separator: " and ")
            + ". Leave such rows out with --duplicates skip, or record them too with --duplicates record."
            + (sameFile.map { " \($0)" } ?? "")
    }
}

extension SpendImport.Row {
    /// What happens with the row, in a few words.
    var words: String {
        let like = planned.repeated.map { "; the same as line \($0), both are kept" } ?? ""
        let kind = planned.payment.amount < .zero ? ", a refund" : ""
        switch outcome {
        case .new: return "new\(kind)\(like)"
        case .recorded(let entry): return "entry \(entry.number)\(kind)\(like)"
        case .seen(let entry, let reversal):
            return "seen before as entry \(entry.number)" + seen(entry, reversal)
        case .similar(let entry, let choice):
            let words =
                "looks like entry \(entry.number) of \(entry.transfer.day)\(elsewhere(entry))"
                + likeness(to: entry)
            switch choice {
            case .record: return "new; \(words)"
            case .skip: return "left out: \(words)"
            case nil: return words
            }
        case .refused(let reason): return "refused: \(reason)"
        case .nothing: return "nothing to record"
        }
    }

    private func seen(_ entry: Entry, _ reversal: Int?) -> String {
        elsewhere(entry)
            + (reversal.map {
                ", which entry \($0) reversed; record it with `locality spend` if it counts"
            } ?? "")
    }

    /// What the row and the entry have in common, and what not.
    private func likeness(to entry: Entry) -> String {
        let payment = planned.payment
        let transfer = entry.transfer
        let isPaid = payment.amount.magnitude == transfer.amount
        let isPayee = foldedLabel(payment.payee) == foldedLabel(transfer.payee)
        let same = [
            isPayee && !payment.payee.isEmpty ? "payee" : nil,
            payment.reference.isEmpty ? "day" : "reference", isPaid ? "amount" : nil,
        ].compactMap(\.self)
        let words =
            ": the same "
            + (same.count == 1
                ? same[0]
                : same.dropLast().joined(separator: ", ") + " and \(same[same.count - 1])")
        if !isPaid {
            return words + ", but \(transfer.amount); if the row corrects it, reverse entry "
                + "\(entry.number) first"
        }
        if isPayee { return words }
        return words + ", but "
            + (transfer.payee.isEmpty ? "no payee" : "the payee is “\(transfer.payee)”")
    }

    /// Where the entry is, if it is not where the row would go.
    private func elsewhere(_ entry: Entry) -> String {
        guard let project = entry.transfer.from ?? entry.transfer.to, let target = planned.target,
            target.project != project || target.fund != entry.transfer.fund
        else { return "" }
        return " in \(project)"
            + (target.fund == entry.transfer.fund ? "" : " of \(entry.transfer.fund)")
    }
}
