/// The short name a fund or a project goes by, such as `PLF` or `CI001-03`: capital letters,
/// digits and hyphens, at most 24; small letters are taken as capitals.
public struct Code: Hashable, Sendable, Comparable {
    public let text: String

    public init(_ text: String) throws(CodeError) {
        let bytes = trimmed(text.utf8).map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }
        let isPlain = bytes.allSatisfy { isDigit($0) || ($0 >= 65 && $0 <= 90) || $0 == 45 }
        guard isPlain, (1...24).contains(bytes.count), bytes.first != 45 else {
            throw .malformed(text)
        }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    public static func < (left: Code, right: Code) -> Bool {
        left.text < right.text
    }
}

extension Code: CustomStringConvertible {
    public var description: String { text }
}

/// Why a text is not a code.
public enum CodeError: Error, Equatable, Sendable {
    case malformed(String)
}

extension CodeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let text):
            "“\(text)” is not a code. Use up to 24 letters, digits and hyphens, such as PLF-01."
        }
    }
}

/// A line of free text, such as a payee: trimmed, without line breaks or control characters.
package func line(_ text: String, named name: String) throws(Refusal) -> String {
    let bytes = trimmed(text.utf8)
    guard bytes.count <= 1_000 else { throw .textTooLong(name, bytes: bytes.count) }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .controlCharacter(name) }
    return String(decoding: bytes, as: UTF8.self)
}
