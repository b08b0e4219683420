import LedgerCore

/// What the figures of a printed column are.
public enum PrintedRole: String, Sendable, CaseIterable {
    case received
    case allocated
    case spent
    case balance
}

/// The words of a heading, and what they say of the column below.
struct HeadingWords {
    let words: [String]
    private let set: Set<String>
    /// The heading's whole text in small letters.
    private let folded: [UInt8]

    init(_ heading: String) {
        folded = foldedLabel(heading)
        words = HeadingWords.words(heading)
        set = Set(words)
    }

    private func has(_ known: Set<String>) -> Bool { !known.isDisjoint(with: set) }

    /// The role that the words give; nil for a column of anything else.
    var role: PrintedRole? {
        guard !has(HeadingWords.otherSums), !isNoMoney, !isVariance else { return nil }
        if isOpening { return nil }
        if has(HeadingWords.balanceWords) { return .balance }
        if has(HeadingWords.spentWords) { return .spent }
        if has(HeadingWords.allocatedWords) { return .allocated }
        if has(HeadingWords.receivedWords) || has(HeadingWords.grantWords) { return .received }
        return nil
    }

    /// Whether “received” rests on words such as “grant”, which in a table of projects that has no
    /// other column of allocations are what was allocated to each.
    var isGrant: Bool { has(HeadingWords.grantWords) && !has(["received", "income", "receipts"]) }

    /// Whether it is what there was before.
    var isOpening: Bool {
        has(["opening", "brought"]) || set.isSuperset(of: ["at", "april"]) || begins("b")
    }

    /// Whether it is what there is after.
    var isClosing: Bool { has(["closing", "carried"]) || begins("c") }

    /// `b/f`, `B/fwd`.
    private func begins(_ letter: String) -> Bool {
        zip(words, words.dropFirst()).contains { $0 == letter && ["f", "fwd"].contains($1) }
    }

    /// Whether it heads what was first allocated, where another column has what that became.
    var isOriginal: Bool { has(["original", "initial", "base"]) }

    /// Whether the column is a sum of others by its own words.
    var isTotal: Bool {
        has(["total", "totals", "overall", "combined", "sum", "cumulative"])
            || (set.isSuperset(of: ["to", "date"]) && !has(HeadingWords.dateNeighbours))
    }

    /// Whether it is one sum less another, in either direction.
    var isVariance: Bool {
        has([
            "variance", "variances", "difference", "overspend", "overspends", "surplus", "deficit",
        ])
            || (set.isSuperset(of: ["over", "under"]))
            || folded.contains(UInt8(ascii: "/"))
                && has(["over", "under", "overspent", "underspent", "underspend"])
    }

    /// Whether it is a date, a share or another figure, and no heading: `14/09/2018`, `0%`.
    var isFigure: Bool {
        guard let first = folded.first, isDigit(first) || first == UInt8(ascii: "-"), words.isEmpty
        else { return false }
        // `2018/19`, `2018-2019`, `2018`.
        let isYear = hasYear && folded.count <= 9 && !folded.contains(UInt8(ascii: "."))
        return !isYear
    }

    /// Whether it heads counts of things, unless its other words say money.
    var isCount: Bool { has(HeadingWords.counts) }

    /// Whether the figures are sums by the head, the hour or the case, which make no total.
    var isRate: Bool {
        if has(["average", "avg", "mean", "ratio"]) { return true }
        if has(["unit"]), has(["cost", "costs", "price", "rate"]) { return true }
        if has(["rate"]), has(["hourly", "daily", "day", "hour", "unit"]) { return true }
        guard let per = words.firstIndex(of: "per"), per + 1 < words.count else { return false }
        return !["annum", "year", "quarter", "month", "week"].contains(words[per + 1])
    }

    /// Whether the column is not money, as its words go.
    var isNoMoney: Bool {
        guard !folded.isEmpty else { return false }
        if isRate { return true }
        if folded.contains(UInt8(ascii: "%")) || has(HeadingWords.noMoney) { return true }
        if has(["centre", "center"]), has(["cost"]) { return true }
        if has(["date", "dates"]) && !set.isSuperset(of: ["to", "date"]) { return true }
        return words.first == "no" || words.starts(with: ["number"]) || words == ["year"]
            || words == ["quarter"] || words == ["month"] || words == ["period"]
    }

    /// Whether a person would expect money below it.
    var saysMoney: Bool {
        role != nil || isVariance || isOpening || isClosing || has(HeadingWords.moneyWords)
            || has(HeadingWords.otherSums)
            || namesPounds || namesPeriod
    }

    /// `£`, `£000`, `(£m)`; a sum such as `£1,500` is no heading.
    private var namesPounds: Bool {
        guard
            let sign = folded.indices.dropLast().first(where: {
                folded[$0] == 0xC2 && folded[$0 + 1] == 0xA3
            })
        else { return false }
        let after = folded[(sign + 2)...].filter { ![0x27, 0x20, 0x29, 0x2C].contains($0) }
        return !after.contains(where: { isDigit($0) && $0 != 0x30 })
    }

    /// Whether it names a year, a quarter or a month, as columns of figures over time do.
    var namesPeriod: Bool {
        has(HeadingWords.months) || folded.starts(with: "q".utf8) && folded.count <= 3
            || has(["quarter", "qtr", "ytd", "year"]) || hasYear
    }

    /// `2018/19`, `2018-19`, `2018`.
    private var hasYear: Bool {
        var run = 0
        var digits: [UInt8] = []
        for byte in folded + [0x20] {
            if isDigit(byte) {
                run += 1
                digits.append(byte)
                continue
            }
            if run == 4, digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8) {
                return true
            }
            run = 0
            digits = []
        }
        return false
    }

    /// Whether it heads a column of names, codes or remarks.
    var isLabel: Bool { has(HeadingWords.nameWords) || has(HeadingWords.codeWords) }
    var isName: Bool { has(HeadingWords.nameWords) }
    var isCode: Bool { has(HeadingWords.codeWords) }
    var isRemark: Bool { has(["notes", "note", "comments", "comment", "remarks", "narrative"]) }

    /// Whether any of it is a word that headings of such tables are made of.
    var isKnown: Bool { saysMoney || isLabel || isNoMoney || isCount || isTotal || isRemark }

    private static let dateNeighbours: Set<String> = ["start", "end", "from"]
    /// Sums that are none of the four, whatever other words stand beside them.
    private static let otherSums: Set<String> = [
        "committed", "commitment", "commitments", "forecast", "projected", "planned", "profiled",
        "profile", "virement", "virements", "vired", "previous", "prior", "unallocated", "free",
        "uncommitted", "requested", "bid", "match", "matched", "proposed", "accrual", "accruals",
        "movement", "adjustment", "adjustments", "change", "estimate", "estimated",
    ]
    private static let noMoney: Set<String> = [
        "percent", "percentage", "description", "reference", "ref", "code", "rag", "id", "postcode",
        "telephone", "phone", "count",
    ]
    private static let counts: Set<String> = [
        "clients", "people", "victims", "offenders", "participants", "attendees", "sessions",
        "hours", "days", "age", "population", "rate", "ratio", "ward", "priority", "places",
        "households", "incidents", "referrals", "crimes", "offences", "fte", "posts", "score",
        "rank", "volunteers", "applications", "beneficiaries", "outputs", "visits",
    ]
    private static let balanceWords: Set<String> = [
        "balance", "balances", "remaining", "remainder", "left", "unspent", "underspend",
        "outstanding",
    ]
    private static let spentWords: Set<String> = [
        "spent", "spend", "spending", "actual", "actuals", "expenditure", "outturn", "paid",
        "expended", "invoiced", "drawn",
    ]
    private static let allocatedWords: Set<String> = [
        "allocated", "allocation", "allocations", "budget", "budgeted", "budgets", "approved",
        "agreed",
    ]
    private static let receivedWords: Set<String> = [
        "received", "income", "funding", "receipts", "funds",
    ]
    private static let grantWords: Set<String> = ["award", "awarded", "awards", "grant", "grants"]
    private static let moneyWords: Set<String> = [
        "amount", "cost", "costs", "value", "price", "sum", "gbp", "pounds", "total", "totals",
        "contribution", "contributions", "fee", "fees", "net", "gross", "vat", "revenue", "capital",
        "opening", "closing", "brought", "carried", "staffing", "staff", "revised", "original",
        "initial",
        "ytd", "money",
    ]
    private static let nameWords: Set<String> = [
        "description", "initiative", "project", "projects", "item", "items", "scheme", "activity",
        "name", "line", "organisation", "organization", "recipient", "provider", "service",
        "programme", "area", "details", "detail", "theme", "intervention", "heading", "category",
        "partnership", "district", "purpose", "applicant", "supplier", "title", "group", "source",
        "workstream", "locality", "initiatives", "expenditure type", "beneficiary", "authority",
    ]
    private static let codeWords: Set<String> = ["code", "ref", "reference", "no", "id"]
    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec",
    ]

    /// The heading's words in small letters, without its digits and signs.
    static func words(_ heading: String) -> [String] {
        let letters = foldedLabel(heading).map { (97...122).contains($0) || $0 >= 0x80 ? $0 : 0x20 }
        return letters.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            .map { word in
                // £ and other signs beside the letters of a word.
                String(decoding: word.utf8.filter { (97...122).contains($0) }, as: UTF8.self)
            }.filter { !$0.isEmpty }
    }
}

/// A money column of a printed table.
public struct PrintedColumn: Hashable, Sendable {
    /// Its place in a row, from nought.
    public let index: Int
    public let heading: String
    public let role: PrintedRole?
    /// What one stands for in it.
    public let unit: MoneyUnit

    public init(index: Int, heading: String, role: PrintedRole?, unit: MoneyUnit = .pounds) {
        self.index = index
        self.heading = heading
        self.role = role
        self.unit = unit
    }
}
