import LedgerCore
import LedgerStore
import TestSupport

extension Ledger {
    /// The book an export writes; a printed table is read again from its own file.
    func asBook() throws -> Book {
        Book(
            registrations: try registrations().map { registration in
                guard case .printed = registration.subject else { return registration }
                return Registration(
                    .printed(try Build.printed()), number: registration.number,
                    afterEntry: registration.afterEntry, recorded: registration.recorded,
                    recorder: registration.recorder)
            },
            entries: try entries().map { entry in
                BookEntry(
                    transfer: try entry.transfer.named(entry.id), recorded: entry.recorded,
                    recorder: entry.recorder, line: entry.number + 1)
            })
    }

    /// Another ledger that the book was loaded into.
    func reloaded() throws -> Ledger {
        let copy = try Ledger.inMemory()
        _ = try copy.load(asBook(), by: "Someone else")
        return copy
    }
}
