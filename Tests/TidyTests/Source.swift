import Foundation

/// A file of the project as its lines.
struct Source {
    /// From the project's folder, such as `Sources/LedgerCore/Money.swift`.
    let path: String
    let lines: [String]
    /// The lines without their comments; `//` in an address is none.
    let code: [String]
    /// The words of each line's code: runs of letters, digits, underscores, `@` and `#`.
    let words: [[String]]

    init(path: String, text: String) {
        self.path = path
        lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        code = lines.map { line in
            if line.trimmed.hasPrefix("//") { return "" }
            guard let comment = line.range(of: " // ") else { return line }
            return String(line[..<comment.lowerBound])
        }
        words = code.map(\.words)
    }

    /// The target it belongs to: the folder below `Sources` or `Tests`.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// Every Swift file below a folder of the project, in the order of their paths.
    static func all(in folder: String) throws -> [Source] {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let paths = try FileManager.default.subpathsOfDirectory(
            atPath: root.appending(path: folder).path())
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let file = root.appending(path: folder).appending(path: path)
            return Source(
                path: "\(folder)/\(path)", text: try String(contentsOf: file, encoding: .utf8))
        }
    }
}

/// A function or a computed value of a file, found by its indentation, which the formatter keeps.
struct Body {
    /// The lines from `func` to the closing brace, counted from nought.
    let range: ClosedRange<Int>
    let indent: Int

    static func all(in source: Source) -> [Body] {
        source.lines.indices.compactMap { start in
            guard source.words[start].declareBody else { return nil }
            let indent = source.lines[start].indent
            for end in source.lines.indices.dropFirst(start) {
                let line = source.lines[end]
                if end == start, line.hasSuffix("}") {
                    return Body(range: start...end, indent: indent)
                }
                if end == start || line.trimmed.isEmpty || line.indent > indent { continue }
                guard line.indent == indent else { return nil }
                if line.trimmed.hasPrefix("}") { return Body(range: start...end, indent: indent) }
                // A signature over several lines goes on at its own indentation.
                guard line.trimmed.hasPrefix(")") || line.trimmed.hasPrefix("where ") else {
                    return nil
                }
            }
            return nil
        }
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespaces) }

    var indent: Int { utf8.prefix { $0 == UInt8(ascii: " ") }.count }

    fileprivate var words: [String] {
        utf8.split { byte in
            switch byte {
            case 48...57, 64...90, 95, 97...122, 128...255, UInt8(ascii: "#"): false
            default: true
            }
        }.map { String(Substring($0)) }
    }
}

extension [String] {
    /// Whether words begin the declaration of something with a body.
    fileprivate var declareBody: Bool {
        let kinds: Set = ["func", "init", "deinit", "subscript", "var"]
        let modifiers: Set = [
            "public", "package", "internal", "fileprivate", "private", "static", "mutating",
            "override", "final", "nonisolated", "consuming", "borrowing", "convenience", "set",
        ]
        let first = first { !modifiers.contains($0) && !$0.hasPrefix("@") }
        return first.map(kinds.contains) ?? false
    }
}
