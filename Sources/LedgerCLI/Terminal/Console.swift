private import Foundation

/// Standard output and standard error, written whole: what is acknowledged leaves in one write.
enum Console {
    /// Whether output goes to a person's terminal that wants colour (`NO_COLOR` unset).
    static let hasColour =
        isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil
        && environment("TERM") != "dumb"

    /// The columns of the terminal; nil when output goes to a file or another program.
    static var width: Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// A variable of the environment; nil when it is unset or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    static func print(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// Text that ends its own lines.
    static func printRaw(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// A sentence for the officer; what it quotes cannot steer the terminal.
    static func warn(_ text: String) {
        let plain = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            return isControl && scalar != "\n" ? "\u{FFFD}" : scalar
        }
        write(String(String.UnicodeScalarView(plain)) + "\n", to: STDERR_FILENO)
    }

    static func warnRaw(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if written < 0 {
                    if errno == EINTR { continue }
                    // Nobody is left to read, or the disk the output goes to is full.
                    if descriptor == STDOUT_FILENO, errno != EPIPE {
                        warn(
                            "The output could not be written: \(String(cString: strerror(errno))).")
                    }
                    exit(1)
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
    }
}

/// How far a long work has come, on the last line of a terminal; nothing at all in a pipe.
final class Progress {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let what: String
    private var shown = false
    private let start = ContinuousClock.now
    private let delay: Duration

    /// What is over before the delay is not shown at all.
    init(_ what: String, after delay: Duration = .zero) {
        self.what = what
        self.delay = delay
    }

    func tell(_ done: Int, of total: Int? = nil) {
        guard isShown, shown || start.duration(to: .now) >= delay else { return }
        shown = true
        let share = total.map { $0 == 0 ? "" : " of \($0) (\(done * 100 / $0)%)" } ?? ""
        Console.warnRaw("\r\(what) \(done)\(share)…")
    }

    func finish() {
        guard shown else { return }
        Console.warnRaw("\r\u{1B}[K")
    }
}

/// Colours for a terminal; plain text elsewhere.
enum Colour: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"

    func callAsFunction(_ text: String) -> String {
        Console.hasColour ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
