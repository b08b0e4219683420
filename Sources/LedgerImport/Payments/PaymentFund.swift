public import LedgerCore

extension PaymentSettings {
    /// The payments that are of the fund year, and those whose code or payee means a project of
    /// another; what has no known meaning is of the fund year.
    public func parted(
        _ payments: [Payment], by fund: FundYear, with projects: [Project]
    ) -> (own: [Payment], others: [Payment]) {
        let known = Set(projects.map(\.code))
        let foreign = Set(
            meanings.filter { meaning in
                !known.contains(meaning.project) || (meaning.fund ?? fund.code) != fund.code
                    || (meaning.year ?? fund.year) != fund.year
            }.map(\.key))
        guard !foreign.isEmpty else { return (payments, []) }
        let meant = Set(meanings.map(\.key))
        var (own, others): ([Payment], [Payment]) = ([], [])
        for payment in payments {
            // The code says more than the payee.
            let code = PaymentMeaning.key(payment.code)
            let key = meant.contains(code) ? code : PaymentMeaning.key(payment.payee)
            if foreign.contains(key) { others.append(payment) } else { own.append(payment) }
        }
        return (own, others)
    }
}
