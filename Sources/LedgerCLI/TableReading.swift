internal import LedgerImport

extension TableFile {
    /// Reads the file, and shows how far it has come where that takes longer than a second.
    static func read(_ path: String) throws -> TableFile {
        let progress = Progress("Reading MB", after: .seconds(1))
        defer { progress.finish() }
        return try TableFile(path: path) { done, total in
            progress.tell(done / 1_000_000, of: total / 1_000_000)
        }
    }
}
