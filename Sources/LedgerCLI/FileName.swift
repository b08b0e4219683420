internal import LedgerCore

extension FundYear {
    /// `charnwood-2018-19-plf`: the partnership by the words that tell it from others.
    var fileName: String {
        let common: Set<String> = ["community", "safety", "partnership", "csp", "the", "and", "of"]
        let words = String(
            decoding: partnership.lowercased().utf8.map { byte in
                isDigit(byte) || (97...122).contains(byte) ? byte : 32
            }, as: UTF8.self
        ).split(separator: " ").map(String.init)
        let own = words.filter { !common.contains($0) }
        return ((own.isEmpty ? words : own) + ["\(year)", code.text.lowercased()])
            .joined(separator: "-")
    }
}
