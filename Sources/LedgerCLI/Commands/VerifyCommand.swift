internal import ArgumentParser
private import Foundation
internal import LedgerCore
internal import LedgerStore

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that no entry was changed, added or taken away unseen.",
        discussion: """
            Recomputes the chain of hashes and every roll-up from the entries. A head that was printed \
            on a statement, or kept beside a backup, shows as well that nothing was cut off the end.

            Examples:
              locality verify
              locality verify --head Ledgers/backup-2019-01-24.sqlite.head
            """)

    @Option(
        help: ArgumentHelp(
            "A head printed before (25:9f3c…), or a head file kept beside a backup.",
            valueName: "head"))
    var head: String?
    @OptionGroup var output: AnswerOptions
    @OptionGroup var options: WholeLedgerOptions

    private struct Answer: Encodable {
        struct Head: Encodable {
            let entry: Int
            let hash: String
        }

        struct Finding: Encodable {
            let rule: String
            let message: String
            let entry: Int?
        }

        let ok: Bool
        let entries: Int
        let head: Head
        let findings: [Finding]
    }

    func run() throws {
        try options.check("verify")
        let kept = try head.map { text in
            FileManager.default.fileExists(atPath: text)
                ? try Backup.readHead(text) : try LedgerHead(parsing: text)
        }
        let ledger = try options.openForReading()
        let result = try ledger.verify(kept: kept)
        if output.format == .json {
            try JSONText.print(
                Answer(
                    ok: result.findings.isEmpty, entries: result.entries,
                    head: Answer.Head(
                        entry: result.head.entry, hash: result.head.hash.description),
                    findings: result.findings.map {
                        Answer.Finding(
                            rule: $0.rule, message: $0.message, entry: $0.entries.first)
                    }))
        } else {
            Console.print(words(result, kept: kept))
        }
        if !result.findings.isEmpty { throw ExitCode(1) }
    }

    private func words(_ result: Verification, kept: LedgerHead?) -> String {
        guard result.findings.isEmpty else {
            let lines = result.findings.map { "\(Colour.red($0.rule))  \($0.message)" }
            return (lines + [plural(result.findings.count, "error") + "."]).joined(separator: "\n")
        }
        let entries = EntryWords.count(result.entries)
        return "\(Colour.green("The ledger proves itself:")) \(entries), every roll-up agrees"
            + (kept == nil ? "" : ", the kept head is in the chain")
            + ".\nLedger head \(result.head)"
    }
}
