/// What a fund year's agreement with its funder settles.
public struct Agreement: Hashable, Sendable {
    public let fund: FundYear
    /// What was agreed, each in one way of writing; what is not in it has its standard.
    private let agreed: [AgreementSetting: String]
    /// Whether an agreement was recorded; what it asks is held against the fund year only then.
    public let isSettled: Bool

    /// No agreement yet: the standards, to be shown and not enforced.
    public init(fund: FundYear) {
        self.fund = fund
        agreed = [:]
        isSettled = false
    }

    /// Throws `Refusal.malformedSetting` for a value that its setting cannot have.
    ///
    /// A blank takes the setting back to its standard.
    public init(
        fund: FundYear, agreed: [AgreementSetting: String]
    ) throws(Refusal) {
        self.fund = fund
        isSettled = true
        var tidy: [AgreementSetting: String] = [:]
        for (setting, text) in agreed {
            let value = try Agreement.tidy(text, setting)
            if !value.isEmpty, value != setting.standard { tidy[setting] = value }
        }
        self.agreed = tidy
    }

    /// Reads it back as it was kept.
    ///
    /// Throws `Refusal.unknownSetting` besides.
    public init(_ record: YearRecord) throws(Refusal) {
        var agreed: [AgreementSetting: String] = [:]
        for field in record.fields {
            guard let setting = AgreementSetting(rawValue: field.name) else {
                throw .unknownSetting(field.name)
            }
            agreed[setting] = field.value
        }
        try self.init(fund: record.fund, agreed: agreed)
    }

    /// The agreement as the ledger keeps it.
    public func record() throws(Refusal) -> YearRecord {
        let fields = AgreementSetting.allCases.compactMap { setting in
            agreed[setting].map { (name: setting.rawValue, value: $0) }
        }
        return try YearRecord(
            fund: fund, kind: .agreement, name: "", content: YearRecord.content(fields))
    }

    /// The agreement with some settings changed.
    ///
    /// Throws `Refusal.malformedSetting`.
    public func changed(_ changes: [AgreementSetting: String]) throws(Refusal) -> Agreement {
        try Agreement(fund: fund, agreed: agreed.merging(changes) { $1 })
    }

    /// What holds, as people write it; blank where nothing does.
    public subscript(setting: AgreementSetting) -> String { agreed[setting] ?? setting.standard }

    /// Whether it was agreed otherwise than the standard.
    public func isAgreed(_ setting: AgreementSetting) -> Bool { agreed[setting] != nil }

    // MARK: Figures

    public var periods: PeriodScheme { PeriodScheme(rawValue: self[.periods]) ?? .quarterly }
    public var payment: PaymentMode { PaymentMode(rawValue: self[.payment]) ?? .arrears }
    /// Days from a period's end until its return is due.
    public var dueDays: Int { wholeNumber(Array(self[.dueDays].utf8)) ?? 0 }

    /// How many days an order may be open before it is looked into.
    public var staleOrderDays: Int { wholeNumber(Array(self[.staleOrderDays].utf8)) ?? 0 }

    /// A sum that is agreed, in pence; nil where none is.
    public func money(_ setting: AgreementSetting) -> Money? { try? Money(parsing: self[setting]) }

    /// A share of a sum, in whole pence, half a penny up.
    public func share(_ setting: AgreementSetting, of amount: Money) -> Money {
        let parts = Agreement.hundredths(self[setting]) ?? 0
        let (whole, rest) = amount.pence.quotientAndRemainder(dividingBy: 10_000)
        return Money(pence: whole * Int64(parts) + (rest * Int64(parts) + 5_000) / 10_000)
    }

    /// The first whole penny at or past a share of a sum, or past half of that share.
    func firstPenny(_ setting: AgreementSetting, of amount: Money, halved: Bool = false) -> Money {
        let parts = Int128(Agreement.hundredths(self[setting]) ?? 0)
        let whole: Int128 = halved ? 20_000 : 10_000
        return Money(pence: Int64((Int128(amount.magnitude.pence) * parts + whole - 1) / whole))
    }

    // MARK: Reading

    /// One way of writing each value: `£1,250.00`, `12.5%`, `30`, `yes`.
    private static func tidy(
        _ text: String, _ setting: AgreementSetting
    ) throws(Refusal) -> String {
        let value = try line(text, named: "setting \(setting.rawValue)")
        guard !value.isEmpty else { return "" }
        let word = String(
            decoding: value.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
        switch setting.form {
        case .text: return value
        case .money:
            if let money = try? Money(parsing: value), money >= .zero { return money.description }
        case .percent:
            if let parts = hundredths(value) { return percent(parts) }
        case .days:
            if let days = wholeNumber(Array(value.utf8)), days <= 366 { return "\(days)" }
        case .yesOrNo:
            if word == "yes" || word == "no" { return word }
        case .choice(let words):
            if words.contains(word) { return word }
        }
        throw .malformedSetting(setting, value)
    }

    /// Hundredths of a per cent of `12.5%` or `12.5`, up to 100 %; nil for anything else.
    private static func hundredths(_ text: String) -> Int? {
        var digits = trimmed(text.utf8)[...]
        if digits.last == UInt8(ascii: "%") { digits = digits.dropLast() }
        let parts = trimmed(digits).split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = wholeNumber(first) else { return nil }
        let decimals = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || (1...2).contains(decimals.count) else { return nil }
        let rest = decimals + Array(repeating: UInt8(ascii: "0"), count: 2 - decimals.count)
        guard let hundredths = wholeNumber(rest), whole * 100 + hundredths <= 10_000 else {
            return nil
        }
        return whole * 100 + hundredths
    }

    private static func percent(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)%" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(padded(rest, 2))%"
    }
}

extension AgreementSetting.Form {
    /// What would be accepted.
    var advice: String {
        switch self {
        case .text: "Write it on one line."
        case .money: "Write a sum such as £5,000."
        case .percent: "Write a share such as 10% or 12.5%, up to 100%."
        case .days: "Write whole days, up to 366."
        case .yesOrNo: "Write yes or no."
        case .choice(let words): "Write one of \(words.joined(separator: ", "))."
        }
    }
}
