import TestSupport
import Testing

@testable import LedgerCore

/// What must hold of any ledger, whatever was recorded in it.
struct FundStatementPropertyTests {
    private static let codes = ["PLF-01", "PLF-02", "PLF-03"]

    /// A ledger of two years in which a hundred random transfers were tried.
    private func randomLedger(_ random: inout SeededGenerator) throws -> PaperLedger {
        let (key, next) = (try Build.key(), try Build.key(year: "2019-20"))
        var ledger = PaperLedger(
            try [Build.fund(key), Build.fund(next), Build.fund(next.following())],
            projects: try [key, next].flatMap { year in
                try FundStatementPropertyTests.codes.map { try Build.project($0, in: year) }
            })
        for _ in 0..<100 {
            let transfer = try randomTransfer(random.oneIn(4) ? next : key, ledger, &random)
            // What the core refuses is not recorded, and the ledger goes on.
            _ = try? ledger.record(transfer)
        }
        return ledger
    }

    private func randomTransfer(
        _ key: FundYear, _ ledger: PaperLedger, _ random: inout SeededGenerator
    ) throws -> Transfer {
        let kind = random.pick(TransferKind.allCases, or: .award)
        let codes = FundStatementPropertyTests.codes.shuffled(using: &random)
        let earlier = ledger.entries.randomElement(using: &random)
        let order = ledger.entries.filter { $0.transfer.kind == .commitment }
            .randomElement(using: &random)
        let scale: Int64 = [.award, .allocation].contains(kind) ? 1_000 : 100
        var pence = Int64.random(in: 1...scale, using: &random)
        var (against, from): (String?, String?) = (nil, codes[0])
        if kind == .reversal, let earlier {
            (against, pence) = (earlier.id.text, earlier.transfer.amount.pence)
        } else if [.spend, .decommitment].contains(kind), random.oneIn(2), let order {
            (against, from) = (order.id.text, order.transfer.from?.text)
        }
        let (needsFrom, needsTo) = needs(kind, random.oneIn(2))
        return try Transfer(
            kind, on: key.year.firstDay.adding(days: Int.random(in: 0...364, using: &random)),
            in: key, from: needsFrom ? from.map(Code.init) : nil,
            to: needsTo ? Code(codes[1]) : nil, amount: Money(pence: pence),
            against: (kind == .reversal ? against ?? "none" : against).map(EntryID.init))
    }

    private func needs(_ kind: TransferKind, _ fromProject: Bool) -> (from: Bool, to: Bool) {
        switch kind {
        case .award, .awardReduction, .claim, .receipt, .reversal: (false, false)
        case .allocation, .refund: (false, true)
        case .release, .commitment, .decommitment, .spend: (true, false)
        case .virement: (true, true)
        case .carryForward, .repayment: (fromProject, false)
        }
    }

    @Test func `money is neither made nor lost`() throws {
        var random = SeededGenerator()
        for _ in 0..<20 {
            let ledger = try randomLedger(&random)
            var accounts = Set(ledger.entries.map(\.posting.from))
            accounts.formUnion(ledger.entries.map(\.posting.to))
            let sum = accounts.reduce(Money.zero) { $0 + ledger.balance(of: $1) }
            #expect(sum == .zero, "SEED=\(random.seed)")
        }
    }

    @Test func `what came in is what is allocated, unallocated or gone`() throws {
        var random = SeededGenerator()
        for _ in 0..<20 {
            let ledger = try randomLedger(&random)
            for fund in ledger.funds {
                let statement = try ledger.statement(of: fund.key)
                let came = statement.award + statement.broughtForward
                let gone = statement.carriedForward + statement.repaid
                #expect(
                    came - gone == statement.unallocated + statement.totals.allocated,
                    "SEED=\(random.seed)")
                #expect(statement.totals.virements == .zero, "SEED=\(random.seed)")
            }
        }
    }

    @Test func `each line agrees with its project's three accounts`() throws {
        var random = SeededGenerator()
        for _ in 0..<20 {
            let ledger = try randomLedger(&random)
            let key = ledger.funds[0].key
            for line in try ledger.statement(of: key).lines {
                let held = { (role: AccountRole) in
                    ledger.balance(of: Account(fund: key, project: line.project.code, role: role))
                }
                #expect(line.allocated == line.original + line.virements)
                #expect(line.spent == held(.spent), "SEED=\(random.seed)")
                #expect(line.committed == held(.committed), "SEED=\(random.seed)")
                #expect(line.freeBalance == held(.available), "SEED=\(random.seed)")
                #expect(line.balance - line.committed == line.freeBalance)
            }
        }
    }

    @Test func `no account of a project falls below nought unless it was authorised`() throws {
        var random = SeededGenerator()
        for _ in 0..<60 {
            let ledger = try randomLedger(&random)
            for fund in ledger.funds {
                for line in try ledger.statement(of: fund.key).lines {
                    let least = min(line.spent, line.committed, line.freeBalance)
                    #expect(least >= .zero, "SEED=\(random.seed) \(line.project.code)")
                }
            }
        }
    }

    @Test func `a carry-forward is one sum in both years`() throws {
        var random = SeededGenerator()
        for _ in 0..<20 {
            let ledger = try randomLedger(&random)
            let statements = try ledger.funds.map { try ledger.statement(of: $0.key) }
            #expect(statements[0].carriedForward == statements[1].broughtForward)
            #expect(statements[1].carriedForward == statements[2].broughtForward)
        }
    }

    @Test func `reversing all that can be reversed, last first, leaves nought`() throws {
        var random = SeededGenerator()
        for _ in 0..<15 {
            var ledger = try randomLedger(&random)
            let reversed = Set(
                ledger.entries.filter { $0.transfer.kind == .reversal }.compactMap(\.answers))
            for entry in ledger.entries.reversed()
            where entry.transfer.kind != .reversal && !reversed.contains(entry.number) {
                try ledger.write(
                    Transfer(
                        .reversal, on: entry.transfer.day, in: entry.transfer.fund,
                        amount: entry.transfer.amount, against: entry.id))
            }
            for fund in ledger.funds {
                let statement = try ledger.statement(of: fund.key)
                #expect(statement.totals == FundStatement.Totals(), "SEED=\(random.seed)")
                #expect(statement.award == .zero, "SEED=\(random.seed)")
                #expect(statement.unallocated == .zero, "SEED=\(random.seed)")
                #expect(statement.received == .zero, "SEED=\(random.seed)")
            }
        }
    }
}
