/// Takes a formula apart, byte by byte.
struct FormulaScan {
    private let bytes: [UInt8]
    private var index = 0
    private var tokens: [FormulaToken] = []

    /// The pieces of a formula, with or without its equals sign; nil where a quotation mark is open.
    static func tokens(of formula: some Collection<UInt8>) -> [FormulaToken]? {
        var scan = FormulaScan(Array(formula))
        return scan.run() ? scan.tokens : nil
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func run() -> Bool {
        skipSpace()
        if next == UInt8(ascii: "=") { index += 1 }
        while let byte = next {
            switch byte {
            case 0x20, 9, 10, 13: takeSpace()
            case UInt8(ascii: "\""):
                guard let text = quoted() else { return false }
                add(.text(String(decoding: text, as: UTF8.self)))
            case UInt8(ascii: "'"):
                guard let name = quoted(), next == UInt8(ascii: "!") else { return false }
                index += 1
                add(.sheet(String(decoding: name, as: UTF8.self)))
            case UInt8(ascii: "#"): takeError()
            case UInt8(ascii: "@"): index += 1
            case 48...57, UInt8(ascii: "."): takeNumber()
            case let byte where FormulaScan.isWordByte(byte): takeWord()
            default: takeSign(byte)
            }
        }
        if tokens.last == .space { tokens.removeLast() }
        return true
    }

    /// A space counts only between operands.
    private mutating func add(_ token: FormulaToken) {
        if tokens.last == .space, !token.beginsOperand { tokens.removeLast() }
        tokens.append(token)
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 9, 10, 13].contains(byte) { index += 1 }
    }

    private mutating func takeSpace() {
        skipSpace()
        if tokens.last?.endsOperand == true { tokens.append(.space) }
    }

    /// What stands between two of the marks; a doubled mark is one of the text.
    private mutating func quoted() -> [UInt8]? {
        let mark = bytes[index]
        var text: [UInt8] = []
        index += 1
        while let byte = next {
            index += 1
            guard byte == mark else {
                text.append(byte)
                continue
            }
            guard next == mark else { return text }
            text.append(mark)
            index += 1
        }
        return nil
    }

    private mutating func takeError() {
        let start = index
        index += 1
        while let byte = next, (65...90).contains(byte & 0xDF) || [48, 47].contains(byte) {
            index += 1
        }
        if let byte = next, [UInt8(ascii: "!"), UInt8(ascii: "?")].contains(byte) { index += 1 }
        // A lone `#` asks for all that a formula filled.
        let word = bytes[start..<index]
        add(word.count == 1 ? .sign("#") : .error(String(decoding: word, as: UTF8.self)))
    }

    private mutating func takeNumber() {
        let start = index
        func digits() { while let byte = next, (48...57).contains(byte) { index += 1 } }
        digits()
        if next == UInt8(ascii: ".") {
            index += 1
            digits()
        }
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
            let mark = index
            index += 1
            if let sign = next, [43, 45].contains(sign) { index += 1 }
            let first = index
            digits()
            if first == index { index = mark }
        }
        let text = Array(bytes[start..<index])
        let number = SheetNumber(text)?.text ?? text
        add(.number(String(decoding: number, as: UTF8.self)))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (65...90).contains(byte & 0xDF) || (48...57).contains(byte) || byte >= 0x80
            || "_.$\\?[".utf8.contains(byte)
    }

    private mutating func takeWord() {
        let start = index
        while let byte = next, FormulaScan.isWordByte(byte) {
            if byte == UInt8(ascii: "[") { skipBrackets() } else { index += 1 }
        }
        let word = Array(bytes[start..<index])
        let text = String(decoding: word, as: UTF8.self)
        if next == UInt8(ascii: "!") {
            index += 1
            return add(.sheet(text))
        }
        if next == UInt8(ascii: "(") { return add(.function(FormulaScan.function(word))) }
        if let place = FormulaPlace(word) { return add(.place(place)) }
        add(.word(text))
    }

    /// Passes over what stands in square brackets: another workbook, or a column of a table.
    private mutating func skipBrackets() {
        var depth = 0
        while let byte = next {
            index += 1
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// The name in capitals, without what marks those that Excel got after 2007.
    private static func function(_ word: [UInt8]) -> String {
        var name = word.map { (97...122).contains($0) ? $0 & 0xDF : $0 }[...]
        for prefix in ["_XLFN.", "_XLWS."] where name.starts(with: prefix.utf8) {
            name = name.dropFirst(prefix.utf8.count)
        }
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func takeSign(_ byte: UInt8) {
        index += 1
        var sign = [byte]
        if let second = next,
            ["<=", ">=", "<>"].contains(where: { $0.utf8.elementsEqual([byte, second]) })
        {
            sign.append(second)
            index += 1
        }
        add(.sign(String(decoding: sign, as: UTF8.self)))
    }
}
