private import Glibc

/// How a file's characters are written as bytes.
public enum TextEncoding: Sendable, Hashable, CaseIterable {
    case utf8
    case utf8WithMark
    case utf16LittleEndian
    case utf16BigEndian
    case windows1252

    /// The name people look for when they save a file.
    public var name: String {
        switch self {
        case .utf8, .utf8WithMark: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .windows1252: "Windows-1252"
        }
    }

    /// The file's text as UTF-8 bytes without a byte order mark, and how it was written.
    ///
    /// Bytes that are no text in any of the encodings, such as a workbook's, are refused.
    static func decode(
        _ file: [UInt8]
    ) throws(CSVError) -> (bytes: [UInt8], encoding: TextEncoding) {
        let decoded: [UInt8]
        let encoding: TextEncoding
        if file.starts(with: [0xFF, 0xFE]) {
            (decoded, encoding) = (try utf16(file[2...], lowFirst: true), .utf16LittleEndian)
        } else if file.starts(with: [0xFE, 0xFF]) {
            (decoded, encoding) = (try utf16(file[2...], lowFirst: false), .utf16BigEndian)
        } else if file.starts(with: [0xEF, 0xBB, 0xBF]) {
            (decoded, encoding) = (Array(file[3...]), .utf8WithMark)
            guard isUTF8(decoded) else { throw .notText(line: 1) }
        } else if isUnmarkedUTF16(file, lowFirst: true) {
            (decoded, encoding) = (try utf16(file[...], lowFirst: true), .utf16LittleEndian)
        } else if isUnmarkedUTF16(file, lowFirst: false) {
            (decoded, encoding) = (try utf16(file[...], lowFirst: false), .utf16BigEndian)
        } else if isUTF8(file) {
            (decoded, encoding) = (file, .utf8)
        } else {
            (decoded, encoding) = (try latin(file), .windows1252)
        }
        if hasNought(decoded), let index = decoded.firstIndex(of: 0) {
            throw .notText(line: line(of: index, decoded))
        }
        return (decoded, encoding)
    }

    /// Whether a byte is nought; asked of the C library, which looks at many bytes at a time.
    private static func hasNought(_ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe memchr(start, 0, bytes.count) != nil
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// Whether a file without a byte order mark starts as text in UTF-16: nearly every second byte
    /// is nought, and the others are those of text.
    private static func isUnmarkedUTF16(_ file: [UInt8], lowFirst: Bool) -> Bool {
        let pairs = min(file.count / 2, 1_000)
        guard pairs > 1 else { return false }
        let low = lowFirst ? 0 : 1
        var noughts = 0
        for pair in 0..<pairs {
            let (byte, high) = (file[2 * pair + low], file[2 * pair + 1 - low])
            guard byte >= 0x20 || (0x09...0x0D).contains(byte) || high != 0 else { return false }
            if high == 0 { noughts += 1 }
        }
        return noughts * 4 >= pairs * 3
    }

    private static func utf16(
        _ file: ArraySlice<UInt8>, lowFirst: Bool
    ) throws(CSVError) -> [UInt8] {
        guard file.count.isMultiple(of: 2) else { throw .notText(line: 1) }
        func unit(_ index: Int) -> UInt32 {
            let (first, second) = (UInt32(file[index]), UInt32(file[index + 1]))
            return lowFirst ? second << 8 | first : first << 8 | second
        }
        var text: [UInt8] = []
        text.reserveCapacity(file.count)
        var index = file.startIndex
        while index < file.endIndex {
            var scalar = unit(index)
            index += 2
            if scalar & 0xFC00 == 0xD800, index < file.endIndex, unit(index) & 0xFC00 == 0xDC00 {
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(index) & 0x3FF
                index += 2
            }
            guard scalar & 0xFFFF_F800 != 0xD800 else { throw .notText(line: 1) }
            append(scalar, to: &text)
        }
        return text
    }

    /// Adds a character as UTF-8, without a detour over a string of the whole file.
    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        func rest(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
        switch scalar {
        case 0..<0x80: text.append(UInt8(scalar))
        case 0x80..<0x800: text += [UInt8(0xC0 | scalar >> 6), rest(0)]
        case 0x800..<0x10000: text += [UInt8(0xE0 | scalar >> 12), rest(6), rest(0)]
        default: text += [UInt8(0xF0 | scalar >> 18), rest(12), rest(6), rest(0)]
        }
    }

    /// What Windows-1252 has at 0x80 to 0x9F; nought where it has nothing.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    private static func latin(_ file: [UInt8]) throws(CSVError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(file.count + 2 * file.count { $0 >= 0x80 })
        for (index, byte) in file.enumerated() {
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let unit = byte < 0xA0 ? upperControls[Int(byte) - 0x80] : UInt16(byte)
            guard unit != 0 else { throw .notText(line: line(of: index, file)) }
            append(UInt32(unit), to: &text)
        }
        return text
    }

    private static func line(of index: Int, _ bytes: [UInt8]) -> Int {
        1 + bytes[..<index].count { $0 == UInt8(ascii: "\n") }
    }
}
