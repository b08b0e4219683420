internal import LedgerCore
internal import LedgerStore

/// Why a comparison was not made, or not recorded.
enum CompareError: Error, Equatable {
    case namedForFund(String, String, FundYear)
    case namedForDay(String, CalendarDay, CalendarDay)
    case malformedMatch(String)
    case recordedLater([Int: Entry], CalendarDay)
    case refused([BatchRefusal])
}

extension CompareError: CustomStringConvertible {
    var description: String {
        switch self {
        case .namedForFund(let name, let named, let fund):
            "\(name) is named for \(named), but \(fund) was asked for. Check --fund and --year, or the file."
        case .namedForDay(let name, let named, let day):
            "\(name) is named for \(named), but --as-at is \(day). Give the table's own day, or another file."
        case .malformedMatch(let text):
            "“\(text)” does not say what a line is. Write its number and a project, such as 14=PLF-02, or 14=new."
        case .recordedLater(let later, let day):
            CompareError.words(later, after: day)
        case .refused(let refusals):
            CompareError.lines(refusals).joined(separator: "\n")
        }
    }

    /// How to tell whether entries of later days are the same money, and what to do either way.
    private static func words(_ later: [Int: Entry], after day: CalendarDay) -> String {
        let entries = later.values.sorted { $0.number < $1.number }
        let isOne = entries.count == 1
        let numbers = entries.map { "\($0.number)" }.joined(separator: ", ")
        let days = Set(entries.map { "\($0.transfer.day)" }).sorted()
        return
            "\(isOne ? "Entry" : "Entries") \(numbers) of \(days.joined(separator: " and ")) may be the same money, which is why nothing was recorded for \(day). Give the table's own day with --as-at; if \(isOne ? "the entry has" : "the entries have") the wrong day, reverse \(isOne ? "it" : "them") first; if it is other money, add --record-again."
    }

    /// What the ledger refuses, a line for each reason, and what to do about it once.
    static func lines(_ refusals: [BatchRefusal]) -> [String] {
        guard refusals.count > 1 else {
            return refusals.map {
                "The ledger refuses one of the entries and nothing was recorded. Number \($0.index + 1): \($0.refusal)"
            }
        }
        var reasons: [(words: String, advice: String, numbers: [Int])] = []
        for refusal in refusals {
            let (words, advice) = parted("\(refusal.refusal)")
            if let place = reasons.firstIndex(where: { $0.words == words && $0.advice == advice }) {
                reasons[place].numbers.append(refusal.index + 1)
            } else {
                reasons.append((words, advice, [refusal.index + 1]))
            }
        }
        let told = reasons.map { reason in
            let numbers = reason.numbers.map(String.init).joined(separator: ", ")
            return "\(reason.numbers.count == 1 ? "Number" : "Numbers") \(numbers): \(reason.words)"
        }
        var advice: [String] = []
        for reason in reasons where !reason.advice.isEmpty && !advice.contains(reason.advice) {
            advice.append(reason.advice)
        }
        return ["The ledger refuses \(refusals.count) of the entries and nothing was recorded."]
            + told + advice
    }

    /// What is wrong, and what to do about it: what comes after the first full stop.
    private static func parted(_ text: String) -> (words: String, advice: String) {
        let bytes = Array(text.utf8)
        let stop = UInt8(ascii: ".")
        guard
            let end = bytes.indices.dropLast().first(where: {
                bytes[$0] == stop && bytes[$0 + 1] == 0x20
            })
        else { return (text, "") }
        return (
            String(decoding: bytes[...end], as: UTF8.self),
            String(decoding: bytes[(end + 2)...], as: UTF8.self)
        )
    }
}
