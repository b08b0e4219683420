/// What the finance system paid and what the ledger holds as spent are the same, invoice by invoice
/// (section 151 certification).
///
/// Differing figures are told one by one; what is on one side only by project or by payee, so that
/// a long list stays readable and a waiver covers what one person can answer for.
struct FinanceExtractRule: ReconciliationRule {
    let name = "finance-extract"

    /// Beyond this many payees the small ones are told together.
    private static let mostPayees = 25
    private static let mostNamed = 6

    func findings(in review: FundReview) -> [Finding] {
        guard let matching = review.matching else { return [] }
        let names = ShortNames(review.extracts.flatMap(\.payments).map(\.name))
        return matching.differing.map { differing($0, review, names) }
            + onlyInLedger(matching.onlyInLedger, review)
            + onlyInFinance(matching.onlyInFinance, review, names)
            + doubtful(matching.matched, review, names) + lapsed(matching.decisions, review, names)
    }

    private func differing(_ match: Match, _ review: FundReview, _ names: ShortNames) -> Finding {
        let numbers = match.spends.map(\.entry.number)
        let projects = Set(match.spends.map(\.project))
        let side = match.difference > .zero ? "finance" : "the ledger"
        let reference =
            match.spends.first.map { spend in
                [spend.entry.transfer.payee, spend.entry.transfer.reference]
                    .filter { !$0.isEmpty }.joined(separator: ", ")
            } ?? ""
        let decided =
            if case .confirmed(let decided) = match.way {
                " \(decided.by) confirmed that they belong together."
            } else {
                ""
            }
        return Finding(
            rule: name, severity: .error, fund: review.fund.key,
            project: projects.count == 1 ? projects.first ?? nil : nil,
            amount: match.difference.magnitude,
            message: "\(reference.isEmpty ? "" : "\(reference): ")finance paid \(match.finance) "
                + "(\(places(match.payments, names))), the ledger has \(match.ledger) "
                + "(\(entries(numbers))): \(match.difference.magnitude) more in \(side).\(decided) "
                + "Record what is missing, or reverse the wrong entry.",
            entries: numbers)
    }

    private func onlyInLedger(_ alone: [LedgerOnly], _ review: FundReview) -> [Finding] {
        let ends = review.extracts.map(\.extract.days.upperBound)
        return Dictionary(grouping: alone.map(\.spend), by: \.project).map { project, spends in
            let numbers = spends.map(\.entry.number).sorted()
            let sum = spends.reduce(Money.zero) { $0 + $1.amount }
            let late = spends.filter { spend in
                let day = spend.entry.transfer.day
                return ends.allSatisfy { $0 < day.adding(days: Matching.usualNearness) }
            }
            let isOne = spends.count == 1
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: project,
                amount: sum.magnitude,
                message:
                    "\(sum) of \(project.map(\.text) ?? "the fund") is in the ledger and not in "
                    + "finance's extract: \(entries(numbers))."
                    + (late.isEmpty
                        ? ""
                        : " \(isOne ? "It is" : "\(late.count) of them \(late.count == 1 ? "is" : "are")")"
                            + " of the extract's last \(Matching.usualNearness) days and may be paid "
                            + "after it.")
                    + " Ask finance for the payment, or reverse what was never paid.",
                entries: numbers)
        }
    }

    private func onlyInFinance(
        _ alone: [FinanceOnly], _ review: FundReview, _ names: ShortNames
    ) -> [Finding] {
        let index = PayeeIndex(alone.map(\.payment.payment.payee))
        let groups = Dictionary(grouping: alone.map(\.payment)) { index.id(of: $0.payment.payee) }
            .values.sorted { one, other in
                let (left, right) = (sum(one).magnitude, sum(other).magnitude)
                return left == right ? one[0].name.text < other[0].name.text : left > right
            }
        let told = groups.count > FinanceExtractRule.mostPayees + 1
        let own = told ? groups.prefix(FinanceExtractRule.mostPayees) : groups[...]
        let rest = told ? Array(groups.dropFirst(FinanceExtractRule.mostPayees)) : []
        let findings = own.map { payments in
            let payee = payments.first?.payment.payee ?? ""
            return onlyInFinance(
                payments, "to \(payee.isEmpty ? "nobody named" : payee)", review, names)
        }
        guard !rest.isEmpty else { return findings }
        return findings + [
            onlyInFinance(rest.flatMap(\.self), "to \(rest.count) more payees", review, names)
        ]
    }

    private func onlyInFinance(
        _ payments: [NamedPayment], _ payee: String, _ review: FundReview, _ names: ShortNames
    ) -> Finding {
        let count = payments.count
        let total = sum(payments)
        return Finding(
            rule: name, severity: .warning, fund: review.fund.key, amount: total.magnitude,
            message: "\(total) paid \(payee) in \(count) payment\(count == 1 ? "" : "s") is in "
                + "finance's extract and not in the ledger: \(places(payments, names)). Record it "
                + "with `locality spend`, or say what it is for with `locality match --confirm`.")
    }

    /// Matches that a person should see, told together: none of them makes a difference in money.
    private func doubtful(
        _ matches: [Match], _ review: FundReview, _ names: ShortNames
    ) -> [Finding] {
        let doubtful = matches.filter { $0.doubt != nil }
        guard !doubtful.isEmpty else { return [] }
        let numbers = doubtful.flatMap(\.spends).map(\.entry.number).sorted()
        let count = doubtful.count
        return [
            Finding(
                rule: name, severity: .note, fund: review.fund.key,
                amount: doubtful.reduce(.zero) { $0 + $1.finance }.magnitude,
                message: "\(count) match\(count == 1 ? "" : "es") of finance's payments "
                    + "\(count == 1 ? "is" : "are") not plain, since references or payees differ or "
                    + "others fit as well: \(entries(numbers)). Look at them with `locality match`, "
                    + "and confirm or break them.",
                entries: numbers)
        ]
    }

    private func lapsed(
        _ decisions: [JudgedDecision], _ review: FundReview, _ names: ShortNames
    ) -> [Finding] {
        decisions.compactMap { judged in
            guard case .lapsed(let reason) = judged.standing,
                judged.decided.decision.verdict == .confirmed, !isOverruled(judged, decisions)
            else { return nil }
            let decision = judged.decided.decision
            let payments = decision.payments.map { names[$0] }.joined(separator: ", ")
            return Finding(
                rule: name, severity: .note, fund: review.fund.key,
                message: "\(judged.decided.by)'s decision on payment \(payments) no longer holds: "
                    + "\(reason). Confirm anew what it is for with `locality match`.")
        }
    }

    /// Whether a later decision speaks of one of its payments.
    private func isOverruled(_ judged: JudgedDecision, _ all: [JudgedDecision]) -> Bool {
        guard let place = all.firstIndex(of: judged) else { return false }
        let own = Set(judged.decided.decision.payments)
        return all[(place + 1)...].contains {
            !own.isDisjoint(with: $0.decided.decision.payments)
        }
    }

    private func sum(_ payments: [NamedPayment]) -> Money {
        payments.reduce(.zero) { $0 + $1.payment.amount }
    }

    private func entries(_ numbers: [Int]) -> String {
        let shown = numbers.prefix(FinanceExtractRule.mostNamed).map(String.init)
            .joined(separator: ", ")
        let more = numbers.count - FinanceExtractRule.mostNamed
        return "\(numbers.count == 1 ? "entry" : "entries") \(shown)"
            + (more > 0 ? " and \(more) more" : "")
    }

    /// `extract.csv line 14 (p-abcde), line 15 (p-fghjk)`.
    private func places(_ payments: [NamedPayment], _ names: ShortNames) -> String {
        var last: String?
        let shown = payments.prefix(FinanceExtractRule.mostNamed).map { payment in
            let file = payment.extract == last ? "" : "\(payment.extract) "
            last = payment.extract
            return "\(file)\(payment.payment.place) (\(names[payment.name]))"
        }.joined(separator: ", ")
        let more = payments.count - FinanceExtractRule.mostNamed
        return shown + (more > 0 ? " and \(more) more" : "")
    }
}
