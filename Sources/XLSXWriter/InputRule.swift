internal import CXLSXWriter
internal import Glibc

/// What a reader may type into a cell, and what is said before and after.
public struct InputRule: Hashable, Sendable {
    /// What is taken.
    public enum Allowed: Hashable, Sendable {
        /// One of some words, offered in a list.
        case words([String])
        /// A text of so many characters at the most.
        case text(upTo: Int)
    }

    /// What is taken; an empty cell always is.
    public var allowed: Allowed
    /// The heading of both messages, 32 characters at the most.
    public var title: String
    /// What is shown when the cell is chosen, 255 characters at the most.
    public var prompt: String
    /// What is said when something else is typed, 255 characters at the most.
    public var refusal: String

    /// A rule with its words.
    public init(_ allowed: Allowed, title: String, prompt: String, refusal: String) {
        self.allowed = allowed
        self.title = title
        self.prompt = prompt
        self.refusal = refusal
    }
}

extension InputRule {
    /// The words of a list, in the bytes of the library's own buffer, which it would overrun: it
    /// counts letters and keeps room for bytes.
    private static let listLimit = 255

    func check() throws(WorkbookError) {
        let texts = [
            ("The heading of a message", title, 32), ("A message about a cell", prompt, 255),
            ("A message about a cell", refusal, 255),
        ]
        for (what, text, limit) in texts where text.unicodeScalars.count > limit {
            throw .textTooLong(what, length: text.unicodeScalars.count, limit: limit)
        }
        switch allowed {
        case .words(let words): try Self.check(words)
        case .text(let limit):
            try Setting.check("The longest text of a cell", limit, in: 1...CellText.lengthLimit)
        }
    }

    private static func check(_ words: [String]) throws(WorkbookError) {
        // A list is written as one text, in which a comma parts words and a quote ends it.
        for word in words
        where word.isEmpty || XMLText.isIllegal(in: word)
            || word.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") })
        {
            throw .badListWord(XMLText.visible(word))
        }
        let length = words.reduce(-1) { $0 + $1.utf8.count + 1 }
        try Setting.check("The bytes of a list of words", length, in: 1...listLimit)
    }
}

extension Sheet {
    /// Holds what is typed into the cells of the range to a rule.
    public func limit(_ range: CellRange, to rule: InputRule) throws(WorkbookError) {
        try rule.check()
        let texts = unsafe [rule.title, rule.prompt, rule.refusal].map {
            unsafe strdup(XMLText.visible($0))
        }
        var words: [UnsafeMutablePointer<CChar>?] = unsafe []
        if case .words(let list) = rule.allowed {
            unsafe words = unsafe list.map { unsafe strdup($0) } + [nil]
        }
        let copies = unsafe texts + words
        defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
        let code = unsafe words.withUnsafeMutableBufferPointer { list in
            var validation = unsafe lxw_data_validation()
            unsafe rule.allowed.apply(to: &validation, list: list.baseAddress)
            unsafe validation.input_title = texts[0]
            unsafe validation.error_title = texts[0]
            unsafe validation.input_message = texts[1]
            unsafe validation.error_message = texts[2]
            return unsafe worksheet_data_validation_range(
                handle, range.first.cRow, range.first.cColumn, range.last.cRow,
                range.last.cColumn, &validation)
        }
        try ResultCode.check(code)
    }
}

extension InputRule.Allowed {
    fileprivate func apply(
        to validation: inout lxw_data_validation,
        list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) {
        switch self {
        case .words:
            unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            unsafe validation.value_list = list
        case .text(let limit):
            unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
            unsafe validation.criteria = UInt8(
                LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
            unsafe validation.value_number = Double(limit)
        }
    }
}
