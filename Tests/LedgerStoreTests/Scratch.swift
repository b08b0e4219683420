import Foundation
import GRDB

/// A folder of its own for a test, gone when the test is over.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "ledger-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Where the ledger of the test is.
    var path: String { folder + "/ledger.sqlite" }

    func path(_ name: String) -> String { folder + "/" + name }

    /// Every name in the folder, hidden ones too.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }

    func bytes(of name: String = "ledger.sqlite") throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    func allow(_ permissions: Int, _ name: String? = nil) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: permissions], ofItemAtPath: name.map(path) ?? folder)
    }

    /// Runs SQL on a file as any other program could, past every type of ours.
    ///
    /// Answers every value of every row, as text.
    @discardableResult
    func tamper(
        _ sql: String, in name: String = "ledger.sqlite", foreignKeys: Bool = true
    ) throws -> [String] {
        let queue = try open(name, foreignKeys: foreignKeys)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { db in
            var answers: [String] = []
            let statements = try db.allStatements(sql: sql)
            while let statement = try statements.next() {
                for row in try Row.fetchAll(statement) {
                    answers += row.map { $0.1.description }
                }
            }
            return answers
        }
    }

    /// The first column of what a query answers.
    func texts(_ sql: String) throws -> [String] {
        let queue = try open("ledger.sqlite", foreignKeys: true)
        defer { try? queue.close() }
        return try queue.read { try String.fetchAll($0, sql: sql) }
    }

    private func open(_ name: String, foreignKeys: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = foreignKeys
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path(name), configuration: configuration)
    }
}
