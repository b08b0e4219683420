import Foundation
import LedgerCore
import LedgerImport
import Testing

/// A folder of files that is gone when the test is over.
final class TemporaryFolder {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        path = NSTemporaryDirectory() + "/ledger-import-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(Array(text.utf8), to: name) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }
}

/// A small book that is in order; tests change one thing in it.
enum SmallBook {
    static let funds = """
        partnership,fund,name,year,funder,basis,spend_from,spend_by,criteria
        Charnwood,PLF,Locality Fund,2018-19,PCC,confirmed,2018-04-01,2019-03-31,

        """
    static let projects = """
        partnership,fund,year,project,description,priority,lead,partner,location,criterion
        Charnwood,PLF,2018-19,PLF-01,Mediation,P3,,,,
        Charnwood,PLF,2018-19,PLF-02,Street Pastors,P2,,,,

        """
    static let header =
        "date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry,against\n"
    static let entries =
        header + """
            2018-04-01,award,Charnwood,PLF,2018-19,,,"£5,000",,,,A1,
            2018-04-02,allocation,Charnwood,PLF,2018-19,,PLF-01,3000,,,,A2,
            2018-05-01,spend,Charnwood,PLF,2018-19,PLF-01,,120.50,INV-1,Café,,A3,

            """

    static func files(_ changes: [String: String?] = [:]) -> [String: String] {
        var files = ["funds.csv": funds, "projects.csv": projects, "entries.csv": entries]
        for (name, text) in changes { files[name] = text }
        return files
    }

    static func reading(_ changes: [String: String?] = [:]) throws -> BookReading {
        let folder = try TemporaryFolder(files(changes))
        return try BookReader.read(folder: folder.path)
    }

    /// What the reader says against the book with one row put under the entries.
    static func problems(addingEntry row: String) throws -> [String] {
        try problems(["entries.csv": entries + row + "\n"])
    }

    static func problems(_ changes: [String: String?]) throws -> [String] {
        let folder = try TemporaryFolder(files(changes))
        do throws(BookProblems) {
            _ = try BookReader.read(folder: folder.path)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }
}

/// The sample book in the project's own folder.
enum Charnwood {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Ledgers/charnwood-2018-19").path
}
