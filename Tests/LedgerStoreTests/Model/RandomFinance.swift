import LedgerCore
import TestSupport

/// Draws what an officer keeps of lists of payments: few names and few contents, so that much of it
/// says what was said before, or takes it back.
extension RandomTransfers {
    mutating func finance(for ledger: PlainLedger) throws -> Registration.Subject {
        switch Int.random(in: 0...3, using: &random) {
        case 0:
            let source = try Build.source(
                random.pick(["council", "cards"], or: "cards"),
                partnership: random.oneIn(10) ? "Melton" : "Charnwood",
                settings: random.pick(["", "amount: Net\n", "amount: Gross\n\n"], or: ""))
            return .source(source)
        case 1:
            let extract = try Build.extract(
                random.pick(["march.csv", "Ledger.xlsx", "=1+1"], or: ""), in: fund(),
                from: random.pick(["2018-04-01", "2018-10-01"], or: "2018-04-01"),
                content: random.pick(["date,payee\n", "date,payee\n2018-11-02,=é\n"], or: "a"))
            return .extract(extract)
        default:
            let payments = random.pick([["P1"], ["P1", "P2"], ["P2", "P1"]], or: ["P1"])
            let decision = try Build.matching(
                payments, entries(of: ledger), in: fund(),
                random.oneIn(3) ? .broken : .confirmed,
                reason: random.pick(["", "Same invoice"], or: ""))
            return .matching(decision)
        }
    }

    /// One or two of the first entries, or one that is not there.
    private mutating func entries(of ledger: PlainLedger) -> [String] {
        let ids = ledger.lines.prefix(2).compactMap { $0.sent.id?.text }
        let one = random.oneIn(20) ? "nowhere" : random.pick(ids, or: "nowhere")
        return random.oneIn(3) ? [one, random.pick(ids, or: "nowhere")] : [one]
    }
}
