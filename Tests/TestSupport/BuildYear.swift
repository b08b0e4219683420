public import LedgerCore

extension Build {
    /// An agreement as the ledger keeps it.
    public static func agreement(
        _ agreed: [AgreementSetting: String] = [.dueDays: "21"], in key: FundYear? = nil
    ) throws -> YearRecord {
        try Agreement(fund: key ?? Build.key(), agreed: agreed).record()
    }
}
