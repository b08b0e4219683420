internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// A file that was imported before under the name of another source, which makes its rows new ones.
struct SameFile {
    let words: String

    /// Nil where none of the entries that rows look like was made of the file.
    init?(_ rows: [SpendImport.Row], of list: PaymentList, mark: String, sources: [String]) {
        let alike = rows.enumerated().compactMap { place, row -> (place: Int, entry: Entry)? in
            guard case .similar(let entry, _) = row.outcome,
                entry.transfer.note.isMarked(mark)
            else { return nil }
            return (place, entry)
        }
        let numbers = alike.map(\.entry.number)
        guard let first = numbers.min(), let last = numbers.max() else { return nil }
        let occurrences = list.occurrences
        let source = alike.prefix(10).lazy.compactMap { place, entry in
            sources.first { source in
                let name = list.payments[place].canonicalBytes(
                    source: source, occurrence: occurrences[place])
                return EntryID(digest: sha256(name).bytes) == entry.id
            }
        }.first
        let range = first == last ? "entry \(first)" : "entries \(first) to \(last)"
        words =
            "\(list.file) is the very file that was imported before"
            + (source.map {
                " as source “\($0)” (\(range)). Name that source with --source \"\($0)\", and its rows are known."
            } ?? " (\(range)). Name the source it was imported as, and its rows are known.")
    }
}

extension String {
    /// Whether a note names a file by the mark.
    func isMarked(_ mark: String) -> Bool {
        let (note, mark) = (Array(utf8), Array(mark.utf8))
        guard note.count >= mark.count else { return false }
        return (0...(note.count - mark.count)).contains { note[$0...].starts(with: mark) }
    }
}
