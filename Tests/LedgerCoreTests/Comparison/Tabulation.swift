import TestSupport

@testable import LedgerCore

/// Printed tables for tests: rows of a label and whole pence, and what is made of them.
struct Tabulation {
    var rows: [Row]
    var total: Row?
    var heading: PrintedStatement.Line?

    struct Row {
        var label: String
        var allocated: Int64?
        var spent: Int64?
        var balance: Int64?
        var marks: Set<String> = []
        var unreadable: [PrintedStatement.Unreadable] = []

        init(_ label: String, _ allocated: Int64?, _ spent: Int64?, _ balance: Int64?) {
            self.label = label
            self.allocated = allocated
            self.spent = spent
            self.balance = balance
        }

        /// A row whose balance is what is left.
        init(_ label: String, _ allocated: Int64, _ spent: Int64) {
            self.init(label, allocated, spent, allocated - spent)
        }
    }

    /// Rows with a total that foots.
    init(_ rows: [Row]) {
        self.rows = rows
        let sum = { (figure: (Row) -> Int64?) in rows.compactMap(figure).reduce(0, +) }
        total = Row("Total", sum(\.allocated), sum(\.spent), sum(\.balance))
    }

    func printed(on day: String = "2018-12-31") throws -> PrintedStatement {
        let all = rows.map { ($0, false) } + (total.map { [($0, true)] } ?? [])
        return PrintedStatement(
            fund: try Build.key(), day: try Build.day(day), name: "table.csv", content: "",
            lines: all.enumerated().map { index, row in
                PrintedStatement.Line(
                    number: index + 2, label: row.0.label, isTotal: row.1,
                    allocated: row.0.allocated.map(Money.init(pence:)),
                    spent: row.0.spent.map(Money.init(pence:)),
                    balance: row.0.balance.map(Money.init(pence:)), marks: row.0.marks,
                    unreadable: row.0.unreadable)
            }, heading: heading)
    }

    /// A fund's own line, which prints what was received.
    static func heading(_ pence: Int64?, marks: Set<String> = []) -> PrintedStatement.Line {
        PrintedStatement.Line(
            number: 1, label: "The fund", isTotal: false, allocated: nil, spent: nil, balance: nil,
            received: pence.map(Money.init(pence:)), marks: marks)
    }
}

extension StatementComparison {
    /// What is proposed, short: `virement PLF-01 PLF-02 500`, `rename PLF-03 Patrols`.
    var steps: [String] {
        proposed.map { proposal in
            switch proposal.action {
            case .project(let project): "project \(project.code) \(project.description)"
            case .rename(let project, _): "rename \(project.code) \(project.description)"
            case .entry(let entry):
                ([entry.kind.name] + [entry.from, entry.to].compactMap { $0?.text }
                    + ["\(entry.amount.pence)"]).joined(separator: " ")
            }
        }
    }
}

extension PaperLedger {
    /// Records what a comparison proposes, each on the day; the core admits it or throws.
    mutating func apply(_ proposals: [Proposal], on day: String = "2018-12-31") throws {
        for proposal in proposals {
            switch proposal.action {
            case .project(let project), .rename(let project, _): register(project)
            case .entry(let entry):
                try record(
                    Build.transfer(
                        entry.kind, on: day, from: entry.from?.text, to: entry.to?.text,
                        pence: entry.amount.pence,
                        against: entry.answers.map { entries[$0 - 1].id.text },
                        overspendReason: entry.isOverspend ? "as printed" : ""))
            }
        }
    }
}
