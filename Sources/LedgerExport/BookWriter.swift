import Foundation
public import LedgerCore

/// Writes a ledger's content as a book: plain tables in a folder, which `BookReader` reads back.
public enum BookWriter {
    /// Writes the book beside the folder and moves it into place when it is whole.
    ///
    /// An existing book is replaced, and other files in it are kept; any other folder is refused.
    public static func write(
        _ registrations: [Registration], entries: some Sequence<Entry>, to folder: String
    ) throws(BookWriterError) {
        try write(registrations, to: folder) { add throws(BookWriterError) in
            for entry in entries { try add(entry) }
        }
    }

    /// The same with entries handed over one by one, as a store reads them.
    ///
    /// What the closure throws of its own is to be kept by the caller.
    public static func write(
        _ registrations: [Registration], to folder: String,
        entries: ((Entry) throws(BookWriterError) -> Void) throws(BookWriterError) -> Void
    ) throws(BookWriterError) {
        try checkNames(of: registrations)
        let place = try BookPlace(folder)
        do throws(BookWriterError) {
            let rows = BookRows(registrations)
            for (file, text) in rows.files { try place.write(text.bytes, to: file) }
            for printed in rows.printed {
                try place.write(Array(printed.content.utf8), to: "statements/\(printed.name)")
            }
            for (file, content) in rows.finance {
                try place.write(Array(content.utf8), to: "finance/\(file)")
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

    /// A name with a slash would leave the folder; two contents under one name would lose one.
    private static func checkNames(
        of registrations: [Registration]
    ) throws(BookWriterError) {
        var contents: [String: String] = [:]
        for registration in registrations {
            guard case .printed(let printed) = registration.subject else { continue }
            let name = Array(printed.name.utf8)
            guard !name.isEmpty, name.first != UInt8(ascii: "."), !name.contains(0),
                !name.contains(UInt8(ascii: "/")), !name.contains(UInt8(ascii: "\\"))
            else { throw .unsafeName(printed.name) }
            if let other = contents[printed.name], !other.utf8.elementsEqual(printed.content.utf8) {
                throw .nameTaken(printed.name)
            }
            contents[printed.name] = printed.content
        }
    }
}

/// Why a book could not be written; nothing is changed then.
public enum BookWriterError: Error, Equatable, Sendable {
    case notABook(String)
    case notAFolder(String)
    case unsafeName(String)
    case nameTaken(String)
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
        case .unsafeName(let name):
            "The printed table “\(name)” cannot be a file of that name, so nothing was written."
        case .nameTaken(let name):
            "Two printed tables are named “\(name)” and differ, and a book holds one file of a name. Nothing was written; keep a `locality backup` instead."
        case .notWritten(let file, let reason):
            "\(file) could not be written: \(reason). Nothing was changed."
        case .interrupted(let reason):
            "The entries could not be read to their end: \(reason) Nothing was changed."
        }
    }
}
