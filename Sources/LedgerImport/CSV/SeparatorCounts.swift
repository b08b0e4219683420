extension CSVSeparator {
    /// The one that parts the most of the first lines into equally many cells, so that a mark in a
    /// title is none; of those, the one on the most lines, then the one that makes the most cells.
    static func sniffed(from bytes: [UInt8]) -> CSVSeparator {
        let counts = SeparatorCounts(bytes)
        var best = CSVSeparator.comma
        var mostOfBest = counts.evenness(of: best)
        for separator in allCases.dropFirst() {
            let evenness = counts.evenness(of: separator)
            if mostOfBest.lexicographicallyPrecedes(evenness) {
                (best, mostOfBest) = (separator, evenness)
            }
        }
        return best
    }
}

/// How many of each separator stand on each of a table's first lines, quoted cells apart.
private struct SeparatorCounts {
    private static let lineLimit = 100
    private static let byteLimit = 1_000_000
    private static let none = CSVSeparator.allCases.map { _ in 0 }

    private var lines: [[Int]] = []

    init(_ bytes: [UInt8]) {
        var line = SeparatorCounts.none
        var (isQuoted, isStart) = (false, true)
        for byte in bytes.prefix(SeparatorCounts.byteLimit) {
            if byte == UInt8(ascii: "\""), isQuoted || isStart {
                // A doubled mark closes the cell and opens it again.
                isStart = isQuoted
                isQuoted.toggle()
                continue
            }
            isStart = false
            guard !isQuoted else { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                add(line)
                line = SeparatorCounts.none
                isStart = true
                if lines.count == SeparatorCounts.lineLimit { return }
            } else if let place = CSVSeparator.allCases.firstIndex(where: { $0.rawValue == byte }) {
                line[place] += 1
                isStart = true
            }
        }
        add(line)
    }

    /// Lines without any tell nothing.
    private mutating func add(_ line: [Int]) {
        if line != SeparatorCounts.none { lines.append(line) }
    }

    /// The lines that have equally many of a separator, the lines that have any, and how many each
    /// of the first has; the greater in this order, the likelier it parts the cells.
    func evenness(of separator: CSVSeparator) -> [Int] {
        guard let place = CSVSeparator.allCases.firstIndex(of: separator) else { return [] }
        let counts = lines.map { $0[place] }.filter { $0 > 0 }
        let lines = Dictionary(grouping: counts) { $0 }.mapValues(\.count)
        let most = lines.max { ($0.value, $0.key) < ($1.value, $1.key) }
        return [most?.value ?? 0, counts.count, most?.key ?? 0]
    }
}
