/// The room that texts take in the statement's own font.
///
/// The widths are those of Arial, which other makers' stand-ins share, so lines break in the same
/// places everywhere; a fiftieth is added for what rounding to whole pixels may cost.
enum StatementLettering {
    /// The width of a column, in Excel's count, that shows the text whole.
    static func width(
        of text: String, bold: Bool = false, fontSize: Double = StatementStyle.size
    ) -> Double {
        let thousandths = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
        // 96 pixels go to 72 points; an empty column keeps 7 pixels for its edges.
        let pixels = Double(thousandths) / 1_000 * fontSize * 96 / 72 * (bold ? 1.09 : 1.02) + 7
        return (pixels / 7 * 10).rounded(.up) / 10
    }

    /// The lines a text takes in a column of that width; a word wider than the column is broken.
    static func lines(
        of text: String, width: Double, bold: Bool = false,
        fontSize: Double = StatementStyle.size
    ) -> [String] {
        let fits = { (line: String) in
            Self.width(of: line, bold: bold, fontSize: fontSize) <= width
        }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if fits(longer) {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for character in word {
                if !line.isEmpty, !fits(line + String(character)) {
                    lines.append(line)
                    line = ""
                }
                line.append(character)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The text, or as many whole words of it as fit, with an ellipsis.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return text }
        let start = text.prefix(limit)
        let words = start.lastIndex(of: " ").map { start[..<$0] } ?? start
        var short = words.count * 2 > limit ? words : start.dropLast()
        // A dash or a comma before the dots would look like a slip.
        while let last = short.last, !last.isLetter, !last.isNumber { short.removeLast() }
        return short + "…"
    }

    /// A property of the document holds 255 characters.
    static func property(_ text: String) -> String {
        guard text.unicodeScalars.count > 255 else { return text }
        var short = String.UnicodeScalarView(text.unicodeScalars.prefix(254))
        short.append("…")
        return String(short)
    }

    /// The printable characters of ASCII, from the space on, in thousandths of the font's size.
    private static let ascii = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]

    private static func advance(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7F: ascii[Int(scalar.value) - 0x20]
        case 0xA0: 278
        case 0xA3, 0x2013: 556
        case 0x300..<0x370, 0x200B..<0x2010: 0
        case 0x2018...0x201E: 333
        case 0x2212: 584
        case ..<0x1100: 722
        default: 1_000
        }
    }
}
