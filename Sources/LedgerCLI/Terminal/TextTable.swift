/// A table in plain text: words to the left, money to the right, long words on further lines.
struct TextTable {
    enum Side {
        case left
        case right
    }

    private let headings: [String]
    private let sides: [Side]
    private var rows: [[String]] = []
    private var rules: Set<Int> = []
    /// The column whose text is broken over lines when the table is wider than the terminal.
    private let flexible: Int

    init(_ columns: [(String, Side)], flexible: Int) {
        headings = columns.map(\.0)
        sides = columns.map(\.1)
        self.flexible = flexible
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// A line across the table before the next row.
    mutating func addRule() {
        rules.insert(rows.count)
    }

    /// The text, at most `width` columns wide where the flexible column can give way.
    func text(width: Int?) -> String {
        var widths = headings.indices.map { column in
            ([headings] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0
        }
        let others = widths.enumerated().filter { $0.offset != flexible }.map(\.element)
        let room = (width ?? 120) - others.reduce(0, +) - 2 * others.count
        widths[flexible] = min(widths[flexible], max(16, room))
        var lines = lines(of: headings, widths).map { Colour.bold($0) }
        let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1))
        lines.append(Colour.dim(rule))
        for (index, row) in rows.enumerated() {
            if rules.contains(index) { lines.append(Colour.dim(rule)) }
            lines += self.lines(of: row, widths)
        }
        return lines.joined(separator: "\n")
    }

    private func lines(of row: [String], _ widths: [Int]) -> [String] {
        let parts = TextTable.broken(row[flexible], at: widths[flexible])
        return parts.enumerated().map { index, part in
            let cells = row.indices.map { column in
                let cell = column == flexible ? part : index == 0 ? row[column] : ""
                let gap = String(
                    repeating: " ", count: max(0, widths[column] - cell.unicodeScalars.count))
                return sides[column] == .left ? cell + gap : gap + cell
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The text in pieces of at most that many scalars, parted at spaces where there are any.
    static func broken(_ text: String, at width: Int) -> [String] {
        var lines: [String] = []
        var line: [Unicode.Scalar] = []
        func scalars(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            String(String.UnicodeScalarView(scalars))
        }
        for word in text.unicodeScalars.split(separator: " ") {
            var word = Array(word)
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(scalars(line))
                line = []
            }
            while word.count > width {
                lines.append(scalars(word.prefix(width)))
                word.removeFirst(width)
            }
            line += (line.isEmpty ? [] : [" "]) + word
        }
        lines.append(scalars(line))
        return lines
    }
}
