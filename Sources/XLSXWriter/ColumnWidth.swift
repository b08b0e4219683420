/// An estimate of the column width that shows a text whole.
///
/// It adds up the pixels that Calibri 11 takes for each letter, and an eighth more because
/// LibreOffice without Calibri draws a wider letter. It is not a measurement: a text of unusual
/// letters may still come out a little short, or leave a little space.
public enum ColumnWidth {
    /// The widest column that Excel has.
    public static let limit = 255.0

    /// The width for the longest line of the text, at least that of an empty column's padding.
    public static func fitting(
        _ text: String, bold: Bool = false, fontSize: Double = 11
    ) -> Double {
        var widest = 0
        var line = 0
        for scalar in text.unicodeScalars {
            if scalar == "\n" { line = 0 } else { line += pixels(of: scalar) }
            widest = max(widest, line)
        }
        let wider = Double(widest) * 1.125 * (bold ? 1.08 : 1) * fontSize / 11
        // A column of one digit's width is 7 pixels, with 5 more to keep off the lines.
        let width = (wider + 5) / 7
        return min(limit, (width * 10).rounded(.up) / 10)
    }

    private static func pixels(of scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case " ", "'": 3
        case "I", "i", "j", "l", ",", ".", ":", ";", "`": 4
        case "!", "(", ")", "-", "[", "]", "{", "}", "J", "f", "r", "t": 5
        case "\"", "/", "\\", "L", "c", "s", "z": 6
        case "0"..."9", "#", "$", "*", "+", "<", "=", ">", "?", "^", "_", "|", "~": 7
        case "E", "F", "S", "T", "Y", "a", "g", "k", "v", "x", "y", "\u{A3}": 7
        case "A", "D", "G", "H", "U", "V": 9
        case "&", "N", "O", "Q": 10
        case "%", "w": 11
        case "M", "m": 12
        case "@", "W", "\u{2014}": 13
        case "\u{300}"..."\u{36F}": 0
        case "\u{1100}"..."\u{11FF}", "\u{2E80}"..."\u{FFDC}", "\u{1F000}"...: 14
        default: 8
        }
    }
}
