internal import ArgumentParser
private import Foundation
internal import LedgerStore

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new, empty ledger.",
        discussion: """
            Example:
              locality init --ledger Ledgers/locality.sqlite

            Then add a fund with `locality fund add` and its projects with `locality project add`.
            """)

    @OptionGroup var options: WholeLedgerOptions

    func run() throws {
        try options.check("init")
        try makeFolder(of: options.path)
        let ledger = try Ledger.create(at: options.path)
        try ledger.close()
        Console.print("\(options.path) made. Add a fund with `locality fund add`.")
    }
}

/// Makes the folder that a new ledger is to stand in, where it is missing.
func makeFolder(of path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
    do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
        throw LedgerError.readOnly(path: path)
    }
}
