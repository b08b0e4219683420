/// A line at the head or foot of a page: `"Page \(.page) of \(.pages)"`.
///
/// All text is shown as typed, `&` included, which the format itself takes for a code.
public struct PrintedText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// What the printer fills in.
    public enum Field: String, Sendable {
        /// This page's number.
        case page = "&P"
        /// How many pages there are.
        case pages = "&N"
        /// The name on the sheet's tab.
        case sheetName = "&A"
    }

    let code: String

    /// A line that is only text.
    public init(_ text: String) { code = Self.escaped(text) }

    /// Lets a plain literal stand for a line.
    public init(stringLiteral value: String) { self.init(value) }

    /// Puts texts and fields together.
    public init(stringInterpolation: StringInterpolation) { code = stringInterpolation.code }

    /// Collects the pieces of a line.
    public struct StringInterpolation: StringInterpolationProtocol {
        var code = ""

        /// Begins an empty line.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds text as typed.
        public mutating func appendLiteral(_ literal: String) { code += escaped(literal) }

        /// Adds a text that is known only now.
        public mutating func appendInterpolation(_ text: String) { code += escaped(text) }

        /// Adds what the printer fills in.
        public mutating func appendInterpolation(_ field: Field) { code += field.rawValue }
    }

    /// Doubles each `&`, and parts it from a `G` or `[` behind it with a code that does nothing:
    /// the library reads even a doubled `&G` as a picture, and then frees its text twice.
    private static func escaped(_ text: String) -> String {
        var result = ""
        var followsAmpersand = false
        for scalar in XMLText.visible(text).unicodeScalars {
            if followsAmpersand, scalar == "G" || scalar == "[" { result += "&\"-,Regular\"" }
            result.unicodeScalars.append(scalar)
            if scalar == "&" { result += "&" }
            followsAmpersand = scalar == "&"
        }
        return result
    }
}

/// The head or foot of each page, in up to three parts.
public struct PageLine: Hashable, Sendable {
    /// The longest line with its codes, as Excel counts.
    static let lengthLimit = 255

    /// At the left edge.
    public var left: PrintedText
    /// In the middle.
    public var centre: PrintedText
    /// At the right edge.
    public var right: PrintedText

    /// Empty parts stay empty.
    public init(left: PrintedText = "", centre: PrintedText = "", right: PrintedText = "") {
        self.left = left
        self.centre = centre
        self.right = right
    }

    func checkedCode(of what: String) throws(WorkbookError) -> String {
        var code = ""
        if !left.code.isEmpty { code += "&L" + left.code }
        if !centre.code.isEmpty { code += "&C" + centre.code }
        if !right.code.isEmpty { code += "&R" + right.code }
        let length = code.utf16.count
        guard length <= Self.lengthLimit else {
            throw .textTooLong(what, length: length, limit: Self.lengthLimit)
        }
        return code
    }
}
