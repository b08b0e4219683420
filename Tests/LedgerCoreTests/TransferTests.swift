import LedgerCore
import TestSupport
import Testing

struct TransferTests {
    /// Which of the two projects a kind takes; nil where it may have one or not.
    private static func takes(_ kind: TransferKind) -> (from: Bool?, to: Bool) {
        switch kind {
        case .award, .awardReduction, .claim, .receipt, .reversal: (false, false)
        case .allocation, .refund: (false, true)
        case .release, .commitment, .decommitment, .spend: (true, false)
        case .virement: (true, true)
        case .carryForward, .repayment: (nil, false)
        }
    }

    @Test(
        arguments: TransferKind.allCases,
        [(false, false), (true, false), (false, true), (true, true)])
    func `a kind takes its own projects and no others`(
        kind: TransferKind, given: (from: Bool, to: Bool)
    ) throws {
        func make() throws(any Error) -> Transfer {
            try Transfer(
                kind, on: Build.day("2018-11-02"), in: Build.key(),
                from: given.from ? Code("PLF-01") : nil, to: given.to ? Code("PLF-02") : nil,
                amount: Money(pence: 1), against: kind == .reversal ? EntryID("e") : nil)
        }
        let takes = TransferTests.takes(kind)
        if takes.from ?? given.from == given.from, takes.to == given.to {
            #expect(try make().kind == kind)
        } else {
            let refusal = #expect(throws: Refusal.self) { try make() }
            switch refusal {
            case .missing(let what): #expect(what.contains(kind.name))
            case .unwantedProject(kind): break
            default: Issue.record("refused as \(String(describing: refusal))")
            }
        }
    }

    @Test(
        arguments: [
            (.spend, "project the spend is from"), (.virement, "project the virement is from"),
            (.release, "project the release is from"),
            (.commitment, "project the commitment is from"),
            (.decommitment, "project the decommitment is from"),
            (.allocation, "project the allocation goes to"),
            (.refund, "project the refund goes to"),
        ] as [(TransferKind, String)])
    func `a project left out is named`(kind: TransferKind, what: String) {
        #expect(throws: Refusal.missing(what)) {
            try Transfer(
                kind, on: Build.day("2018-11-02"), in: Build.key(), amount: Money(pence: 1))
        }
    }

    @Test func `a virement needs two different projects`() throws {
        #expect(throws: Refusal.missing("project the virement goes to")) {
            try Transfer(
                .virement, on: Build.day("2018-11-02"), in: Build.key(), from: Code("PLF-01"),
                amount: Money(pence: 1))
        }
        #expect(throws: Refusal.sameProject(.virement, try Code("PLF-01"))) {
            try Build.transfer(.virement, from: "PLF-01", to: "plf-01")
        }
    }

    @Test(arguments: TransferKind.allCases)
    func `one penny and the limit are taken, nought and a penny more are not`(
        kind: TransferKind
    ) throws {
        let against = kind == .reversal ? "e" : nil
        let limit = Money.entryLimit.pence
        #expect(try Build.transfer(kind, pence: 1, against: against).amount.pence == 1)
        #expect(try Build.transfer(kind, pence: limit, against: against).amount.pence == limit)
        #expect(throws: Refusal.amountTooLarge(Money(pence: limit + 1))) {
            try Build.transfer(kind, pence: limit + 1, against: against)
        }
        #expect(throws: Refusal.amountNotPositive(kind, Money(pence: -1))) {
            try Build.transfer(kind, pence: -1, against: against)
        }
        if kind == .reversal {
            #expect(try Build.transfer(kind, pence: 0, against: against).amount == .zero)
        } else {
            #expect(throws: Refusal.amountNotPositive(kind, .zero)) {
                try Build.transfer(kind, pence: 0, against: against)
            }
        }
    }

    @Test func `only invoices awaited may have no amount yet`() throws {
        let awaited = try Build.transfer(.commitment, pence: 0, reference: "2018-19-Q3")
        #expect(awaited.awaited?.description == "2018-19-Q3")
        #expect(try Build.transfer(.commitment, reference: "PO-1").awaited == nil)
        #expect(try Build.transfer(.spend, reference: "2018-19-Q3").awaited == nil)
        #expect(throws: Refusal.amountNotPositive(.commitment, .zero)) {
            try Build.transfer(.commitment, pence: 0, reference: "PO-1")
        }
        #expect(throws: Refusal.amountNotPositive(.spend, .zero)) {
            try Build.transfer(.spend, pence: 0, reference: "2018-19-Q3")
        }
    }

    @Test(arguments: TransferKind.allCases)
    func `only a reversal, a spend and a decommitment answer another entry`(
        kind: TransferKind
    ) throws {
        switch kind {
        case .reversal:
            #expect(throws: Refusal.missing("entry to reverse")) { try Build.transfer(kind) }
            #expect(try Build.transfer(kind, against: "e").against == EntryID("e"))
        case .spend, .decommitment:
            #expect(try Build.transfer(kind).against == nil)
            #expect(try Build.transfer(kind, against: "e").against == EntryID("e"))
        default:
            #expect(throws: Refusal.answersNothing(kind)) {
                try Build.transfer(kind, against: "e")
            }
        }
    }

    @Test(arguments: ["reference", "payee", "note", "overspend reason"])
    func `its texts are single lines of at most a thousand bytes`(field: String) throws {
        func make(_ text: String) throws -> Transfer {
            try Build.transfer(
                .spend, reference: field == "reference" ? text : "",
                payee: field == "payee" ? text : "", note: field == "note" ? text : "",
                overspendReason: field == "overspend reason" ? text : "")
        }
        let most = String(repeating: "x", count: 1_000)
        let taken = try make(" \(most) ")
        #expect([taken.reference, taken.payee, taken.note, taken.overspendReason].contains(most))
        #expect(throws: Refusal.textTooLong(field, bytes: 1_001)) { try make(most + "x") }
        #expect(throws: Refusal.controlCharacter(field)) { try make("a\nb") }
    }

    @Test func `every kind is known by its own word and number`() {
        #expect(TransferKind.allCases.map(\.rawValue) == Array(1...14))
        for kind in TransferKind.allCases { #expect(TransferKind(name: kind.name) == kind) }
        #expect(TransferKind(name: "transaction") == nil)
        #expect(TransferKind(name: "Spend") == nil)
    }

    @Test func `deliveries are bound to the spending dates, and nothing else is`() {
        let deliveries = TransferKind.allCases.filter(\.isDelivery)
        #expect(deliveries == [.virement, .commitment, .decommitment, .spend, .refund])
    }
}
