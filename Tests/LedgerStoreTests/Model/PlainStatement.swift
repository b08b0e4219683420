import LedgerCore

/// A statement's figures in words, so that two of them are held against each other line by line.
///
/// From the plain ledger they are added up anew; from the product they are read off as printed.
struct PlainStatement: Equatable {
    let words: [String]

    init(printed statement: FundStatement) {
        var words = [
            "\(statement.fund.basis.rawValue) award \(statement.award.pence)",
            "brought forward \(statement.broughtForward.pence)",
            "carried forward \(statement.carriedForward.pence)",
            "repaid \(statement.repaid.pence)", "claimed \(statement.claimed.pence)",
            "received \(statement.received.pence)", "unallocated \(statement.unallocated.pence)",
            "entry \(statement.head.entry)",
        ]
        for line in statement.lines {
            let awaiting = line.awaiting.map { "\($0.entry)/\($0.quarter)/\($0.amount.pence)" }
            words.append(
                """
                \(line.project.code.text) “\(line.project.description)”: \
                original \(line.original.pence) in \(line.viredIn.pence) out \(line.viredOut.pence) \
                vired \(line.virements.pence) allocated \(line.allocated.pence) \
                spent \(line.spent.pence) committed \(line.committed.pence) \
                balance \(line.balance.pence) free \(line.freeBalance.pence) awaiting \(awaiting)
                """)
        }
        let totals = statement.totals
        words.append(
            """
            totals: original \(totals.original.pence) vired \(totals.virements.pence) \
            allocated \(totals.allocated.pence) spent \(totals.spent.pence) \
            committed \(totals.committed.pence) balance \(totals.balance.pence)
            """)
        self.words = words
    }

    /// Nil where the fund was not known yet.
    init?(
        _ ledger: PlainLedger, _ key: FundYear, asAt day: CalendarDay?, _ known: PlainLedger.Known?
    ) {
        guard let fund = ledger.fund(key, known) else { return nil }
        let sums = PlainSums(ledger: ledger, key: key, day: day, known: known)
        let entry = ledger.lines.filter { ledger.counts($0, nil, known) }.count
        var words = [
            "\(fund.basis.rawValue) award \(sums.gone(.award) - sums.gone(.awardReduction))",
            "brought forward \(sums.broughtForward)",
            "carried forward \(sums.gone(.carryForward))", "repaid \(sums.gone(.repayment))",
            "claimed \(sums.gone(.claim))", "received \(sums.gone(.receipt))",
            "unallocated \(sums.held(nil, "unallocated"))", "entry \(entry)",
        ]
        var totals = (original: Int64(0), vired: Int64(0), given: Int64(0))
        var (spentInAll, committedInAll) = (Int64(0), Int64(0))
        for project in sums.projects {
            let code = project.code
            let paidIn = sums.gone(.virement, to: code)
            let paidOut = sums.gone(.virement, from: code)
            let original =
                sums.gone(.allocation, to: code) - sums.gone(.release, from: code)
                - sums.gone(.carryForward, from: code) - sums.gone(.repayment, from: code)
            let spent = sums.held(code, "spent")
            let committed = sums.held(code, "committed")
            let allocated = sums.held(code, "available") + committed + spent
            words.append(
                """
                \(code.text) “\(project.description)”: \
                original \(original) in \(paidIn) out \(paidOut) vired \(paidIn - paidOut) \
                allocated \(allocated) spent \(spent) committed \(committed) \
                balance \(allocated - spent) free \(sums.held(code, "available")) \
                awaiting \(sums.awaiting(code))
                """)
            totals.original += original
            totals.vired += paidIn - paidOut
            totals.given += allocated
            spentInAll += spent
            committedInAll += committed
        }
        words.append(
            """
            totals: original \(totals.original) vired \(totals.vired) allocated \(totals.given) \
            spent \(spentInAll) committed \(committedInAll) balance \(totals.given - spentInAll)
            """)
        self.words = words
    }
}

/// Sums of one fund year as far as one looks.
private struct PlainSums {
    let ledger: PlainLedger
    let key: FundYear
    let day: CalendarDay?
    let known: PlainLedger.Known?
    /// The lines that count.
    let counted: [PlainLedger.Line]
    /// Those of them that no other of them takes back, reversals apart.
    let standing: [PlainLedger.Line]

    init(ledger: PlainLedger, key: FundYear, day: CalendarDay?, known: PlainLedger.Known?) {
        self.ledger = ledger
        self.key = key
        self.day = day
        self.known = known
        let counted = ledger.lines.filter { ledger.counts($0, day, known) }
        let undone = Set(counted.filter { $0.sent.kind == .reversal }.compactMap(\.answers))
        self.counted = counted
        standing = counted.filter { $0.sent.kind != .reversal && !undone.contains($0.number) }
    }

    var projects: [Project] {
        let codes = Set(ledger.projects.map(\.subject).filter { $0.fund == key }.map(\.code))
        return codes.sorted { $0.text < $1.text }.compactMap { ledger.project($0, in: key, known) }
    }

    func held(_ project: Code?, _ name: String) -> Int64 {
        let place = PlainLedger.Place(fund: key, project: project, name: name)
        let paidIn = counted.filter { $0.arrives == place }.map(\.sent.amount.pence)
        let paidOut = counted.filter { $0.leaves == place }.map(\.sent.amount.pence)
        return paidIn.reduce(0, +) - paidOut.reduce(0, +)
    }

    /// What entries of the kind moved, less what was reversed of it; of the projects, if named.
    func gone(_ kind: TransferKind, from: Code? = nil, to: Code? = nil) -> Int64 {
        var sum: Int64 = 0
        for line in standing where line.sent.kind == kind && line.sent.fund == key {
            if let from, line.sent.from != from { continue }
            if let to, line.sent.to != to { continue }
            sum += line.sent.amount.pence
        }
        return sum
    }

    var broughtForward: Int64 {
        standing.filter { $0.sent.kind == .carryForward && $0.arrives.fund == key }
            .reduce(0) { $0 + $1.sent.amount.pence }
    }

    /// Notes of awaited invoices that nothing has answered in full.
    func awaiting(_ project: Code) -> [String] {
        standing.compactMap { line in
            guard line.sent.kind == .commitment, line.sent.reference.contains("-Q"),
                line.sent.fund == key, line.sent.from == project
            else { return nil }
            let sum = line.sent.amount.pence
            let answers = standing.filter { $0.answers == line.number }
            let left = sum - answers.reduce(0) { $0 + $1.sent.amount.pence }
            guard sum == 0 ? answers.isEmpty : left > 0 else { return nil }
            return "\(line.number)/\(line.sent.reference)/\(sum == 0 ? 0 : left)"
        }
    }
}
