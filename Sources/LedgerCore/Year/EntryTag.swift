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

    /// Reads it back as it was kept.
    ///
    /// Throws `TagRefusal` for what no tag says.
    public init(_ record: YearRecord) throws(Refusal) {
        var words: [Field: String] = [:]
        for (name, value) in record.fields {
            guard let field = Field(rawValue: name), words[field] == nil,
                !field.isYes || value == "yes"
            else { throw .year(.tag(.unknownWords("\(name): \(value)"))) }
            words[field] = value
        }
        let period = try words[.period].map { text throws(Refusal) in
            try ReturnPeriod(parsing: text, in: record.fund.year, PeriodScheme.allCases)
        }
        try self.init(
            fund: record.fund, entry: EntryID(record.name), period: period,
            isLabour: words[.labour] != nil, isCapital: words[.capital] != nil,
            asset: words[.asset] ?? "")
    }

    /// The tag as the ledger keeps it.
    public func record() throws(Refusal) -> YearRecord {
        var fields: [(name: String, value: String)] = []
        func add(_ field: Field, _ value: String) {
            if !value.isEmpty { fields.append((field.rawValue, value)) }
        }
        add(.period, period?.description ?? "")
        add(.labour, isLabour ? "yes" : "")
        add(.capital, isCapital ? "yes" : "")
        add(.asset, asset)
        return try YearRecord(
            fund: fund, kind: .tag, name: entry.text, content: YearRecord.content(fields))
    }

    /// Whether it says nothing.
    public var isBlank: Bool { period == nil && !isLabour && !isCapital && asset.isEmpty }

    /// `belongs to 2018-19-Q3 and is labour`; blank where it says nothing.
    public var sentence: String {
        let kinds = [isLabour ? "labour" : "", isCapital ? "capital" : ""].filter { !$0.isEmpty }
        return [
            period.map { "belongs to \($0)" } ?? "",
            kinds.isEmpty ? "" : "is " + kinds.joined(separator: " and "),
            asset.isEmpty ? "" : "goes into the asset register as “\(asset)”",
        ].filter { !$0.isEmpty }.joined(separator: " and ")
    }

    /// `belongs to 2018-19-Q3, labour`; blank where it says nothing.
    public var inWords: String {
        [
            period.map { "belongs to \($0)" } ?? "", isLabour ? "labour" : "",
            isCapital ? "capital" : "", asset.isEmpty ? "" : "asset: \(asset)",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private enum Field: String {
        case period
        case labour
        case capital
        case asset

        var isYes: Bool { self == .labour || self == .capital }
    }
}

extension EntryTag {
    /// Decides whether the ledger takes the tag of an entry, after `before`.
    ///
    /// What belongs to a closed period is recorded in an open one, and what a return once said of it
    /// stays: its period cannot be changed when the period of its own day is closed.
    public func checkAdmitted(
        of entry: Entry, after before: EntryTag?, closedThrough: CalendarDay?, agreement: Agreement
    ) throws(Refusal) {
        let (transfer, number) = (entry.transfer, entry.number)
        guard transfer.fund == fund else { throw .unknownEntry(self.entry.text) }
        guard transfer.kind == .spend || transfer.kind == .refund else {
            throw .year(.tag(.noCost(number, transfer.kind)))
        }
        guard period != before?.period else { return }
        if let closedThrough, transfer.day <= closedThrough {
            throw .year(.tag(.entryClosed(number, day: transfer.day, through: closedThrough)))
        }
        guard let period else { return }
        let periods = agreement.periods.periods(of: fund.year)
        guard periods.contains(period) else {
            throw .year(.unknownPeriod(period.description, periods))
        }
        guard period.lastDay < transfer.day else {
            throw .year(.tag(.notEarlier(period, day: transfer.day)))
        }
        guard let closedThrough, period.lastDay <= closedThrough else {
            throw .year(.tag(.notClosed(period, fund, through: closedThrough)))
        }
    }
}
