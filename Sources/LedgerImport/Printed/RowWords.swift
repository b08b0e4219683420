import LedgerCore

/// The words of a row's label, and what they say of its sum in an account.
struct RowWords {
    private let words: [String]
    private let set: Set<String>
    private let cue: RowCue

    init(_ label: String) {
        words = HeadingWords.words(label)
        set = Set(words)
        cue = RowCue(Array(label.utf8)[...])
    }

    private func has(_ known: Set<String>) -> Bool { !known.isDisjoint(with: set) }

    var isOpening: Bool { cue == .broughtForward || has(["opening"]) }
    var isClosing: Bool { cue == .carriedForward || has(["closing"]) }
    var isLeft: Bool {
        has(["remaining", "remainder", "unallocated", "unspent", "left", "underspend"])
    }
    var isDifference: Bool { has(["net", "surplus", "deficit"]) }
    var isBalance: Bool { words == ["balance"] || isLeft }
    /// Whether it says what other lines leave.
    var isResult: Bool {
        !isOpening && (isClosing && cue != .broughtForward || isLeft || isDifference || isBalance)
    }
    var isSpending: Bool {
        has([
            "expenditure", "payments", "spent", "spend", "spending", "costs", "less", "paid",
            "outgoings",
        ]) && !isIncome
    }
    var isIncome: Bool { has(["income", "receipts", "funding", "received", "resources"]) }
    var isAllocated: Bool { has(["allocated", "allocation", "budget", "grant", "award"]) }
    var isPot: Bool { isIncome || isAllocated || has(["fund", "pot", "available", "funds"]) }
}
