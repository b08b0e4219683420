/// An instant in milliseconds since 1 January 1970, UTC; when an entry was recorded.
public struct Moment: Hashable, Sendable, Comparable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads `2019-01-24T09:30:00Z`, with or without seconds, thousandths and `Z`; always UTC.
    ///
    /// A day alone stands for its last millisecond, so that "as known on the 24th" holds the day.
    public init(parsing text: String) throws(MomentError) {
        let bytes = trimmed(text.utf8)
        let halves = bytes.split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
        guard let dayBytes = halves.first, halves.count <= 2,
            let day = try? CalendarDay(parsing: String(decoding: dayBytes, as: UTF8.self))
        else { throw .unreadable(text) }
        let midnight = Int64(day.number) * 86_400_000
        guard halves.count == 2 else {
            self.init(milliseconds: midnight + 86_399_999)
            return
        }
        var clock = halves[1]
        if clock.last == UInt8(ascii: "Z") { clock.removeLast() }
        let fields = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count), fields[0].count == 2, fields[1].count == 2,
            let hour = wholeNumber(fields[0]), hour < 24, let minute = wholeNumber(fields[1]),
            minute < 60
        else { throw .unreadable(text) }
        let seconds = try Moment.milliseconds(fields.count == 3 ? fields[2] : [48, 48], in: text)
        self.init(milliseconds: midnight + Int64(hour * 3_600_000 + minute * 60_000 + seconds))
    }

    private static func milliseconds(
        _ field: ArraySlice<UInt8>, in text: String
    ) throws(MomentError) -> Int {
        let parts = field.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.count == 2, let seconds = wholeNumber(whole),
            seconds < 60, parts.count <= 2
        else { throw .unreadable(text) }
        guard parts.count == 2 else { return seconds * 1_000 }
        guard parts[1].count == 3, let thousandths = wholeNumber(parts[1]) else {
            throw .unreadable(text)
        }
        return seconds * 1_000 + thousandths
    }

    /// The day of the instant, UTC.
    public var day: CalendarDay {
        CalendarDay(number: Int((milliseconds - modulo) / 86_400_000))
    }

    private var modulo: Int64 {
        let rest = milliseconds % 86_400_000
        return rest < 0 ? rest + 86_400_000 : rest
    }

    public static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Moment: CustomStringConvertible {
    /// `2019-01-24T09:30:00Z`, with thousandths only where there are any.
    public var description: String {
        let rest = Int(modulo)
        let thousandths = rest % 1_000
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(day)T\(clock)\(thousandths == 0 ? "" : ".\(padded(thousandths, 3))")Z"
    }
}

/// Why a text is not an instant.
public enum MomentError: Error, Equatable, Sendable {
    case unreadable(String)
}

extension MomentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let text):
            "“\(text)” is neither a day (2019-01-24) nor a moment (2019-01-24T09:30:00Z, UTC)."
        }
    }
}
