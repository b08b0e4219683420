/// The matching while it is made: what is still free on either side, and what was found.
struct Matcher {
    /// In the order of their days and payees, whatever the order of the rows.
    let payments: [NamedPayment]
    /// In the order of their numbers.
    let spends: [LedgerSpend]
    /// How many days may lie between a spend and its payment.
    let nearness: Int
    let payees: PayeeIndex
    /// The payee of each payment and of each spend, by its place in the index.
    let paymentPayees: [Int]
    let spendPayees: [Int]
    /// The document each names; nil where none.
    let paymentReferences: [InvoiceReference?]
    let spendReferences: [InvoiceReference?]
    private(set) var isPaymentFree: [Bool]
    private(set) var isSpendFree: [Bool]
    /// Pairs that a decision keeps apart.
    var broken: Set<Pair> = []
    private var groups: [Group] = []
    /// Sets of rows that add up to one row, where another set does too or wants the same rows.
    var unclearSums: [RowSum] = []

    struct Pair: Hashable {
        let payment: Int
        let spend: Int
    }

    /// One row, and rows of the other side that add up to it.
    struct RowSum {
        let payments: [Int]
        let spends: [Int]
    }

    private struct Group {
        let payments: [Int]
        let spends: [Int]
        let way: Match.Way
        let doubt: Match.Doubt?
    }

    init(payments: [NamedPayment], spends: [LedgerSpend], nearness: Int) {
        // One payment in two extracts is one; nought is nothing to match.
        var seen: Set<EntryID> = []
        self.payments = payments.filter {
            $0.payment.amount != .zero && seen.insert($0.name).inserted
        }.sorted { left, right in
            let (one, other) = (left.payment, right.payment)
            return (one.day, one.payee, one.reference, one.amount, left.name.text)
                < (other.day, other.payee, other.reference, other.amount, right.name.text)
        }
        self.spends = spends
        self.nearness = nearness
        payees = PayeeIndex(
            self.payments.map(\.payment.payee) + spends.map(\.entry.transfer.payee))
        let index = payees
        paymentPayees = self.payments.map { index.id(of: $0.payment.payee) }
        spendPayees = spends.map { index.id(of: $0.entry.transfer.payee) }
        paymentReferences = self.payments.map { InvoiceReference($0.payment.reference.utf8) }
        spendReferences = spends.map { InvoiceReference($0.entry.transfer.reference.utf8) }
        isPaymentFree = Array(repeating: true, count: self.payments.count)
        isSpendFree = Array(repeating: true, count: spends.count)
    }

    var freePayments: [Int] { payments.indices.filter { isPaymentFree[$0] } }

    var freeSpends: [Int] { spends.indices.filter { isSpendFree[$0] } }

    func amount(payment: Int) -> Money { payments[payment].payment.amount }

    func amount(spend: Int) -> Money { spends[spend].amount }

    func sum(payments: [Int]) -> Money {
        payments.reduce(.zero) { $0 + amount(payment: $1) }
    }

    func sum(spends: [Int]) -> Money {
        spends.reduce(.zero) { $0 + amount(spend: $1) }
    }

    func day(payment: Int) -> Int { payments[payment].payment.day.number }

    func day(spend: Int) -> Int { spends[spend].entry.transfer.day.number }

    func daysApart(_ payment: Int, _ spend: Int) -> Int {
        abs(day(payment: payment) - day(spend: spend))
    }

    func areAlike(_ payment: Int, _ spend: Int) -> Bool {
        payees.areAlike(paymentPayees[payment], spendPayees[spend])
    }

    func isBroken(_ payment: Int, _ spend: Int) -> Bool {
        !broken.isEmpty && broken.contains(Pair(payment: payment, spend: spend))
    }

    /// The pairs among these rows that a decision keeps apart.
    func brokenPairs(_ payments: [Int], _ spends: [Int]) -> [Pair] {
        guard !broken.isEmpty else { return [] }
        let (paid, spent) = (Set(payments), Set(spends))
        return broken.filter { paid.contains($0.payment) && spent.contains($0.spend) }
    }

    func hasBroken(_ payments: [Int], _ spends: [Int]) -> Bool {
        !brokenPairs(payments, spends).isEmpty
    }

    mutating func match(
        _ payments: [Int], _ spends: [Int], by way: Match.Way, doubt: Match.Doubt? = nil
    ) {
        for payment in payments { isPaymentFree[payment] = false }
        for spend in spends { isSpendFree[spend] = false }
        groups.append(Group(payments: payments, spends: spends, way: way, doubt: doubt))
    }

    /// What was found, in the order of the days; what had an equal elsewhere says so.
    var matches: [Match] {
        let leftover = Leftover(self)
        return groups.sorted { first(of: $0) < first(of: $1) }.map { group in
            Match(
                payments: group.payments.sorted().map { payments[$0] },
                spends: group.spends.sorted().map { spends[$0] }, way: group.way,
                doubt: group.doubt ?? leftover.equal(to: group.payments, group.spends, group.way))
        }
    }

    private func first(of group: Group) -> (Int, Int, Int) {
        let payment = group.payments.min()
        let spend = group.spends.min()
        let day =
            payment.map { self.day(payment: $0) } ?? spend.map { self.day(spend: $0) } ?? 0
        return (day, payment ?? .max, spend ?? .max)
    }

    /// What is still free, by amount, payee and day: what would have done as well.
    private struct Leftover {
        private struct Key: Hashable {
            let amount: Money
            let payee: Int
            let day: Int
        }

        private let matcher: Matcher
        private var payments: [Key: [Int]] = [:]
        private var spends: [Key: [Int]] = [:]

        init(_ matcher: Matcher) {
            self.matcher = matcher
            for index in matcher.freePayments {
                let key = Key(
                    amount: matcher.amount(payment: index), payee: matcher.paymentPayees[index],
                    day: matcher.day(payment: index))
                payments[key, default: []].append(index)
            }
            for index in matcher.freeSpends {
                let key = Key(
                    amount: matcher.amount(spend: index), payee: matcher.spendPayees[index],
                    day: matcher.day(spend: index))
                spends[key, default: []].append(index)
            }
        }

        func equal(to payments: [Int], _ spends: [Int], _ way: Match.Way) -> Match.Doubt? {
            guard way == .payeeAmountAndDate, let payment = payments.first,
                let spend = spends.first
            else { return nil }
            let amount = matcher.amount(payment: payment)
            let (paid, spent) = (matcher.day(payment: payment), matcher.day(spend: spend))
            let entries = others(matcher.paymentPayees[payment], amount, paid, spent, self.spends)
                .filter { !matcher.isBroken(payment, $0) }
            let others = others(matcher.spendPayees[spend], amount, spent, paid, self.payments)
                .filter { !matcher.isBroken($0, spend) }
            guard !entries.isEmpty || !others.isEmpty else { return nil }
            return .asNear(
                payments: others.map { matcher.payments[$0].name },
                entries: entries.map { matcher.spends[$0].entry.number })
        }

        private func others(
            _ payee: Int, _ amount: Money, _ day: Int, _ other: Int, _ rows: [Key: [Int]]
        ) -> [Int] {
            let days = Set([other, 2 * day - other])
            return matcher.payees.alike[payee].flatMap { payee in
                days.flatMap { rows[Key(amount: amount, payee: payee, day: $0)]?.prefix(3) ?? [] }
            }.sorted()
        }
    }
}
