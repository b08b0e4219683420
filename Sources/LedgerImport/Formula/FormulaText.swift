internal import LedgerCore

/// A formula, told apart from others by what it says and not by how a program spells it.
struct FormulaText: Sendable {
    /// Nil where it cannot be taken apart; it then is its text.
    private(set) var tokens: [FormulaToken]?
    private let written: [UInt8]

    /// - Parameter sheet: the sheet it stands in, whose own cells need no mention of it.
    init(_ formula: some Collection<UInt8>, sheet: String?) {
        written = Array(formula)
        tokens = FormulaScan.tokens(of: written)
        guard let found = tokens else { return }
        tokens = FormulaText.plain(found.filter { sheet == nil || $0 != .sheet(sheet ?? "") })
    }

    /// Without what says nothing: a plus at the beginning, the brackets of `TRUE()`.
    private static func plain(_ tokens: [FormulaToken]) -> [FormulaToken] {
        var plain: [FormulaToken] = []
        for token in tokens[(tokens.first == .sign("+") ? 1 : 0)...] {
            plain.append(token)
            guard token == .sign(")"), plain.count > 2, plain[plain.count - 2] == .sign("("),
                case .function(let word) = plain[plain.count - 3], ["TRUE", "FALSE"].contains(word)
            else { continue }
            plain.removeLast(3)
            plain.append(.word(word))
        }
        return plain
    }

    /// The formula without its equals sign, spelt in one way: no spaces, no dollars, functions in
    /// capitals, sheets in quotation marks.
    var normal: String {
        guard let tokens else { return String(decoding: trimmed(written), as: UTF8.self) }
        return tokens.map(FormulaText.spelt).joined()
    }

    private static func spelt(_ token: FormulaToken) -> String {
        switch token {
        case .number(let text), .error(let text), .word(let text), .function(let text),
            .sign(let text):
            return text
        case .text(let text): return quoted(text, "\"")
        case .sheet(let name): return quoted(name, "'") + "!"
        case .place(let place): return place.text
        case .space: return " "
        }
    }

    private static func quoted(_ text: String, _ mark: Unicode.Scalar) -> String {
        var quoted = String.UnicodeScalarView([mark])
        for scalar in text.unicodeScalars {
            if scalar == mark { quoted.append(mark) }
            quoted.append(scalar)
        }
        quoted.append(mark)
        return String(quoted)
    }

    /// The formula as it is meant so many cells to the right and below where it was written.
    func moved(columns: Int, lines: Int) -> FormulaText {
        changingTokens {
            guard case .place(let place) = $0 else { return $0 }
            return place.moved(columns: columns, lines: lines).map { .place($0) } ?? .error("#REF!")
        }
    }

    /// What a place is in a formula.
    enum Role {
        case single
        /// The first corner of an area.
        case first
        case second
    }

    /// The formula with every sheet and place that it names changed.
    ///
    /// - Parameter change: is given a place, the sheet it is said to be in, and whether it is a
    ///   corner of an area; nil makes the place an error.
    func changing(
        sheet rename: (String) -> String,
        place change: (FormulaPlace, String?, Role) -> FormulaPlace?
    ) -> FormulaText {
        guard let tokens else { return self }
        var changed = self
        var sheet: String?
        for (index, token) in tokens.enumerated() {
            switch token {
            case .sheet(let name):
                sheet = name
                changed.tokens?[index] = .sheet(rename(name))
            case .place(let place):
                let new = change(place, sheet, role(ofPlaceAt: index, tokens))
                changed.tokens?[index] = new.map { .place($0) } ?? .error("#REF!")
            case .sign(":"): break
            default: sheet = nil
            }
        }
        return changed
    }

    private func role(ofPlaceAt index: Int, _ tokens: [FormulaToken]) -> Role {
        func isPlace(_ index: Int) -> Bool {
            guard tokens.indices.contains(index), case .place = tokens[index] else { return false }
            return true
        }
        let colon = FormulaToken.sign(":")
        if isPlace(index + 2), tokens[index + 1] == colon { return .first }
        if isPlace(index - 2), tokens[index - 1] == colon { return .second }
        return .single
    }

    private func changingTokens(_ change: (FormulaToken) -> FormulaToken) -> FormulaText {
        var changed = self
        changed.tokens = tokens?.map(change)
        return changed
    }
}
