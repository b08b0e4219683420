import LedgerCore
import LedgerStore
import TestSupport

/// A ledger with one fund and three projects in it, and the clock it goes by.
///
/// £1,000.00 awarded; £400.00 allocated to PLF-01, £300.00 to PLF-02 and nothing to PLF-03.
struct Office {
    let ledger: Ledger
    let clock: SetClock

    /// Opens for business with the award and the allocations, entries 1 to 3, made.
    init(at path: String? = nil, clock: SetClock? = nil, basis: AwardBasis = .confirmed) throws {
        self.clock = try clock ?? SetClock()
        ledger =
            if let path {
                try Ledger.create(at: path, clock: self.clock.read)
            } else {
                try Ledger.inMemory(clock: self.clock.read)
            }
        try register(.fund(Build.fund(basis: basis)))
        for code in ["PLF-01", "PLF-02", "PLF-03"] { try register(.project(Build.project(code))) }
        try record(.award, on: "2018-04-01", pence: 100_000, id: "A1")
        try record(.allocation, on: "2018-04-01", to: "PLF-01", pence: 40_000, id: "L1")
        try record(.allocation, on: "2018-04-01", to: "PLF-02", pence: 30_000, id: "L2")
    }

    @discardableResult
    func register(_ subject: Registration.Subject) throws(LedgerError) -> Bool {
        try ledger.register(subject, by: "A. Officer")
    }

    @discardableResult
    func record(_ transfer: Transfer) throws(LedgerError) -> Recorded {
        try ledger.record(transfer, by: "A. Officer")
    }

    /// Records a transfer of £100.00 on 2 November 2018, unless told.
    @discardableResult
    func record(
        _ kind: TransferKind, on day: String = "2018-11-02", in key: FundYear? = nil,
        from: String? = nil, to: String? = nil, pence: Int64 = 10_000, reference: String = "",
        note: String = "", id: String? = nil, against: String? = nil, overspendReason: String = ""
    ) throws -> Recorded {
        try record(
            Build.transfer(
                kind, on: day, in: key, from: from, to: to, pence: pence, reference: reference,
                note: note, id: id, against: against, overspendReason: overspendReason))
    }

    /// Adds the year after, where a carry-forward arrives.
    @discardableResult
    func openNextYear() throws -> FundYear {
        let next = try Build.key(year: "2019-20")
        try register(.fund(Build.fund(next)))
        return next
    }

    func close(
        through day: String?, in key: FundYear? = nil, by recorder: String = "A. Officer"
    ) throws {
        try ledger.register(
            .closing(
                PeriodClosing(
                    fund: key ?? Build.key(), through: day.map(Build.day), reason: "Quarter end")),
            by: recorder)
    }

    func statement(
        _ key: FundYear? = nil, asAt day: String? = nil, asKnown: AsKnown? = nil
    ) throws -> FundStatement {
        try ledger.statement(
            of: key ?? Build.key(), asAt: day.map(Build.day), asKnown: asKnown)
    }

    /// A project's line of the statement.
    func line(
        _ code: String = "PLF-01", asAt day: String? = nil, asKnown: AsKnown? = nil
    ) throws -> FundStatement.Line? {
        try statement(asAt: day, asKnown: asKnown).lines.first { $0.project.code.text == code }
    }
}

/// A sum in pence.
func pence(_ number: Int64) -> Money { Money(pence: number) }

/// Runs the work and gives the refusal it ends in; nil where it is not refused.
func refusal(_ work: () throws -> some Any) throws -> Refusal? {
    do {
        _ = try work()
        return nil
    } catch LedgerError.refused(let refusal) {
        return refusal
    }
}

/// Runs the work and gives what a book was refused for; nothing where it was taken.
func problems(_ work: () throws -> some Any) throws -> [String] {
    do {
        _ = try work()
        return []
    } catch LedgerError.bookRefused(let problems) {
        return problems
    }
}
