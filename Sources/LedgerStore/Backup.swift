private import Foundation
internal import GRDB
public import LedgerCore

/// Copies of a ledger, each with its head beside it.
public enum Backup {
    /// Where the head of a backup is kept: beside it, under its name with `.head`.
    public static func headPath(of backup: String) -> String { backup + ".head" }

    /// Copies a live ledger as one moment's state, checks the copy, and writes its head beside it.
    ///
    /// Throws `ledgerExists` where the backup's name is taken, `damaged` where the copy does not
    /// prove itself; then nothing is left behind.
    public static func make(of ledger: Ledger, at path: String) throws(LedgerError) -> LedgerHead {
        try translating(path) {
            for name in [path, headPath(of: path)]
            where FileManager.default.fileExists(atPath: name) {
                throw LedgerError.ledgerExists(path: name)
            }
            let head = try copy(ledger, to: path, evidence: EvidenceFolder(ofLedger: path))
            try write("\(head.entry) \(head.hash)\n", to: headPath(of: path))
            return head
        }
    }

    /// Puts a backup in a ledger's place after checking it against its head, and the copy again.
    ///
    /// A ledger that stands there is only replaced when `replacing`, and is kept beside it.
    public static func restore(
        _ backup: String, to path: String, replacing: Bool
    ) throws(LedgerError) -> (head: LedgerHead, kept: String?) {
        try translating(backup) {
            guard FileManager.default.fileExists(atPath: backup) else {
                throw LedgerError.noBackup(path: backup)
            }
            let kept = try readHead(headPath(of: backup))
            let source = try Ledger.openForReading(backup)
            try check(source.verify(kept: kept), backup, kept: kept)
            let exists = FileManager.default.fileExists(atPath: path)
            guard replacing || !exists else { throw LedgerError.ledgerInPlace(path: path) }
            let staged = path + ".restoring"
            try removeIfThere(staged)
            let files = EvidenceFolder(ofLedger: path)
            let head = try copy(source, to: staged, evidence: files)
            var aside: String?
            if exists {
                let name = freeName(path + ".before-restore")
                // What stands there may rest on documents of its own.
                try EvidenceFolder(ofLedger: name).link(all: files)
                try replace(path, with: staged, keeping: name)
                aside = name
            } else {
                try move(staged, to: path)
            }
            return (head, aside)
        }
    }

    /// Keeps a ledger under another name and puts the staged one in its place in one step.
    private static func replace(_ path: String, with staged: String, keeping name: String) throws {
        do {
            try LedgerFile.alone(path) { _ in
                guard link(path, name) == 0 else {
                    throw LedgerError.failed(path: name, detail: String(cString: strerror(errno)))
                }
                try move(staged, to: path)
            }
        } catch LedgerError.busy(let path) {
            throw LedgerError.busy(path: path)
        } catch  where FileManager.default.fileExists(atPath: staged) {
            // What stands there is no ledger that can be opened: it is only moved aside, log and all.
            try removeIfThere(name)
            for suffix in ["-wal", "-shm", ""]
            where FileManager.default.fileExists(atPath: path + suffix) {
                try move(path + suffix, to: name + suffix)
            }
            try move(staged, to: path)
        }
    }

    /// Reads a head file, or throws `headDiffers` where it is missing or unreadable.
    public static func readHead(_ path: String) throws(LedgerError) -> LedgerHead {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .noHead(path: path)
        }
        do {
            return try LedgerHead(parsing: text)
        } catch {
            throw .refused(error)
        }
    }

    /// Copies the ledger, and into the folder the documents that its entries rest on.
    private static func copy(
        _ ledger: Ledger, to path: String, evidence: EvidenceFolder
    ) throws -> LedgerHead {
        let hadDocuments = evidence.exists
        let partial = path + ".partial"
        try removeIfThere(partial)
        do {
            let queue = try DatabaseQueue(path: partial)
            try ledger.copy(to: queue)
            try queue.close()
            let copied = try Ledger.openForReading(partial)
            try evidence.take((try? copied.documents()) ?? [], from: ledger.evidenceFolder)
            let verification = try copied.verify(evidence: evidence)
            try copied.close()
            try check(verification, path, kept: nil)
            for suffix in ["-wal", "-shm"] { try removeIfThere(partial + suffix) }
            try sync(partial)
            try move(partial, to: path)
            return verification.head
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { try? removeIfThere(partial + suffix) }
            if !hadDocuments { evidence.remove() }
            throw error
        }
    }

    private static func check(
        _ verification: Verification, _ path: String, kept: LedgerHead?
    ) throws {
        if let finding = verification.findings.first {
            throw LedgerError.damaged(path: path, detail: finding.message)
        }
        if let kept, kept != verification.head {
            throw LedgerError.headDiffers(
                path: path, "its head is \(verification.head.short), not \(kept.short)")
        }
    }

    private static func write(_ text: String, to path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try sync(path)
    }

    /// Waits until the file's bytes, and then its name in its folder, are on the disk.
    private static func sync(_ path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        for name in [path, folder.isEmpty ? "." : folder] {
            let descriptor = open(name, O_RDONLY)
            guard descriptor >= 0 else { continue }
            defer { _ = Foundation.close(descriptor) }
            guard fsync(descriptor) == 0 else {
                throw LedgerError.failed(path: path, detail: String(cString: strerror(errno)))
            }
        }
    }

    private static func move(_ path: String, to other: String) throws {
        guard rename(path, other) == 0 else {
            throw LedgerError.failed(path: other, detail: String(cString: strerror(errno)))
        }
        try sync(other)
    }

    private static func removeIfThere(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    private static func freeName(_ wanted: String) -> String {
        var name = wanted
        var count = 2
        while FileManager.default.fileExists(atPath: name) {
            name = "\(wanted)-\(count)"
            count += 1
        }
        return name
    }
}
