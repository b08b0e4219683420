public import LedgerCore

extension Build {
    public static func source(
        _ name: String = "council-invoices", partnership: String = "Charnwood",
        settings: String = "date: Paid on\namount: Net\n"
    ) throws -> PaymentSource {
        try PaymentSource(partnership: partnership, name: name, settings: settings)
    }

    /// An extract of one payment that covers the financial year.
    public static func extract(
        _ name: String = "march.csv", in key: FundYear? = nil, from first: String = "2018-04-01",
        to last: String = "2019-03-31",
        content: String = "date,payee,reference,code,note,amount,place\n2018-11-02,,I,,,1.00,A2\n"
    ) throws -> FinanceExtract {
        try FinanceExtract(
            fund: key ?? Build.key(), days: day(first)...day(last), name: name, content: content)
    }

    /// A decision, confirmed unless told.
    public static func matching(
        _ payments: [String] = ["P1"], _ entries: [String] = ["A1"], in key: FundYear? = nil,
        _ verdict: MatchDecision.Verdict = .confirmed, reason: String = "Same invoice"
    ) throws -> MatchDecision {
        try MatchDecision(
            fund: key ?? Build.key(), payments: payments.map { try EntryID($0) },
            entries: entries.map { try EntryID($0) }, verdict: verdict, reason: reason)
    }
}
