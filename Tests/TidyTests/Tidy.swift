import Foundation

/// What the house rules have against a file: a complaint a line.
enum Tidy {
    static func complaints(about source: Source) -> [String] {
        let checks = [
            imports, lengths, bannedWords, textByCharacter, interpolatedSQL, fileHeader,
        ]
        return checks.flatMap { $0(source) }
    }

    private static func complaint(_ source: Source, _ line: Int, _ words: String) -> String {
        "\(source.path):\(line + 1): \(words)"
    }

    // MARK: Imports

    private enum Imports {
        case only(Set<String>)
        case allBut(Set<String>)

        func allow(_ module: String) -> Bool {
            switch self {
            case .only(let modules): modules.contains(module)
            case .allBut(let modules): !modules.contains(module)
            }
        }
    }

    /// What each target may import: a rule for each target.
    private static let rules: [String: Imports] = [
        "LedgerCore": .only([]),
        "LedgerStore": .only(["LedgerCore", "GRDB", "CSodium", "Foundation"]),
        "XLSXWriter": .only(["CXLSXWriter", "Foundation", "Glibc"]),
        "LedgerExport": .only(["LedgerCore", "XLSXWriter", "Foundation"]),
        "LedgerImport": .only(["LedgerCore", "CExpat", "CMinizip", "Foundation", "Glibc"]),
        "LedgerCLI": .allBut(wrapped.union(["Hummingbird", "LedgerWeb"])),
        "locality": .allBut(wrapped.union(["Hummingbird", "LedgerWeb"])),
        "LedgerWeb": .allBut(wrapped),
        "locality-server": .allBut(wrapped),
    ]

    /// What one target wraps, so that no other needs it.
    private static let wrapped: Set<String> = [
        "CXLSXWriter", "CExpat", "CMinizip", "CSodium", "GRDB",
    ]

    private static func imports(_ source: Source) -> [String] {
        guard let rule = rules[source.target] else {
            return [complaint(source, 0, "\(source.target) has no rule for what it may import")]
        }
        return source.lines.indices.compactMap { index in
            guard let module = importedModule(source.words[index]), !rule.allow(module) else {
                return nil
            }
            return complaint(source, index, "\(source.target) may not import \(module)")
        }
    }

    /// The module of `@preconcurrency public import struct Foundation.Date` is `Foundation`.
    private static func importedModule(_ words: [String]) -> String? {
        let access = ["public", "package", "internal", "fileprivate", "private"]
        guard let place = words.firstIndex(of: "import"),
            words[..<place].allSatisfy({ access.contains($0) || $0.hasPrefix("@") || $0 == "_spi" })
        else { return nil }
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return words[(place + 1)...].first { !kinds.contains($0) }
    }

    // MARK: Lengths

    private static func lengths(_ source: Source) -> [String] {
        let count = source.lines.count - (source.lines.last == "" ? 1 : 0)
        let file = count > 350 ? [complaint(source, 0, "\(count) lines; 350 is the most")] : []
        return file
            + Body.all(in: source).filter { $0.range.count > 60 }.map {
                complaint(
                    source, $0.range.lowerBound,
                    "a function of \($0.range.count) lines; 60 is the most")
            }
    }

    // MARK: Words

    private static func bannedWords(_ source: Source) -> [String] {
        var banned: Set = ["fatalError", "Double", "Float", "Decimal", "NumberFormatter"]
        if ["XLSXWriter", "LedgerExport"].contains(source.target) { banned.remove("Double") }
        return source.lines.indices.flatMap { index -> [String] in
            var found = banned.intersection(source.words[index]).sorted()
            if source.code[index].contains("try!") { found.append("try!") }
            return found.map { complaint(source, index, "\($0) has no place here") }
        }
    }

    /// A letter and a combining mark are one `Character`, so user text is read by its bytes.
    private static func textByCharacter(_ source: Source) -> [String] {
        guard ["LedgerCore", "LedgerImport"].contains(source.target) else { return [] }
        let banned = [
            ".hasPrefix(", ".hasSuffix(", "components(separatedBy", "split(separator: \"",
        ]
        return source.lines.indices.compactMap { index in
            let opensSplit = index > 0 && source.code[index - 1].hasSuffix("split(")
            let code = (opensSplit ? "split(" : "") + source.code[index].trimmed
            guard let found = banned.first(where: { code.contains($0) }) else { return nil }
            return complaint(source, index, "\(found) reads text by Character; walk its bytes")
        }
    }

    // MARK: SQL

    /// A value never becomes part of a query's text.
    private static func interpolatedSQL(_ source: Source) -> [String] {
        guard source.target == "LedgerStore" else { return [] }
        let text = source.code.joined(separator: "\n")
        var rest = text[...]
        var complaints: [String] = []
        while let label = rest.range(of: "sql:") {
            rest = rest[label.upperBound...]
            let query = rest.drop(while: \.isWhitespace)
            guard query.first == "\"" else { continue }
            let (mark, body) =
                query.hasPrefix("\"\"\"") ? ("\"\"\"", query.dropFirst(3)) : ("\n", query)
            let end = body.range(of: mark)?.lowerBound ?? body.endIndex
            if body[..<end].contains("\\(") {
                let line = text[..<label.lowerBound].count { $0 == "\n" }
                complaints.append(complaint(source, line, "a value inside the text of a query"))
            }
        }
        return complaints
    }

    // MARK: Headers

    private static func fileHeader(_ source: Source) -> [String] {
        let first = source.lines.first { !$0.trimmed.isEmpty } ?? ""
        let isHeader =
            first.hasPrefix("/*") || (first.hasPrefix("//") && !first.hasPrefix("///"))
        return isHeader ? [complaint(source, 0, "a header comment; start with the code")] : []
    }

    // MARK: Tests

    private static let expectations: Set = ["#expect", "#require"]

    /// A test that lost its `@Test` never runs, and nobody would know.
    static func testComplaints(about source: Source) -> [String] {
        let bodies = Body.all(in: source)
        let silent = bodies.filter { body in
            let start = body.range.lowerBound
            return source.words[start].contains("func")
                && body.range.contains { !expectations.isDisjoint(with: source.words[$0]) }
                && !attributes(above: body, in: source).contains("@Test")
                && !source.words[start].contains { ["private", "fileprivate"].contains($0) }
                && !bodies.contains { $0.range.contains(start) && $0.indent < body.indent }
        }
        let imports = source.lines.indices.filter { importedModule(source.words[$0]) == "XCTest" }
        return silent.map {
            complaint(source, $0.range.lowerBound, "it expects something but is no @Test")
        } + imports.map { complaint(source, $0, "tests are written with Swift Testing") }
    }

    /// The words from the last blank line or closing brace to the function's own line.
    private static func attributes(above body: Body, in source: Source) -> Set<String> {
        let above = source.lines.indices[...body.range.lowerBound].reversed().prefix {
            let line = source.lines[$0]
            return !line.trimmed.isEmpty && !(line.indent == body.indent && line.trimmed == "}")
        }
        return Set(above.flatMap { source.words[$0] })
    }
}
