/// What is made of one part's XML, as its elements pass.
///
/// Names come without their prefixes: `row` for `x:row`. A part of either edition of the format,
/// strict or transitional, uses the same names.
protocol XMLScan {
    /// An element begins, so many levels below the part's outermost.
    mutating func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError)
    /// An element of that depth ends.
    mutating func end(depth: Int) throws(SpreadsheetError)
    /// Some text comes by; one text may come in many pieces.
    mutating func text(_ piece: Span<UInt8>) throws(SpreadsheetError)
}

/// The attributes of an element; good only while the element begins.
@safe struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        unsafe self.list = unsafe list
    }

    /// Hands over each attribute's name, without its prefix, and its value.
    func each(
        _ body: (_ name: Span<UInt8>, _ value: Span<UInt8>) throws(SpreadsheetError) -> Void
    ) throws(SpreadsheetError) {
        var index = 0
        while let name = unsafe list[index], let value = unsafe list[index + 1] {
            let (local, length) = unsafe XMLName.local(name)
            let valueLength = unsafe XMLName.length(value)
            try unsafe body(
                Span(_unsafeStart: local, count: length),
                Span(_unsafeStart: XMLName.bytes(value), count: valueLength))
            index += 2
        }
    }

    /// The value of the attribute of that name as text; nil where the element has none.
    func text(_ wanted: StaticString) -> String? {
        var found: String?
        // Nothing that is thrown: the body throws nothing.
        try? each { (name, value) throws(SpreadsheetError) in
            if name.spells(wanted) { found = value.string }
        }
        return found
    }
}

/// Names as expat hands them over.
enum XMLName {
    static func bytes(_ name: UnsafePointer<CChar>) -> UnsafePointer<UInt8> {
        unsafe UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
    }

    static func length(_ text: UnsafePointer<CChar>) -> Int {
        var length = 0
        while unsafe text[length] != 0 { length += 1 }
        return length
    }

    /// The name behind its prefix, and its length.
    static func local(_ name: UnsafePointer<CChar>) -> (UnsafePointer<UInt8>, Int) {
        let bytes = unsafe bytes(name)
        var start = 0
        var end = 0
        while case let byte = unsafe bytes[end], byte != 0 {
            end += 1
            if byte == UInt8(ascii: ":") { start = end }
        }
        return unsafe (bytes + start, end - start)
    }
}

extension Span<UInt8> {
    /// Whether the bytes are those of the word.
    @inline(__always)
    func spells(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        let start = unsafe word.utf8Start
        for index in indices {
            guard unsafe self[index] == start[index] else { return false }
        }
        return true
    }

    /// Whether the bytes mean yes, as `1` and `true` do.
    var isTrue: Bool { spells("1") || spells("true") }

    var array: [UInt8] {
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }

    var string: String { String(decoding: array, as: UTF8.self) }

    /// The whole number that the digits spell, up to a thousand million; nil for anything else.
    var wholeNumber: Int? {
        guard (1...9).contains(count) else { return nil }
        var number = 0
        for index in indices {
            guard (48...57).contains(self[index]) else { return nil }
            number = number * 10 + Int(self[index] - 48)
        }
        return number
    }
}

extension [UInt8] {
    mutating func append(_ piece: Span<UInt8>) {
        unsafe piece.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
