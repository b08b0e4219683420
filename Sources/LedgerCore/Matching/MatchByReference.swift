extension Matcher {
    /// Rows of one reference.
    private struct Bucket {
        var payments: [Int] = []
        var spends: [Int] = []

        var isTwoSided: Bool { !payments.isEmpty && !spends.isEmpty }
    }

    /// Matches what names the same document, several rows of one reference by their sums: so an
    /// invoice that was paid in parts matches, and a payment that names three invoices.
    mutating func matchByReference() {
        for bucket in buckets() {
            var odd: [Bucket] = []
            for part in byPayee(bucket) {
                if part.isTwoSided { settle(part) } else { odd.append(part) }
            }
            matchOtherPayees(odd)
        }
    }

    /// Sets aside payments that were recalled and invoices that were credited, where rows of one
    /// reference and payee make nought together and the other side is silent.
    mutating func matchCancelled() {
        for bucket in buckets() {
            for part in byPayee(bucket) { cancelOut(part) }
        }
    }

    /// The free rows by reference; a row that names several documents joins those the other side
    /// knows.
    private func buckets() -> [Bucket] {
        let (paid, spent) = (freePayments, freeSpends)
        let paidFor = Set(paid.compactMap { paymentReferences[$0] })
        let spentFor = Set(spent.compactMap { spendReferences[$0] })
        var families = Families()
        var ids: [InvoiceReference: Int] = [:]
        func family(
            _ named: [InvoiceReference], _ whole: InvoiceReference?, _ others: Set<InvoiceReference>
        ) -> Int? {
            let parts = named.filter(others.contains)
            let isWhole = parts.isEmpty || whole.map(others.contains) == true
            let members = (isWhole ? [whole].compactMap(\.self) : parts).map { reference in
                let id = ids[reference] ?? families.add()
                ids[reference] = id
                return id
            }
            for member in members.dropFirst() { families.join(members[0], member) }
            return members.first
        }
        let paidFamilies = paid.map { row in
            let payment = payments[row].payment
            let whole = paymentReferences[row]
            // A bank writes the invoice's number into its description.
            let named =
                whole == nil
                ? InvoiceReference.mentioned(in: "\(payment.payee) \(payment.note)")
                : InvoiceReference.several(in: payment.reference)
            return family(named, whole, spentFor)
        }
        let spentFamilies = spent.map { row in
            let named = InvoiceReference.several(in: spends[row].entry.transfer.reference)
            return family(named, spendReferences[row], paidFor)
        }
        var buckets: [Int: Bucket] = [:]
        for (row, member) in zip(paid, paidFamilies) {
            if let member {
                buckets[families.head(of: member), default: Bucket()].payments.append(row)
            }
        }
        for (row, member) in zip(spent, spentFamilies) {
            if let member {
                buckets[families.head(of: member), default: Bucket()].spends.append(row)
            }
        }
        // Each bucket is settled by itself, so that their order does not matter.
        return Array(buckets.values)
    }

    /// The rows of one reference by payee: two suppliers may both have an invoice 118.
    ///
    /// Rows that name no payee stand by themselves where there are several payees.
    private func byPayee(_ bucket: Bucket) -> [Bucket] {
        let named = Set(
            bucket.payments.map { paymentPayees[$0] } + bucket.spends.map { spendPayees[$0] }
        ).subtracting([PayeeIndex.blank]).sorted()
        guard named.count > 1 else { return [bucket] }
        var families = Families()
        var ids: [Int: Int] = [:]
        for payee in named { ids[payee] = families.add() }
        for payee in named {
            for other in payees.alike[payee] {
                if let one = ids[payee], let two = ids[other] { families.join(one, two) }
            }
        }
        let blank = families.add()
        var parts: [Int: Bucket] = [:]
        for row in bucket.payments {
            let part = families.head(of: ids[paymentPayees[row]] ?? blank)
            parts[part, default: Bucket()].payments.append(row)
        }
        for row in bucket.spends {
            let part = families.head(of: ids[spendPayees[row]] ?? blank)
            parts[part, default: Bucket()].spends.append(row)
        }
        return parts.values.sorted { earliest($0) < earliest($1) }
    }

    private func earliest(_ bucket: Bucket) -> (Int, Int) {
        (bucket.payments.min() ?? .max, bucket.spends.min() ?? .max)
    }

    /// Matches rows of one reference and payee by their sums, unless a decision parts them.
    private mutating func settle(_ bucket: Bucket) {
        for part in apart(bucket) where part.isTwoSided && !hasBroken(part.payments, part.spends) {
            settleSums(part)
        }
    }

    private mutating func settleSums(_ bucket: Bucket) {
        let paid = sum(payments: bucket.payments)
        let covered = bucket.spends.filter { spends[$0].isCovered }
        let others = bucket.spends.filter { !spends[$0].isCovered }
        // Spend of other days was perhaps paid on other days as well.
        for rows in [covered, bucket.spends, others]
        where !rows.isEmpty && sum(spends: rows) == paid {
            return match(bucket.payments, rows, by: .reference)
        }
        guard !covered.isEmpty else { return }
        guard bucket.payments.count > 1, covered.count > 1 else {
            return match(bucket.payments, covered, by: .reference)
        }
        // An account number stands on every bill: like amounts first, then what is left.
        pairOff(bucket.payments, covered, by: .reference)
        let rest = Bucket(
            payments: bucket.payments.filter { isPaymentFree[$0] },
            spends: covered.filter { isSpendFree[$0] })
        if rest.isTwoSided { match(rest.payments, rest.spends, by: .reference) }
    }

    /// The bucket in parts that no broken pair holds together.
    private func apart(_ bucket: Bucket) -> [Bucket] {
        let parted = brokenPairs(bucket.payments, bucket.spends)
        guard !parted.isEmpty else { return [bucket] }
        var families = Families()
        let paid = bucket.payments.map { _ in families.add() }
        let spent = bucket.spends.map { _ in families.add() }
        for (one, payment) in zip(paid, bucket.payments) {
            let others = Set(parted.filter { $0.payment == payment }.map(\.spend))
            for (two, spend) in zip(spent, bucket.spends) where !others.contains(spend) {
                families.join(one, two)
                // Whatever belongs with one of them belongs with all.
                if families.isOne { return [bucket] }
            }
        }
        var parts: [Int: Bucket] = [:]
        for (one, payment) in zip(paid, bucket.payments) {
            parts[families.head(of: one), default: Bucket()].payments.append(payment)
        }
        for (two, spend) in zip(spent, bucket.spends) {
            parts[families.head(of: two), default: Bucket()].spends.append(spend)
        }
        return Array(parts.values)
    }

    /// Rows of one reference whose payees do not agree: where one side names no payee they are
    /// taken for the same; else only where the sums are the same, the days near, and no other fits.
    private mutating func matchOtherPayees(_ odd: [Bucket]) {
        let paid = odd.filter { !$0.payments.isEmpty }
        let spent = odd.filter { !$0.spends.isEmpty }
        if paid.count == 1, spent.count == 1,
            paid[0].payments.allSatisfy({ paymentPayees[$0] == PayeeIndex.blank })
                || spent[0].spends.allSatisfy({ spendPayees[$0] == PayeeIndex.blank })
        {
            settle(Bucket(payments: paid[0].payments, spends: spent[0].spends))
        } else {
            for one in paid {
                let total = sum(payments: one.payments)
                let like = spent.filter { sum(spends: $0.spends) == total }
                let rivals = paid.filter { sum(payments: $0.payments) == total }
                guard like.count == 1, rivals.count == 1,
                    !hasBroken(one.payments, like[0].spends),
                    one.payments.allSatisfy({ payment in
                        like[0].spends.allSatisfy { daysApart(payment, $0) <= nearness }
                    })
                else { continue }
                match(one.payments, like[0].spends, by: .reference, doubt: .otherPayee)
            }
        }
    }

    private mutating func cancelOut(_ bucket: Bucket) {
        let covered = bucket.spends.filter { spends[$0].isCovered }
        if bucket.spends.isEmpty, bucket.payments.count > 1,
            sum(payments: bucket.payments) == .zero
        {
            match(bucket.payments, [], by: .cancelledOut)
        } else if bucket.payments.isEmpty, covered.count > 1, sum(spends: covered) == .zero {
            match([], covered, by: .cancelledOut)
        }
    }
}

/// Things that belong together because a chain of pairs does.
private struct Families {
    private var parents: [Int] = []
    private var count = 0

    /// Whether all of them belong together.
    var isOne: Bool { count == 1 }

    mutating func add() -> Int {
        count += 1
        parents.append(parents.count)
        return parents.count - 1
    }

    mutating func head(of member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[parents[member]]
            member = parents[member]
        }
        return member
    }

    mutating func join(_ one: Int, _ other: Int) {
        let (first, second) = (head(of: one), head(of: other))
        guard first != second else { return }
        count -= 1
        parents[max(first, second)] = min(first, second)
    }
}
