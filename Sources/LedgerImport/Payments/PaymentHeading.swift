import LedgerCore

/// A heading's words, and how well they name each field of a payment.
struct PaymentHeading {
    let text: String
    /// In small letters, without signs; `gbp` for a pound sign that stands alone.
    let words: [String]
    private let set: Set<String>

    init(_ text: String) {
        self.text = text
        words = PaymentHeading.words(text)
        set = Set(words)
    }

    static func words(_ text: String) -> [String] {
        let letters = foldedLabel(text).map { byte -> UInt8 in
            isDigit(byte) || (97...122).contains(byte) ? byte : 0x20
        }
        let all = letters.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        let words = all.filter { !["gbp", "sterling", "pounds"].contains($0) }
        if !words.isEmpty { return words }
        return all.isEmpty && !text.utf8.elementsEqual("£".utf8) ? [] : ["gbp"]
    }

    /// How well the heading names the field, 0 best; nil where it does not.
    func rank(as field: PaymentField) -> Int? {
        guard !words.isEmpty else { return nil }
        return switch field {
        case .date: dateRank
        case .payee: payeeRank
        case .reference: referenceRank
        case .amount: amountRank
        case .debit: isOnly(of: PaymentHeading.debit) ? 0 : nil
        case .credit: isOnly(of: PaymentHeading.credit) ? 0 : nil
        case .code: codeRank
        case .note: noteRank
        case .kind: PaymentHeading.kinds.contains(words) ? 0 : nil
        }
    }

    private func has(_ known: Set<String>) -> Bool { !set.isDisjoint(with: known) }

    // MARK: Dates

    private static let otherDates: Set<String> = [
        "due", "birth", "start", "end", "from", "expiry", "review", "requested", "order",
        "ordered", "approval", "approved", "run", "printed",
    ]

    /// Spend counts when goods or services are received (accruals), so payment dates come last.
    private var dateRank: Int? {
        guard words != ["tax", "point"], words != ["taxpoint"] else { return 1 }
        guard words != ["day"] else { return 5 }
        guard set.contains("date"), !has(PaymentHeading.otherDates) else { return nil }
        // “Amount spent to date” heads sums.
        guard !zip(words, words.dropFirst()).contains(where: { $0 == ("to", "date") }) else {
            return nil
        }
        let isInvoice = has(["invoice", "inv", "document", "doc", "bill", "tax"])
        if has(["goods", "grn", "delivery", "delivered", "service", "supply"]) { return 0 }
        if has(["received", "receipt"]) { return isInvoice ? 2 : 0 }
        if isInvoice { return 1 }
        if has(["payment", "paid", "pay", "cheque", "bacs", "cleared", "clearing", "bank"]) {
            return 5
        }
        let isPosting = has([
            "posting", "posted", "gl", "accounting", "ledger", "entry", "journal", "created",
            "entered", "period",
        ])
        return isPosting ? 4 : 3
    }

    // MARK: Payees and references

    private static let parties: Set<String> = [
        "supplier", "vendor", "payee", "beneficiary", "creditor", "merchant", "contractor",
        "provider", "recipient",
    ]
    private static let numbers: Set<String> = [
        "no", "nr", "num", "number", "ref", "reference", "id",
    ]
    private static let notPayees: Set<String> = numbers.union([
        "code", "type", "category", "address", "postcode", "vat", "group", "invoice", "inv",
        "date", "site", "country", "amount", "total", "bank", "account", "class",
    ])

    private var payeeRank: Int? {
        if has(PaymentHeading.parties), !has(PaymentHeading.notPayees) {
            return set.contains("name") ? 0 : 1
        }
        switch words {
        case ["paid", "to"], ["company"], ["company", "name"], ["trading", "name"], ["trader"]:
            return 2
        case ["organisation"], ["organisation", "name"], ["name"]: return 3
        default: return nil
        }
    }

    private static let notReferences: Set<String> = [
        "date", "order", "po", "vat", "account", "cost", "project", "amount", "total", "value",
        "type", "line", "job", "cost", "company", "activity", "customer",
    ]

    private var referenceRank: Int? {
        guard !has(PaymentHeading.notReferences) else { return nil }
        let isNumber = has(PaymentHeading.numbers)
        if has(["invoice", "inv", "bill"]), isNumber || words.count == 1 { return 0 }
        if has(PaymentHeading.parties.union(["external", "your", "their"])) {
            return has(["ref", "reference"]) ? 1 : nil
        }
        if has(["document", "doc"]), isNumber { return 2 }
        if has(["voucher"]), isNumber || words.count == 1 { return 4 }
        if has(["transaction", "trans", "tran", "trx", "journal"]), isNumber { return 4 }
        if has(["payment", "cheque", "bacs"]), isNumber { return 5 }
        return has(["ref", "reference"]) ? 3 : nil
    }

    // MARK: Amounts

    private static let otherSums: Set<String> = [
        "balance", "budget", "running", "outstanding", "quantity", "qty", "unit", "price", "rate",
        "code", "type", "committed", "commitment", "variance", "no", "number", "id", "date",
        "cumulative", "ytd", "currency", "discount", "centre", "center", "name", "description",
        "ref", "reference",
    ]

    /// Whether it is the VAT that cannot be had back, which is spend as well.
    var isLostVAT: Bool {
        has(["vat"])
            && (has(["irrecoverable", "unrecoverable"])
                || (has(["not", "non", "cannot"]) && has(["recoverable", "recovered"])))
    }

    /// Grant spend is net of VAT that is recovered, so net comes before gross.
    private var amountRank: Int? {
        guard !has(PaymentHeading.otherSums), !isLostVAT else { return nil }
        if has(["vat", "tax"]) {
            if has(["ex", "excl", "exc", "excluding", "exclusive", "net", "before", "less"]) {
                return 0
            }
            return has(["inc", "incl", "including", "inclusive", "gross", "plus"]) ? 3 : nil
        }
        if set.contains("net") { return 0 }
        if set.contains("gross") { return 3 }
        if has(["total", "totals"]) { return 2 }
        if has(["amount", "value", "cost", "spend", "spent", "expenditure", "actual", "actuals"]) {
            return 1
        }
        return [["paid"], ["payment"], ["gbp"], ["sum"], ["charge"]].contains(words) ? 1 : nil
    }

    private static let debit: (names: [[String]], words: Set<String>) = (
        [["paid", "out"], ["money", "out"], ["payments"], ["withdrawals"], ["withdrawn"]],
        ["debit", "debits", "dr"]
    )
    private static let credit: (names: [[String]], words: Set<String>) = (
        [["paid", "in"], ["money", "in"], ["receipts"], ["deposits"]], ["credit", "credits", "cr"]
    )

    /// Whether it is one of the names, or one of the words alone or beside “amount”.
    private func isOnly(of known: (names: [[String]], words: Set<String>)) -> Bool {
        if known.names.contains(words) { return true }
        let others = set.subtracting(["amount", "value", "total"])
        return others.count == 1 && others.isSubset(of: known.words)
    }

    private static let kinds: [[String]] = [
        ["type"], ["document", "type"], ["doc", "type"], ["transaction", "type"],
        ["trans", "type"], ["tran", "type"], ["invoice", "type"], ["debit", "credit"],
        ["debit", "or", "credit"], ["credit", "debit"], ["dr", "cr"], ["d", "c"], ["cr", "dr"],
    ]

    // MARK: Codes and notes

    private static let codes: [(words: Set<String>, rank: Int)] = [
        (["project", "scheme"], 0), (["activity"], 1), (["job"], 2),
        (["costcentre", "costc", "cc"], 3), (["analysis", "budget", "grant", "fund", "wbs"], 4),
        (["account", "nominal", "gl", "ledger", "subjective", "detail", "expense"], 5),
        (["code"], 6),
    ]

    private var codeRank: Int? {
        let isPlain = set.isDisjoint(with: PaymentHeading.parties.union(["date", "vat", "tax"]))
        guard isPlain, amountRank == nil else { return nil }
        // A code's name means the same; its code comes first where both are there.
        let after = has(["description", "desc", "name", "title"]) ? 10 : 0
        if set.isSuperset(of: ["cost"]), has(["centre", "center", "code"]) { return 3 + after }
        guard let found = PaymentHeading.codes.first(where: { has($0.words) }) else { return nil }
        let isCode = words.count == 1 || has(PaymentHeading.numbers.union(["code"])) || after > 0
        guard isCode else { return nil }
        let onlyWithCode: Set = ["gl", "ledger", "detail", "expense", "grant", "fund", "budget"]
        guard words.count > 1 || !has(onlyWithCode) else { return nil }
        return found.rank * (after > 0 ? 1 : 1) + after
    }

    private var noteRank: Int? {
        if has(["narrative", "particulars", "purpose", "details", "summary"]) { return 0 }
        if has(["description", "text", "desc"]) {
            return has(["cost", "project", "account", "activity", "code"]) ? 2 : 0
        }
        if has(["comment", "comments", "notes", "note", "memo", "item"]) { return 1 }
        return has(["category"]) || words == ["expense", "type"] ? 3 : nil
    }
}
