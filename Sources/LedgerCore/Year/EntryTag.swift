/// What is said of an entry besides its money: the period it belongs to, and what kind of cost it is.
public struct EntryTag: Hashable, Sendable {
    public let fund: FundYear
    public let entry: EntryID
    /// The closed period that the goods or services came in; nil for the period of the entry's day.
    public let period: ReturnPeriod?
    /// Whether it paid for staff.
    public let isLabour: Bool
    /// Whether it bought a lasting asset.
    public let isCapital: Bool
    /// What was bought and where it is kept, for the asset register; blank for none.
    public let asset: String

    public init(
        fund: FundYear, entry: EntryID, period: ReturnPeriod? = nil, isLabour: Bool = false,
        isCapital: Bool = false, asset: String = ""
    ) throws(Refusal) {
        self.fund = fund
        self.entry = entry
        self.period = period
        self.isLabour = isLabour
        self.isCapital = isCapital
        self.asset = try line(asset, named: "asset")
    }
}
