import LedgerCore
import TestSupport

/// Payments and a paper ledger of one fund with plenty of money, to be matched.
struct MatchBook {
    private(set) var payments: [Payment] = []
    private(set) var ledger: PaperLedger
    var decisions: [DecidedMatch] = []
    var covered = "2018-04-01...2019-03-31"
    var nearness = Matching.usualNearness

    init() throws {
        ledger = try PaperLedger(
            award: 90_000_000_000,
            allocations: [("PLF-01", 40_000_000_000), ("PLF-02", 40_000_000_000)])
    }

    mutating func pay(
        _ pence: Int64, _ payee: String = "Acme Ltd", _ reference: String = "",
        on day: String = "2018-11-02"
    ) throws {
        payments.append(
            try Payment(
                place: "line \(payments.count + 2)", day: Build.day(day), payee: payee,
                reference: reference, amount: Money(pence: pence)))
    }

    /// Records a spend, a refund where it is below nought; its number is the answer.
    @discardableResult
    mutating func spend(
        _ pence: Int64, _ payee: String = "Acme Ltd", _ reference: String = "",
        on day: String = "2018-11-02", project: String = "PLF-01"
    ) throws -> Int {
        try ledger.write(
            Build.transfer(
                pence < 0 ? .refund : .spend, on: day, from: pence < 0 ? nil : project,
                to: pence < 0 ? project : nil, pence: abs(pence), reference: reference,
                payee: payee)
        ).number
    }

    mutating func reverse(_ number: Int) throws {
        let entry = ledger.entries[number - 1]
        try ledger.write(
            Build.transfer(
                .reversal, on: "2018-12-01", pence: entry.transfer.amount.pence,
                against: entry.id.text))
    }

    var named: [NamedPayment] {
        NamedPayment.named(payments, of: "extract.csv", digest: MatchBook.digest)
    }

    /// The name of the payment that was added as the nth, from nought.
    func name(_ index: Int) -> EntryID { named[index].name }

    mutating func decide(
        _ verdict: MatchDecision.Verdict, _ payments: [Int], _ entries: [Int],
        by: String = "A. Officer"
    ) throws {
        decisions.append(
            DecidedMatch(
                try MatchDecision(
                    fund: Build.key(), payments: payments.map(name),
                    entries: entries.map { ledger.entries[$0 - 1].id }, verdict: verdict,
                    reason: "seen the invoice"),
                by: by, recorded: nil))
    }

    func matching() throws -> Matching {
        let days = covered.split(separator: ".").map(String.init)
        return Matching(
            payments: named, entries: ledger.entries, of: try Build.key(),
            covering: [try Build.day(days[0])...Build.day(days[1])], decisions: decisions,
            nearness: nearness)
    }

    /// A plain stand-in for SHA-256: FNV-1a, over and over.
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        (0..<16).map { round in
            let number = ([UInt8(round)] + bytes).reduce(UInt64(14_695_981_039_346_656_037)) {
                ($0 ^ UInt64($1)) &* 1_099_511_628_211
            }
            return UInt8(truncatingIfNeeded: number >> 40)
        }
    }
}

extension Matching {
    /// `reference 1:2` for each match: its way, its payments counted, its entries counted.
    var shape: [String] {
        matched.map { match in
            let way =
                switch match.way {
                case .confirmed: "confirmed"
                case .reference: "reference"
                case .payeeAmountAndDate: "payee"
                case .amountsThatAddUp: "sum"
                case .cancelledOut: "cancelled"
                }
            return "\(way) \(match.payments.count):\(match.spends.count)"
        }
    }
}
