import LedgerCore
import LedgerStore
import TestSupport

/// A ledger of ten entries of several kinds and a registration of each subject.
enum TenEntries {
    /// Writes the ledger, or its first entries, and gives its head.
    @discardableResult
    static func write(to path: String, count: Int = 10) throws -> LedgerHead {
        let office = try Office(at: path, clock: SetClock("2018-11-02T09:00:00Z"))
        try office.register(.printed(Build.printed()))
        let next = try office.openNextYear()
        let transfers = try [
            Build.transfer(.commitment, pence: 5_000, id: "C1"),
            Build.transfer(.spend, pence: 700, reference: "INV-1", payee: "Acorn Ltd", id: "S1"),
            Build.transfer(.spend, pence: 3_000, id: "S2", against: "C1"),
            Build.transfer(.virement, pence: 100, note: "N", id: "V1"),
            Build.transfer(.reversal, pence: 100, id: "R1", against: "V1"),
            Build.transfer(.carryForward, from: "PLF-02", pence: 50, id: "F1"),
            Build.transfer(.commitment, pence: 0, reference: "2018-19-Q3", id: "W1"),
        ]
        for (index, transfer) in transfers.enumerated() where index + 4 <= count {
            _ = try office.ledger.record(transfer, by: index.isMultiple(of: 2) ? "B" : "A. Officer")
            if index == 2 { try office.close(through: "2018-06-30", in: next) }
        }
        try office.register(.waiver(Build.waiver()))
        try office.register(.source(Build.source()))
        try office.register(.extract(Build.extract()))
        try office.register(.matching(Build.matching(["P1", "P2"], ["A1"])))
        try office.register(.record(Build.agreement()))
        let head = try office.ledger.head()
        try office.ledger.close()
        return head
    }
}

extension Scratch {
    /// What someone does who means to change rows.
    func dropTriggers() throws {
        let names = try tamper("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        try tamper(names.map { "DROP TRIGGER \($0)" }.joined(separator: "; "))
    }
}
