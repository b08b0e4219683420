/// Gives lines that are no project yet a code of the fund's series: after PLF-18 comes PLF-19.
struct NewProjects {
    private let fund: FundYear
    private let prefix: [UInt8]
    private let width: Int
    private var taken: Set<Code>
    private var last: Int

    /// `labels` are those of the lines that are no project yet.
    init(_ fund: FundYear, held: [Code], labels: [String]) {
        self.fund = fund
        taken = Set(held)
        let parts = held.compactMap { NewProjects.parts($0.text) }
        let counts = Dictionary(grouping: parts, by: \.prefix).mapValues(\.count)
        let commonest = counts.max { ($0.value, $1.key.count) < ($1.value, $0.key.count) }?.key
        let prefix = commonest ?? Array("\(fund.code)-".utf8)
        self.prefix = prefix
        let series = parts.filter { $0.prefix == prefix }
        last = series.map(\.number).max() ?? 0
        width = series.map(\.width).max() ?? 2
        for label in labels {
            guard let code = printedCode(unmarked(label))?.code else { continue }
            // Its number and those before it are not given to other lines.
            last = max(last, NewProjects.parts(code.text)?.number ?? 0)
        }
    }

    /// The project a line makes: with the code printed before its name, where that is one of the
    /// series and free, else with the next of the series.
    mutating func project(named label: String) throws(Refusal) -> Project? {
        let name = unmarked(label)
        if let (code, rest) = printedCode(name) {
            taken.insert(code)
            return try Project(fund: fund, code: code, description: rest)
        }
        for _ in 0...taken.count {
            last += 1
            let text = String(decoding: prefix, as: UTF8.self) + padded(last, width)
            guard let code = try? Code(text) else { return nil }
            guard taken.insert(code).inserted else { continue }
            return try Project(fund: fund, code: code, description: name)
        }
        return nil
    }

    private func printedCode(_ name: String) -> (code: Code, rest: String)? {
        let bytes = Array(name.utf8)
        guard let end = bytes.firstIndex(of: 0x20),
            let code = try? Code(String(decoding: bytes[..<end], as: UTF8.self)),
            !taken.contains(code), let parts = NewProjects.parts(code.text), parts.prefix == prefix
        else { return nil }
        let rest = trimmed(bytes[end...])
        return rest.isEmpty ? nil : (code, String(decoding: rest, as: UTF8.self))
    }

    /// What comes before the number at the code's end, the number, and how wide it is written.
    private static func parts(_ code: String) -> (prefix: [UInt8], number: Int, width: Int)? {
        let bytes = Array(code.utf8)
        let digits = Array(bytes.reversed().prefix(while: isDigit).reversed())
        guard digits.count < bytes.count, digits.count <= 6, let number = wholeNumber(digits)
        else { return nil }
        return (Array(bytes.dropLast(digits.count)), number, digits.count)
    }
}

/// The label on one line, without the footnote marks at its end.
func unmarked(_ label: String) -> String {
    let marks: Set<Unicode.Scalar> = ["*", "#", "†", "‡", "§", "¶", " ", "\u{A0}"]
    var scalars = label.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    while let last = scalars.last, marks.contains(last) || isSuperscript(last) {
        scalars.removeLast()
    }
    return String(String.UnicodeScalarView(scalars))
}

private func isSuperscript(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB9, 0xB2, 0xB3, 0x2070, 0x2074...0x2079: true
    default: false
    }
}
