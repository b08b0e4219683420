import LedgerCore
import LedgerStore
import TestSupport

/// One random history told to the ledger and to the plain one, step by step.
struct Rehearsal {
    private let ledger: Ledger
    private let clock: SetClock
    private let year: FundYear
    private let next: FundYear
    private var plain = PlainLedger()
    private var finance = PlainFinance()
    private var closers: [FundYear: String] = [:]
    private var transfers: RandomTransfers
    /// What was done so far, for the report of a difference.
    private var log: [Step] = []

    /// The kinds that were accepted and the cases that were refused.
    private(set) var met: Set<String> = []

    private enum Step {
        case sent(Transfer, PlainAnswer)
        case noted(Registration.Subject)
    }

    /// The ledger and the plain one do not say the same.
    struct Difference: Error, CustomStringConvertible {
        let description: String
    }

    init(seed: UInt64) throws {
        year = try Build.key()
        next = try Build.key(year: "2019-20")
        let other = try Build.key("CI001")
        clock = try SetClock("2018-07-01T09:00:00Z", step: 0)
        ledger = try Ledger.inMemory(clock: clock.read)
        transfers = try RandomTransfers(seed: seed, funds: [year, year, year, next, other])
        let indicative = try Build.fund(
            other, basis: .indicative, spendFrom: "2018-07-01", spendBy: "2019-01-31")
        let funds = try [Build.fund(year), indicative]
        var projects: [Project] = []
        for fund in funds {
            projects += try ["P1", "P2"].map { try Build.project($0, in: fund.key) }
        }
        let subjects: [Registration.Subject] =
            funds.map { .fund($0) } + projects.map { .project($0) }
        _ = try ledger.load(
            Book(registrations: subjects.map { Registration($0, afterEntry: 0) }),
            by: "A. Officer")
        for fund in funds { plain.note(fund, at: clock.read()) }
        for project in projects { plain.note(project, at: clock.read()) }
        if !transfers.random.oneIn(4) { try openNextYear() }
    }

    mutating func run() throws {
        let steps = Int.random(in: 12...40, using: &transfers.random)
        for _ in 0..<steps {
            clock.add(milliseconds: Int64.random(in: -1_000...4_000, using: &transfers.random))
            if transfers.random.oneIn(10) {
                try decide()
            } else if transfers.random.oneIn(6) {
                try keep(transfers.finance(for: plain))
            } else if let sent = transfers.next(for: plain) {
                try send(sent)
            }
        }
        if transfers.random.oneIn(4) { try compareEntries() }
        try compareStatements()
        try compareFinance(in: ledger)
        let findings = try ledger.verify(kept: ledger.head()).findings
        try expect(findings.map(\.message), [], "verify")
        if transfers.random.oneIn(4) { try compareReloaded() }
    }

    private mutating func send(_ sent: Transfer) throws {
        let expected = try plain.answer(to: sent)
        log.append(.sent(sent, expected))
        switch expected {
        case .accepted: met.insert(sent.kind.name)
        case .known: met.insert("known")
        case .refused(let refusal): met(refusal)
        }
        do {
            let recorded = try ledger.record(sent, by: "A. Officer")
            let number = recorded.entry.number
            try expect(recorded.isNew ? .accepted : .known(number), expected, "answer")
            guard recorded.isNew else { return }
            let before = try balances(sent)
            try plain.accept(sent, named: recorded.entry.id, at: clock.read())
            try expect(number, plain.lines.count, "number")
            try expect(recorded.entry.recorded, plain.latest, "recorded")
            try expect(recorded.entry.words, plain.lines.last?.words, "entry")
            let told = recorded.balances.map {
                [$0.before.pence, $0.freeBefore.pence, $0.after.pence, $0.freeAfter.pence]
            }
            try expect(told, zip(before, balances(sent)).map { $0 + $1 }, "balances")
        } catch LedgerError.refused(let refusal) {
            try expect(.refused(refusal), expected, "answer")
        }
    }

    private mutating func met(_ refusal: Refusal) {
        met.insert(Mirror(reflecting: refusal).children.first?.label ?? "")
    }

    /// Balance and free balance of each project the transfer touches.
    private func balances(_ sent: Transfer) throws -> [[Int64]] {
        let path = try plain.path(of: sent)
        var places = [path.leaves, path.arrives].filter { $0.project != nil }
        if places.count == 2, places[0].project == places[1].project { places.removeLast() }
        // A reversal names no project; those of its original are told in the order of their codes.
        if sent.kind == .reversal {
            places.sort { $0.project?.text ?? "" < $1.project?.text ?? "" }
        }
        return places.map { place in
            func held(_ name: String) -> Int64 {
                plain.held(PlainLedger.Place(fund: place.fund, project: place.project, name: name))
            }
            return [held("available") + held("committed"), held("available")]
        }
    }

    /// Something besides money: a name, a basis, a closing, the next year's fund.
    private mutating func decide() throws {
        let key = transfers.random.oneIn(2) ? year : transfers.fund()
        guard let fund = plain.fund(key) else { return try openNextYear() }
        switch Int.random(in: 0...5, using: &transfers.random) {
        case 0, 1:
            let code = transfers.random.pick(["P1", "P2", "P3"], or: "P3")
            let name = transfers.random.pick(["Lights", "Youth club", "Patrols"], or: "")
            try note(Build.project(code, in: key, description: name))
        case 2:
            let basis: AwardBasis = fund.basis == .confirmed ? .indicative : .confirmed
            try note(
                Build.fund(
                    key, basis: basis, spendFrom: "\(fund.spendFrom)", spendBy: "\(fund.spendBy)"))
        case 3: try close(key, through: nil)
        default: try close(key, through: transfers.day())
        }
    }

    private mutating func openNextYear() throws {
        guard plain.fund(next) == nil else { return }
        try note(Build.fund(next))
        try noteProjects(of: next)
    }

    private mutating func noteProjects(of key: FundYear) throws {
        for code in ["P1", "P2"] { try note(Build.project(code, in: key)) }
    }

    private mutating func note(_ fund: Fund) throws {
        log.append(.noted(.fund(fund)))
        let isNew = plain.fund(fund.key) != fund
        try expect(ledger.register(.fund(fund), by: "A. Officer"), isNew, "new fund")
        if isNew { plain.note(fund, at: clock.read()) }
    }

    private mutating func note(_ project: Project) throws {
        log.append(.noted(.project(project)))
        let isNew = plain.project(project.code, in: project.fund) != project
        try expect(ledger.register(.project(project), by: "A. Officer"), isNew, "new project")
        if isNew { plain.note(project, at: clock.read()) }
    }

    private mutating func close(_ key: FundYear, through: CalendarDay?) throws {
        let isNew = plain.closed(key) != through
        let closing = try PeriodClosing(fund: key, through: through, reason: "Quarter end")
        log.append(.noted(.closing(closing)))
        // What one closed another opens.
        let closer = closers[key] == "B. Officer" ? "A. Officer" : "B. Officer"
        try expect(ledger.register(.closing(closing), by: closer), isNew, "new closing")
        if isNew { closers[key] = closer }
        if isNew { plain.close(key, through: through, at: clock.read()) }
        try expect(ledger.closedThrough(key), through, "closed through")
    }

    /// Something of other people's lists of payments.
    private mutating func keep(_ subject: Registration.Subject) throws {
        log.append(.noted(subject))
        let refusal = finance.refusal(of: subject, in: plain)
        do {
            let isNew = try ledger.register(subject, by: "A. Officer")
            try expect(nil, refusal, "answer")
            try expect(isNew, finance.keep(subject), "new")
            met.insert(isNew ? subject.kind : "keptBefore")
            if isNew { plain.pass(at: clock.read()) }
        } catch LedgerError.refused(let told) {
            try expect(told, refusal, "answer")
            met(told)
        }
    }

    private func expect<Value: Equatable>(
        _ found: Value, _ expected: Value, _ what: @autoclosure () -> String
    ) throws {
        guard found != expected else { return }
        throw Difference(
            description: "\(what()): the ledger says \(found), the plain one \(expected)\n"
                + log.map { "\($0)" }.joined(separator: "\n"))
    }
}

/// What is compared at the end of a history.
extension Rehearsal {
    private func compareEntries() throws {
        let entries = try ledger.entries()
        try expect(entries.count, plain.lines.count, "entries")
        for (entry, line) in zip(entries, plain.lines) {
            try expect(entry.words, line.words, "entry \(entry.number)")
        }
    }

    private mutating func compareStatements() throws {
        for key in Set(transfers.funds).sorted() where plain.fund(key) != nil {
            try compare(key, asAt: transfers.random.oneIn(2) ? transfers.day() : nil, nil)
            guard transfers.random.oneIn(2) else {
                let line = Int.random(in: 0...plain.lines.count, using: &transfers.random)
                try compare(
                    key, asAt: transfers.random.oneIn(2) ? transfers.day() : nil, .line(line))
                continue
            }
            let past = Int64.random(in: 0...80_000, using: &transfers.random)
            let moment = Moment(milliseconds: plain.latest.milliseconds - past)
            try compare(
                key, asAt: transfers.random.oneIn(2) ? transfers.day() : nil, .moment(moment))
        }
    }

    private func compareFinance(in ledger: Ledger) throws {
        for partnership in ["Charnwood", "Melton"] {
            try expect(
                ledger.paymentSources(of: partnership), finance.inUse(by: partnership), "sources")
        }
        for key in Set(transfers.funds) where plain.fund(key) != nil {
            try expect(
                ledger.financeExtracts(of: key), finance.counting(for: key), "extracts of \(key)")
            try expect(
                ledger.matchDecisions(of: key).map(\.decision), finance.decisions(on: key),
                "decisions on \(key)")
        }
    }

    /// The ledger's book makes the same ledger elsewhere, and adds nothing to its own.
    private func compareReloaded() throws {
        let head = try ledger.head()
        let copy = try ledger.reloaded()
        try expect(copy.head(), head, "head of the copy")
        try expect(copy.verify(kept: head).findings.map(\.message), [], "verify of the copy")
        try compareFinance(in: copy)
        let outcome = try ledger.load(ledger.asBook(), by: "Someone else")
        try expect([outcome.newEntries, outcome.newRegistrations], [0, 0], "loaded again")
        try expect(ledger.head(), head, "head after loading again")
    }

    private func compare(
        _ key: FundYear, asAt day: CalendarDay?, _ known: PlainLedger.Known?
    ) throws {
        let asKnown: AsKnown? =
            switch known {
            case nil: nil
            case .line(let number): .entry(number)
            case .moment(let moment): .moment(moment)
            }
        let expected = PlainStatement(plain, key, asAt: day, known)
        try expect(
            printed(key, asAt: day, asKnown)?.words, expected?.words,
            "\(key) as at \(day?.description ?? "any day"), as known \(String(describing: known))")
    }

    /// Nil where the fund was not known yet.
    private func printed(
        _ key: FundYear, asAt day: CalendarDay?, _ known: AsKnown?
    ) throws -> PlainStatement? {
        do {
            return PlainStatement(
                printed: try ledger.statement(of: key, asAt: day, asKnown: known))
        } catch LedgerError.refused(Refusal.unknownFund) {
            return nil
        }
    }
}

extension Registration.Subject {
    fileprivate var kind: String { Mirror(reflecting: self).children.first?.label ?? "" }
}

extension Entry {
    fileprivate var words: [String] {
        [
            "\(number)", id.text, "\(recorded)", posting.from.words, posting.to.words,
            "\(transfer.amount)", "\(answers ?? 0)",
        ]
    }
}

extension PlainLedger.Line {
    fileprivate var words: [String] {
        [
            "\(number)", sent.id?.text ?? "", "\(recorded)", leaves.words, arrives.words,
            "\(sent.amount)", "\(answers ?? 0)",
        ]
    }
}

extension Account {
    fileprivate var words: String { "\(fund) \(project?.text ?? "-") \(role.name)" }
}

extension PlainLedger.Place {
    fileprivate var words: String { "\(fund) \(project?.text ?? "-") \(name)" }
}
