import Foundation

/// The folder a book is written to, by way of a new folder beside it.
struct BookPlace {
    private let folder: String
    private let parent: String
    private let temporary: String
    private var files: FileManager { .default }

    /// Refuses a folder that holds files and no book.
    init(_ path: String) throws(BookWriterError) {
        let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
        folder = url.path
        parent = url.deletingLastPathComponent().path
        temporary = "\(parent)/.\(url.lastPathComponent).\(UUID().uuidString)"
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: folder, isDirectory: &isFolder) {
            guard isFolder.boolValue else { throw .notAFolder(path) }
            let isBook = ["funds.csv", "projects.csv", "entries.csv"].allSatisfy {
                files.fileExists(atPath: "\(folder)/\($0)")
            }
            let contents = try? files.contentsOfDirectory(atPath: folder)
            guard isBook || contents?.isEmpty == true else { throw .notABook(path) }
        }
        try attempt(temporary) { [files, temporary] in
            try files.createDirectory(
                atPath: temporary, withIntermediateDirectories: true)
        }
    }

    func open(_ name: String) throws(BookWriterError) -> BookFile {
        let path = "\(temporary)/\(name)"
        try attempt(name) {
            let above = URL(fileURLWithPath: path).deletingLastPathComponent()
            try files.createDirectory(at: above, withIntermediateDirectories: true)
        }
        guard files.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .notWritten(name, reason: "the file could not be made") }
        return BookFile(name: name, handle: handle)
    }

    func write(_ bytes: [UInt8], to name: String) throws(BookWriterError) {
        let file = try open(name)
        try file.append(bytes)
        try file.close()
    }

    /// Puts the new folder where the old one was; the old one comes back if that fails.
    func moveIntoPlace() throws(BookWriterError) {
        guard files.fileExists(atPath: folder) else {
            try attempt(folder) { try files.moveItem(atPath: temporary, toPath: folder) }
            return
        }
        try keepOtherFiles()
        let old = "\(temporary).old"
        try attempt(folder) { try files.moveItem(atPath: folder, toPath: old) }
        do throws(BookWriterError) {
            try attempt(folder) { try files.moveItem(atPath: temporary, toPath: folder) }
        } catch {
            try? files.moveItem(atPath: old, toPath: folder)
            throw error
        }
        try? files.removeItem(atPath: old)
    }

    /// Removes what was written beside the folder.
    func discard() {
        try? files.removeItem(atPath: temporary)
    }

    private static let ownFiles: Set<String> = [
        "funds.csv", "projects.csv", "entries.csv", "closings.csv", "waivers.csv",
        "statements.csv", "sources.csv", "extracts.csv", "matchings.csv",
        "records.csv",
    ]

    /// Copies what others put into the old folder, such as a note on where the figures come from.
    private func keepOtherFiles() throws(BookWriterError) {
        for name in try names(in: "") where !BookPlace.ownFiles.contains(name) {
            switch name {
            case "statements":
                try copy(names(in: "/statements").filter { !isTable($0) }, in: name)
            case "finance", "evidence":
                // A list that finance sent may lie here, under whatever name it came.
                try copy(
                    names(in: "/\(name)").filter {
                        !files.fileExists(atPath: "\(temporary)/\(name)/\($0)")
                    }, in: name)
            default: try copy(name)
            }
        }
    }

    private func copy(_ names: [String], in place: String) throws(BookWriterError) {
        for name in names {
            try attempt(name) {
                try files.createDirectory(
                    atPath: "\(temporary)/\(place)", withIntermediateDirectories: true)
            }
            try copy("\(place)/\(name)")
        }
    }

    private func isTable(_ name: String) -> Bool {
        name.utf8.suffix(4).map { $0 | 0x20 } == Array(".csv".utf8)
    }

    private func names(in path: String) throws(BookWriterError) -> [String] {
        guard let names = try? files.contentsOfDirectory(atPath: "\(folder)\(path)") else {
            throw .notWritten(folder, reason: "the old folder could not be read")
        }
        return names
    }

    private func copy(_ name: String) throws(BookWriterError) {
        try attempt(name) {
            try files.copyItem(atPath: "\(folder)/\(name)", toPath: "\(temporary)/\(name)")
        }
    }
}

/// A file of the book while it is written.
struct BookFile {
    let name: String
    fileprivate let handle: FileHandle

    func append(_ bytes: [UInt8]) throws(BookWriterError) {
        try attempt(name) { try handle.write(contentsOf: Data(bytes)) }
    }

    /// Closes it once the disk has it: a folder moved into place must not be found empty.
    func close() throws(BookWriterError) {
        try attempt(name) {
            try handle.synchronize()
            try handle.close()
        }
    }
}

/// Foundation's errors in our words.
private func attempt(_ name: String, _ body: () throws -> Void) throws(BookWriterError) {
    do {
        try body()
    } catch {
        throw .notWritten(name, reason: error.localizedDescription)
    }
}
