import Foundation
public import LedgerCore

/// Writes a ledger's content as a book: plain tables in a folder, which `BookReader` reads back.
public enum BookWriter {
    /// Writes the book beside the folder and moves it into place when it is whole.
    ///
    /// An existing book is replaced, and other files in it are kept; any other folder is refused.
    public static func write(
        _ registrations: [Registration], entries: some Sequence<Entry>,
        documents: [BookDocument] = [], to folder: String
    ) throws(BookWriterError) {
        try write(registrations, documents: documents, to: folder) { add throws(BookWriterError) in
            for entry in entries { try add(entry) }
        }
    }

    /// The same with entries handed over one by one, as a store reads them.
    ///
    /// What the closure throws of its own is to be kept by the caller.
    public static func write(
        _ registrations: [Registration], documents: [BookDocument] = [], to folder: String,
        entries: ((Entry) throws(BookWriterError) -> Void) throws(BookWriterError) -> Void
    ) throws(BookWriterError) {
        let place = try BookPlace(folder)
        do throws(BookWriterError) {
            let rows = BookRows(registrations)
            for (file, text) in rows.files { try place.write(text.bytes, to: file) }
            for (folder, names) in [("statements", rows.printed), ("finance", rows.finance)] {
                for (name, content) in names.files {
                    try place.write(content, to: "\(folder)/\(name)")
                }
            }
            for document in documents {
                try place.write(document.bytes(), to: "evidence/\(document.hash)")
            }
            let file = try place.open("entries.csv")
            var text = CSVText(reserving: 1 << 20)
            text.addRow(BookRows.entryColumns)
            try entries { entry throws(BookWriterError) in
                text.add(entry)
                guard text.bytes.count >= 1_000_000 else { return }
                try file.append(text.bytes)
                text.removeAll()
            }
            try file.append(text.bytes)
            try file.close()
            try place.moveIntoPlace()
        } catch {
            place.discard()
            throw error
        }
    }
}

/// A document that a book's entries rest on, written under its SHA-256.
public struct BookDocument {
    public let hash: LedgerHash
    /// Reads it when its turn comes.
    public let bytes: () throws(BookWriterError) -> [UInt8]

    public init(hash: LedgerHash, bytes: @escaping () throws(BookWriterError) -> [UInt8]) {
        self.hash = hash
        self.bytes = bytes
    }
}

/// Why a book could not be written; nothing is changed then.
public enum BookWriterError: Error, Equatable, Sendable {
    case notABook(String)
    case notAFolder(String)
    case notWritten(String, reason: String)
    /// The entries could not be read; for the closure that hands them over.
    case interrupted(String)
}

extension BookWriterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notABook(let folder):
            "\(folder) holds files and no book, so nothing was written. Name a new folder."
        case .notAFolder(let folder):
            "\(folder) is a file, so nothing was written. Name a folder."
        case .notWritten(let file, let reason):
            "\(file) could not be written: \(reason). Nothing was changed."
        case .interrupted(let reason):
            "The entries could not be read to their end: \(reason) Nothing was changed."
        }
    }
}
