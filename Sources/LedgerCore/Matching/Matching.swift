/// The finance system's payments held against a fund year's spend in the ledger.
///
/// What belongs together is found in this order, each step among what the ones before left:
/// decisions people made; the same reference; the same payee and amount with days near; amounts of
/// one payee that add up. The order of rows does not matter.
public struct Matching: Sendable {
    /// What belongs together and has one sum on both sides.
    public let matched: [Match]
    /// What belongs together by its reference or by a decision, with another sum on each side.
    public let differing: [Match]
    public let onlyInFinance: [FinanceOnly]
    public let onlyInLedger: [LedgerOnly]
    /// The decisions in the order they were made, and whether each holds.
    public let decisions: [JudgedDecision]

    /// Whether every payment has its spend and every spend its payment, to the penny.
    public var agrees: Bool {
        differing.isEmpty && onlyInFinance.isEmpty && onlyInLedger.isEmpty
    }

    /// How the difference between the two comes about.
    public let totals: MatchTotals

    /// Holds payments against a fund year's entries.
    ///
    /// `days` are those that the payments' extracts cover: spend of other days takes part where
    /// a payment is for it, and is not missed where none is. `nearness` is how many days may lie
    /// between a spend and its payment. With a `focus` all take part, and what is about one extract
    /// is told.
    public init(
        payments: [NamedPayment], entries: [Entry], of fund: FundYear,
        covering days: [ClosedRange<CalendarDay>], decisions: [DecidedMatch] = [],
        nearness: Int = Matching.usualNearness, focus: MatchFocus? = nil
    ) {
        var matcher = Matcher(
            payments: payments,
            spends: LedgerSpend.standing(in: entries, of: fund, covering: days),
            nearness: max(0, nearness))
        self.decisions = matcher.matchByDecision(
            decisions.filter { $0.decision.fund == fund }, entries)
        matcher.matchByReference()
        matcher.matchByPayee()
        matcher.matchBySum()
        matcher.matchCancelled()
        let matches = matcher.matches
        let (finance, ledger) = matcher.leftovers()
        let shown = matches.filter { focus?.holds($0) ?? true }
        matched = shown.filter { $0.difference == .zero }
        differing = shown.filter { $0.difference != .zero }
        onlyInFinance = finance.filter { focus?.holds($0.payment) ?? true }
        onlyInLedger = ledger.filter { focus?.holds($0.spend) ?? true }
        totals = MatchTotals(
            payments: matcher.payments, spends: matcher.spends, shown: shown,
            hidden: matches.filter { !(focus?.holds($0) ?? true) },
            onlyInFinance: onlyInFinance, onlyInLedger: onlyInLedger, focus: focus)
    }

    /// How many days may lie between a spend and its payment, unless told.
    public static let usualNearness = 31
}

/// Payments and spend that belong together.
public struct Match: Hashable, Sendable {
    /// In the order of their days; empty for entries of one reference that make nought together.
    public let payments: [NamedPayment]
    /// In the order of their numbers; empty for payments that make nought together.
    public let spends: [LedgerSpend]
    public let way: Way
    /// Why a person should look at it; nil for what is plain.
    public let doubt: Doubt?

    /// What they were matched by.
    public enum Way: Hashable, Sendable {
        case confirmed(DecidedMatch)
        case reference
        case payeeAmountAndDate
        case amountsThatAddUp
        /// Rows of one reference, on one side only, that make nought together.
        case cancelledOut
    }

    public enum Doubt: Hashable, Sendable {
        /// Payee, amount and date agree, and both sides name a document, not the same one.
        case otherReference
        /// The reference and the amount agree, the payee does not.
        case otherPayee
        /// Others would have done as well: left over, of the same payee and amount and as near.
        case asNear(payments: [EntryID], entries: [Int])
    }

    /// What finance paid.
    public var finance: Money { payments.reduce(.zero) { $0 + $1.payment.amount } }

    /// What the ledger has as spent.
    public var ledger: Money { spends.reduce(.zero) { $0 + $1.amount } }

    /// What finance paid less what the ledger has.
    public var difference: Money { finance - ledger }
}

/// A payment that nothing in the ledger answers to.
public struct FinanceOnly: Hashable, Sendable {
    public let payment: NamedPayment
    /// What it may be for, the likeliest first.
    public let couldBe: [LikelyEntries]
}

/// A spend that no payment answers to.
public struct LedgerOnly: Hashable, Sendable {
    public let spend: LedgerSpend
    /// The payments that may be for it, the likeliest first.
    public let couldBe: [LikelyPayment]
}

/// Entries that a payment may be for, and why they were not matched.
public struct LikelyEntries: Hashable, Sendable {
    public let entries: [Int]
    /// Such as `same payee and amount, 45 days apart`.
    public let words: String
}

/// A payment that may be for an entry, and why it was not matched.
public struct LikelyPayment: Hashable, Sendable {
    public let payment: EntryID
    public let words: String
}

/// A decision, and whether the matching follows it.
public struct JudgedDecision: Hashable, Sendable {
    public let decided: DecidedMatch
    public let standing: Standing

    public enum Standing: Hashable, Sendable {
        case followed
        /// It no longer holds, and why: `entry 31 was reversed`.
        case lapsed(String)
        /// None of its payments is among those that were given.
        case elsewhere
    }
}
