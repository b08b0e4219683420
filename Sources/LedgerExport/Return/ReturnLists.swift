internal import LedgerCore
internal import XLSXWriter

/// The shorter lists of a return: what was approved, delivered, checked and changed.
struct ReturnLists {
    let content: ReturnContent
    let sheet: ReturnLayout.Sheet

    private func rows<Line>(
        _ lines: [Line], _ cell: (String, Line) throws(WorkbookError) -> ReturnCell
    ) throws(WorkbookError) -> [[ReturnCell]] {
        var rows: [[ReturnCell]] = []
        for line in lines {
            var cells: [ReturnCell] = []
            for field in sheet.fields { cells.append(try cell(field.key, line)) }
            rows.append(cells)
        }
        return rows
    }

    /// A project's code, leading to its row.
    private func project(_ code: Code?) throws(WorkbookError) -> ReturnCell {
        guard let code else { return .blank }
        guard let (cell, other) = try content.place(ofProject: code) else {
            return .text(code.text)
        }
        return .link(code.text, to: cell, on: other)
    }

    private func name(_ key: String) -> String? { content.name(sheet.part, key) }
}

extension ReturnLists {
    func approvals() throws(WorkbookError) -> ReturnTable {
        let rows = try rows(content.grantReturn.approvals) { key, line throws(WorkbookError) in
            try approval(key, of: line)
        }
        return ReturnTable(
            sheet, rows: rows, nothing: "Nothing was asked for or decided in this period.")
    }

    private func approval(
        _ key: String, of line: GrantReturn.ApprovalLine
    ) throws(WorkbookError) -> ReturnCell {
        switch key {
        case "name": .text(line.name)
        case "kind": .text(line.kind.name)
        case "from": try project(line.from)
        case "to": try project(line.to)
        case "amount": .money(line.amount)
        case "reason": .text(line.reason)
        case "asked-by": .text(line.askedBy)
        case "asked": .day(line.asked)
        case "verdict": .text(line.verdict)
        case "decided-by": .text(line.decidedBy)
        case "decided": line.decided.map(ReturnCell.day) ?? .blank
        case "minute": .text(line.minute)
        case "from-before": line.before.first.map(ReturnCell.money) ?? .blank
        case "from-after": after(line, 0, "from-before", "-")
        case "to-before": line.before.count > 1 ? .money(line.before[1]) : .blank
        case "to-after": after(line, 1, "to-before", "+")
        default: .blank
        }
    }

    /// The balance after, reckoned from the one before where the amount is what parts them.
    private func after(
        _ line: GrantReturn.ApprovalLine, _ side: Int, _ before: String, _ sign: String
    ) -> ReturnCell {
        guard line.after.indices.contains(side) else { return .blank }
        let after = line.after[side]
        guard let start = name(before), let amount = name("amount"),
            line.before.indices.contains(side)
        else { return .money(after) }
        let moved = sign == "+" ? line.amount : -line.amount
        return .sum(
            after, formula: "=ROUND(\(start)\(sign)\(amount),2)",
            comesTo: line.before[side] + moved)
    }
}

extension ReturnLists {
    func outputs() throws(WorkbookError) -> ReturnTable {
        let rows = try rows(content.grantReturn.outputs) { key, line throws(WorkbookError) in
            try output(key, of: line)
        }
        return ReturnTable(sheet, rows: rows, nothing: "No output was recorded for this period.")
    }

    private func output(
        _ key: String, of line: GrantReturn.OutputLine
    ) throws(WorkbookError) -> ReturnCell {
        let output = line.output
        switch key {
        case "project": return try project(line.project)
        case "quarter": return .text(output.quarter.description)
        case "measure": return .text(output.measure)
        case "unit": return .text(output.unit)
        case "target": return output.target.map(ReturnCell.count) ?? .blank
        case "actual": return output.actual.map(ReturnCell.count) ?? .blank
        case "difference":
            guard let target = output.target, let actual = output.actual else { return .blank }
            guard let first = name("actual"), let second = name("target") else {
                return .count(actual - target)
            }
            return .formula("=\(first)-\(second)", .count(actual - target))
        case "cost": return line.costPerUnit.map(ReturnCell.money) ?? .blank
        default: return .text(key == "narrative" ? output.narrative : "")
        }
    }

    func rules() throws(WorkbookError) -> ReturnTable {
        let rows = try rows(content.grantReturn.rules) { key, line throws(WorkbookError) in
            rule(key, of: line)
        }
        return ReturnTable(sheet, rows: rows, nothing: "No rule was held against this fund.")
    }

    private func rule(_ key: String, of line: GrantReturn.RuleLine) -> ReturnCell {
        switch key {
        case "rule": return .text(line.rule)
        case "findings": return .count(line.findings)
        case "waived": return .count(line.waived)
        case "amount": return .money(line.amount)
        default:
            let (none, waived, open) = ("No finding", "Waived", "To be seen to")
            let result =
                line.findings == 0 ? none : line.findings == line.waived ? waived : open
            guard let findings = name("findings"), let covered = name("waived") else {
                return .text(result)
            }
            return .formula(
                "=IF(\(findings)=0,\"\(none)\",IF(\(findings)=\(covered),\"\(waived)\",\"\(open)\"))",
                .text(result))
        }
    }

    func changes() throws(WorkbookError) -> ReturnTable {
        let rows = try rows(content.grantReturn.changes) { key, line throws(WorkbookError) in
            switch key {
            case "place": .text(line.place.isEmpty ? "Fund" : line.place)
            case "what": .text(line.what)
            case "before": .text(line.before)
            default: .text(line.after)
            }
        }
        let isFirst = content.grantReturn.version == 1
        return ReturnTable(
            sheet, rows: rows,
            nothing: isFirst
                ? "This is the first version: there is none before it." : "Nothing has changed.")
    }

    func signatures() throws(WorkbookError) -> ReturnTable {
        let rows = try rows(content.grantReturn.signatures) { key, line throws(WorkbookError) in
            switch key {
            case "step": .text(line.step)
            case "role": .text(line.role)
            case "name": .text(line.name)
            default: line.day.map(ReturnCell.day) ?? .blank
            }
        }
        return ReturnTable(sheet, rows: rows, nothing: "Nobody has stood for this return yet.")
    }
}
