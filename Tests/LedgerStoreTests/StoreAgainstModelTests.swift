import Foundation
import LedgerCore
import LedgerStore
import TestSupport
import Testing

struct StoreAgainstModelTests {
    /// `SEED=…` repeats a run, or with `SEQUENCES=1` the one history a failure names.
    @Test func `the ledger agrees with a plain one over a thousand random histories`() throws {
        let seed = SeededGenerator().seed
        let asked = ProcessInfo.processInfo.environment["SEQUENCES"].flatMap { UInt64($0) }
        var met: Set<String> = []
        for number in 0..<(asked ?? 1_000) {
            let own = seed &+ number
            do {
                var rehearsal = try Rehearsal(seed: own)
                try rehearsal.run()
                met.formUnion(rehearsal.met)
            } catch {
                Issue.record("SEED=\(own) SEQUENCES=1 repeats: \(error)")
                return
            }
        }
        if asked == nil { #expect(everything.subtracting(met).isEmpty, "these were never met") }
    }

    /// What a thousand histories must have met, or they prove little.
    private let everything = Set(TransferKind.allCases.map(\.name)).union([
        "source", "extract", "matching", "keptBefore", "unknownPartnership", "known", "idInUse",
        "unknownFund", "unknownProject", "unknownEntry", "nextYearMissing",
        "reversalOfReversal", "reversalFund", "alreadyReversed", "reversalAmount",
        "notItsCommitment", "closedPeriod", "outsideSpendingDates", "farFromFund",
        "beforeOriginal", "beyondFreeBalance", "beyondCommitment", "beyondCommitted",
        "beyondSpent", "beyondUnallocated", "beyondAward", "reversalLeavesDebt",
    ])
}
