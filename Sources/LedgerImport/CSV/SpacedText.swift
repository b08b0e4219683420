/// A table copied out of a report, its columns parted by nothing but spaces.
struct SpacedText {
    /// The same table with tabs between its cells, line for line.
    let tabbed: [UInt8]

    /// Nil where the text is parted by anything else, or is no table.
    init?(_ bytes: [UInt8]) {
        let marks: Set<UInt8> = [0x09, 0x22]
        guard bytes.count < 4_000_000, !bytes.contains(where: { marks.contains($0) }) else {
            return nil
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Array(String(decoding: line, as: UTF8.self).unicodeScalars.filter { $0 != "\r" })
        }
        let filled = lines.filter { line in line.contains { $0 != " " } }
        // One in a title parts no cells.
        guard filled.count(where: { $0.contains(";") }) * 2 < filled.count else { return nil }
        let spaced = filled.filter { SpacedText.isSpaced($0) }
        guard spaced.count >= 3, spaced.count * 2 >= filled.count else { return nil }
        let gaps = SpacedText.gaps(in: spaced)
        let most = spaced.map { SpacedText.parts($0).count }.max() ?? 0
        // Columns that do not stand one under another are told by their spaces alone.
        let isAligned = gaps.count + 1 >= most
        tabbed = Array(
            lines.map { line -> String in
                guard SpacedText.isSpaced(line) else { return SpacedText.text(line[...]) }
                let cells = isAligned ? SpacedText.cells(line, gaps) : SpacedText.parts(line)
                return cells.joined(separator: "\t")
            }.joined(separator: "\n").utf8)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// Whether words or figures are parted by two spaces or more, and not behind a comma.
    private static func isSpaced(_ line: [Unicode.Scalar]) -> Bool {
        runs(line).contains { $0.lowerBound > 0 && line[$0.lowerBound - 1] != "," }
    }

    /// Where two spaces or more stand between words; those at either end are none.
    private static func runs(_ line: [Unicode.Scalar]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (index, scalar) in line.enumerated() {
            if scalar == " " || scalar == "\u{A0}" {
                if start == nil { start = index }
            } else {
                if let first = start, first > 0, index - first >= 2 { runs.append(first..<index) }
                start = nil
            }
        }
        return runs
    }

    private static func parts(_ line: [Unicode.Scalar]) -> [String] {
        var parts: [String] = []
        var start = 0
        for run in runs(line) {
            parts.append(text(line[start..<run.lowerBound]))
            start = run.upperBound
        }
        return parts + [text(line[start...])]
    }

    /// The places that are empty in every line, a single space between two words not being so.
    private static func gaps(in lines: [[Unicode.Scalar]]) -> [Range<Int>] {
        let width = lines.map(\.count).max() ?? 0
        var isUsed = Array(repeating: false, count: width + 1)
        for line in lines {
            let empty = runs(line)
            let indent = line.firstIndex { $0 != " " } ?? 0
            var next = 0
            for index in indent..<line.count {
                if next < empty.count, index >= empty[next].upperBound { next += 1 }
                if next < empty.count, empty[next].contains(index) { continue }
                isUsed[index] = isUsed[index] || line[index] != " " || index + 1 < line.count
            }
        }
        var gaps: [Range<Int>] = []
        var start: Int?
        for index in 0..<width {
            if !isUsed[index] {
                if start == nil { start = index }
            } else {
                if let first = start, first > 0 { gaps.append(first..<index) }
                start = nil
            }
        }
        return gaps
    }

    private static func cells(_ line: [Unicode.Scalar], _ gaps: [Range<Int>]) -> [String] {
        var cells: [String] = []
        var start = 0
        for gap in gaps {
            let end = min(gap.lowerBound, line.count)
            cells.append(start < end ? text(line[start..<end]) : "")
            start = min(gap.upperBound, line.count)
        }
        return cells + [start < line.count ? text(line[start...]) : ""]
    }
}
