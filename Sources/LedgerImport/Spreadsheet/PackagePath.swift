/// Paths between the parts of a workbook's file.
enum PackagePath {
    /// Whether a part's name leads nowhere but into the file: not absolute, no step upwards.
    static func staysInside(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "/") else { return false }
        let hasDrive = name.utf8.dropFirst().first == UInt8(ascii: ":")
        return !hasDrive && !steps(of: name).contains("..")
    }

    /// The name of the part that a relationship's target leads to from a folder of the file.
    ///
    /// Nil where it climbs out of the file or names a place elsewhere, such as `file:///etc`.
    static func resolve(_ target: String, from folder: [String]) -> String? {
        let target = String(
            decoding: target.utf8.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
        guard !target.utf8.contains(UInt8(ascii: ":")) else { return nil }
        let isAbsolute = target.utf8.first == UInt8(ascii: "/")
        var path = isAbsolute ? [] : folder
        for step in steps(of: target) {
            switch step {
            case "", ".": continue
            case "..":
                guard path.popLast() != nil else { return nil }
            default: path.append(step)
            }
        }
        return path.isEmpty ? nil : path.joined(separator: "/")
    }

    /// The names between the slashes.
    static func steps(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
