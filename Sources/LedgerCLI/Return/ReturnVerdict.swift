internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// What came of holding a returned workbook against itself and the ledger.
struct ReturnVerdict {
    let facts: ReturnedFacts
    let own: WorkbookSelfCheck
    /// Nil where there was no ledger.
    let ledger: LedgerCheck?
    let taken: [ReturnNote]

    func print(_ format: AnswerFormat) throws {
        if format == .json { return try JSONText.print(json) }
        Console.print(lines.joined(separator: "\n"))
    }

    private var agrees: Bool { own.agrees && ledger?.agrees != false }

    private var lines: [String] {
        var lines = ["\(facts.title), \(facts.stage), entry \(facts.entry)."]
        if let ledger {
            let comparison = ledger.comparison
            lines += comparison.changes.map { "Altered: \($0)" }
            lines += comparison.typed.map {
                "Typed: \($0.sheet) \($0.place): “\($0.now?.plain ?? "")”"
                    + ($0.was.map { ", was “\($0.plain)”" } ?? "")
            }
            if comparison.withoutResult > 0 {
                lines.append(
                    "\(plural(comparison.withoutResult, "formula")) came back without a result; the "
                        + "formulas themselves are as they were sent.")
            }
            if ledger.isReproduced == false {
                lines.append("The ledger no longer gives the figures of the file it issued.")
            }
            for note in taken {
                let fields = ReturnNote.Field.allCases.filter { note.words[$0] != nil }
                lines.append(
                    "Taken in for \(note.project.map(\.text) ?? "the fund"): "
                        + "\(fields.map(\.rawValue).joined(separator: ", ")).")
            }
        }
        lines += own.wrong.map { "Does not add up: \($0)" }
        if own.printed != own.fingerprint.description {
            lines.append("The file's fingerprint does not fit what it says.")
        }
        if agrees {
            lines.append(
                ledger == nil
                    ? "The file agrees with itself: \(plural(own.right, "formula")) come to what their cells "
                        + "say, and its fingerprint fits all of it."
                    : "Every figure is the ledger's at entry \(facts.entry).")
        } else if let ledger, !ledger.comparison.isUnaltered {
            lines.append("\(plural(ledger.comparison.changes.count, "cell")) altered.")
        }
        return lines
    }

    private struct Change: Encodable {
        let sheet: String
        let cell: String?
        let was: String?
        let now: String?
        let message: String
    }

    private struct Typed: Encodable {
        let sheet: String
        let cell: String
        let was: String?
        let now: String?
    }

    private struct Answer: Encodable {
        let partnership: String
        let fund: String
        let year: String
        let period: String
        let version: Int
        let stage: String
        let entry: Int
        let head: String
        let agrees: Bool
        let fingerprint: Bool
        let wrong: [String]
        let reproduced: Bool?
        let changes: [Change]
        let typed: [Typed]
        let takenIn: [String]
    }

    private var json: Answer {
        Answer(
            partnership: facts.fund.partnership, fund: facts.fund.code.text,
            year: "\(facts.fund.year)", period: "\(facts.period)", version: facts.version,
            stage: facts.stage, entry: facts.entry, head: facts.head, agrees: agrees,
            fingerprint: own.printed == own.fingerprint.description,
            wrong: own.wrong.map { "\($0)" }, reproduced: ledger?.isReproduced,
            changes: (ledger?.comparison.changes ?? []).map {
                Change(
                    sheet: $0.sheet, cell: $0.place.map { "\($0)" }, was: $0.was, now: $0.now,
                    message: "\($0)")
            },
            typed: (ledger?.comparison.typed ?? []).map {
                Typed(
                    sheet: $0.sheet, cell: "\($0.place)", was: $0.was?.plain,
                    now: $0.now?.plain)
            },
            takenIn: taken.map { $0.project?.text ?? "" })
    }
}
