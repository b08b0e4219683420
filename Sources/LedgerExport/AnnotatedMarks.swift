internal import LedgerCore
internal import XLSXWriter

/// The findings of one sheet, by the row and the cell that they are hung on.
struct AnnotatedMarks {
    /// A finding by its place in the book's list.
    struct Mark {
        let note: Int
        /// Nil for the row's first cell, whichever that is.
        let column: Int?
    }

    /// The rows that have findings, from the top.
    let lines: [Int]
    private var byLine: [Int: [Mark]] = [:]

    init(ofSheet sheet: Int, in book: AnnotatedBook) {
        let merges = Merges(book.sheets[sheet].merges)
        let tables = book.tables.filter { $0.sheet == sheet }
        for (index, note) in book.notes.enumerated() where note.sheet == sheet {
            let table =
                note.table.map { book.tables[$0] }
                ?? tables.first { table in note.line.map { table.lines.contains($0) } ?? false }
            let line = note.line ?? table?.headerLine ?? table?.lines.lowerBound ?? 1
            var column = note.column ?? table?.labelColumn
            if note.line == nil { column = column ?? table?.columns.first?.column }
            let place = merges.first(of: line, column)
            byLine[place.line, default: []].append(Mark(note: index, column: place.column))
        }
        lines = byLine.keys.sorted()
    }

    subscript(line: Int) -> [Mark] { byLine[line] ?? [] }

    /// Leads from any cell of a merged area to its first, the only one that is seen.
    private struct Merges {
        private static let tallLimit = 1_000

        private var wide: [Int: [AnnotatedArea]]
        private var tall: [AnnotatedArea]

        init(_ areas: [AnnotatedArea]) {
            wide = Dictionary(grouping: areas.filter { $0.lines.count == 1 }) {
                $0.lines.lowerBound
            }
            tall = Array(areas.filter { $0.lines.count > 1 }.prefix(Self.tallLimit))
        }

        func first(of line: Int, _ column: Int?) -> (line: Int, column: Int?) {
            guard let column else { return (line, nil) }
            let area =
                wide[line]?.first { $0.columns.contains(column) }
                ?? tall.first { $0.lines.contains(line) && $0.columns.contains(column) }
            guard let area else { return (line, column) }
            return (area.lines.lowerBound, area.columns.lowerBound)
        }
    }
}

/// What a comment says, and the box that shows it whole.
struct AnnotatedComment {
    static let author = "locality check"
    /// The most findings that a comment spells out.
    private static let limit = 12
    private static let narrow = 320
    private static let wide = 560
    private static let heights = 36...640

    let severity: Finding.Severity?
    private let paragraphs: [String]

    /// The findings of a cell, and what else there is to say of it.
    init(_ notes: [AnnotatedNote], remarks: [String], summary: SheetName) {
        severity = notes.map(\.severity).max()
        var paragraphs = notes.prefix(Self.limit).map { note in
            "\(note.severity.rawValue): \(note.message)"
                + (note.guess.map { "\nguess: \($0)" } ?? "")
        }
        if notes.count > Self.limit {
            paragraphs.append(
                "and \(notes.count - Self.limit) more: see the sheet \(summary).")
        }
        self.paragraphs = paragraphs + remarks
    }

    var comment: CellComment {
        let text = AnnotatedText.shortened(paragraphs.joined(separator: "\n\n"))
        var comment = CellComment(text, author: Self.author)
        comment.width = Self.narrow
        comment.height = height(of: text, in: Self.narrow, size: comment.fontSize)
        if comment.height > Self.heights.upperBound / 2 {
            comment.width = Self.wide
            comment.height = height(of: text, in: Self.wide, size: comment.fontSize)
        }
        if let severity { comment.fill = severity.boxColour }
        return comment
    }

    /// In pixels; a line of nine points takes fifteen, and a tenth is left for wider letters.
    private func height(of text: String, in width: Int, size: Double) -> Int {
        let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = paragraphs.reduce(0) { count, paragraph in
            let room = Double(width - 12) / 7 * 0.9
            let lines = StatementLettering.lines(of: String(paragraph), width: room, fontSize: size)
            return count + max(1, lines.count)
        }
        let height = lines * 15 + 14
        return min(max(height, Self.heights.lowerBound), Self.heights.upperBound)
    }
}
