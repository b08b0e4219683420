private import Foundation
public import LedgerCore

/// A document as it was read, before it is kept.
public struct Document: Sendable {
    /// What it is called, without its folder.
    public let name: String
    public let bytes: [UInt8]
    public let hash: LedgerHash

    /// Reads a document whole; throws `EvidenceRefusal` for what is none.
    public init(reading path: String) throws(LedgerError) {
        name = (path as NSString).lastPathComponent
        bytes = try translating(path) { try EvidenceFolder.read(path) }
        hash = sha256(bytes)
    }
}

/// The documents beside a ledger: a folder of files, each named by the SHA-256 of its bytes.
public struct EvidenceFolder: Sendable {
    public let path: String

    /// The folder of the ledger at a path: beside it, under its name with `.files`.
    public init(ofLedger ledger: String) {
        path = URL(fileURLWithPath: ledger).resolvingSymlinksInPath().path + ".files"
    }

    public var exists: Bool { FileManager.default.fileExists(atPath: path) }

    private func file(_ hash: LedgerHash) -> String { "\(path)/\(hash)" }

    /// Keeps a document; when it returns, its bytes and its name are on the disk.
    ///
    /// The same bytes are kept once. A file that no longer has its own bytes is replaced.
    public func keep(_ document: Document) throws(LedgerError) {
        try translating(path) {
            try makeFolder()
            if (try? bytes(of: document.hash)) == nil {
                try write(document.bytes, to: file(document.hash))
            }
            try sync(path)
        }
    }

    /// The bytes of a document, as they were attached; nil where the file is not there.
    ///
    /// Throws `LedgerError.damaged` where they are not.
    public func bytes(of hash: LedgerHash) throws(LedgerError) -> [UInt8]? {
        let path = file(hash)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try translating(path) { try EvidenceFolder.read(path) }
        guard sha256(bytes) == hash else {
            throw .damaged(path: path, detail: "it is not the document that was attached")
        }
        return bytes
    }

    /// The bytes of a file of an entry; throws `EvidenceRefusal` where they are missing or changed.
    public func bytes(of document: EvidenceFile, entry: Int) throws(LedgerError) -> [UInt8] {
        let found: [UInt8]?
        do {
            found = try bytes(of: document.hash)
        } catch {
            throw .refused(.year(.evidence(.changed(entry, file: document.name, document.hash))))
        }
        guard let found else {
            throw .refused(.year(.evidence(.missing(entry, file: document.name, document.hash))))
        }
        return found
    }

    /// Copies documents from another folder, each checked; those that are missing there are left to
    /// whoever verifies the ledger.
    func take(_ hashes: Set<LedgerHash>, from other: EvidenceFolder) throws(LedgerError) {
        for hash in hashes.sorted(by: { $0.description < $1.description }) {
            guard let bytes = try other.bytes(of: hash) else { continue }
            try translating(path) {
                try makeFolder()
                if (try? self.bytes(of: hash)) == nil { try write(bytes, to: file(hash)) }
            }
        }
        if exists { try translating(path) { try sync(path) } }
    }

    /// Has all that another folder has, without a second copy where the disk can do that.
    func link(all other: EvidenceFolder) throws {
        guard other.exists else { return }
        try makeFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: other.path)
        where LedgerHash(hex: name) != nil {
            if Foundation.link("\(other.path)/\(name)", "\(path)/\(name)") == 0 || errno == EEXIST {
                continue
            }
            try FileManager.default.copyItem(
                atPath: "\(other.path)/\(name)", toPath: "\(path)/\(name)")
        }
        try sync(path)
    }

    /// Takes the folder away, with all that is in it.
    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// A whole file's bytes; never more than one document may have.
    fileprivate static func read(_ path: String) throws -> [UInt8] {
        func refused(_ refusal: EvidenceRefusal) -> Refusal { .year(.evidence(refusal)) }
        // A pipe without a writer would hold us up for good.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw refused(.noFile(path)) }
            throw refused(.unreadable(path, reason: String(cString: strerror(errno))))
        }
        defer { _ = close(descriptor) }
        var found = stat()
        guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            throw refused(.notAFile(path))
        }
        let name = (path as NSString).lastPathComponent
        guard found.st_size > 0 else { throw refused(.empty(name)) }
        guard found.st_size <= EvidenceFile.mostBytes else {
            throw refused(.tooLarge(name, bytes: Int(found.st_size)))
        }
        var bytes = [UInt8](repeating: 0, count: Int(found.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(
                    descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = count == 0 ? "it changed meanwhile" : String(cString: strerror(errno))
                throw refused(.unreadable(path, reason: reason))
            }
            filled += count
        }
        return bytes
    }

    private func makeFolder() throws {
        guard mkdir(path, 0o777) != 0 else {
            return try sync((path as NSString).deletingLastPathComponent)
        }
        guard errno == EEXIST else { throw failure(errno, path) }
    }

    /// Under another name until all of it is on the disk, and then read-only under its own.
    private func write(_ bytes: [UInt8], to target: String) throws {
        let temporary = "\(target).\(getpid()).\(UInt32.random(in: .min ... .max)).partial"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444)
        guard descriptor >= 0 else { throw failure(errno, target) }
        var reason: Int32 = 0
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(
                    descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                reason = count < 0 ? errno : ENOSPC
                break
            }
            written += count
        }
        if reason == 0, fsync(descriptor) != 0 { reason = errno }
        if close(descriptor) != 0, reason == 0 { reason = errno }
        if reason == 0, rename(temporary, target) != 0 { reason = errno }
        guard reason == 0 else {
            unlink(temporary)
            throw failure(reason, target)
        }
    }

    private func sync(_ folder: String) throws {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(errno, folder) }
    }

    private func failure(_ reason: Int32, _ path: String) -> LedgerError {
        switch reason {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EACCES, EROFS, EPERM: .readOnly(path: path)
        default: .failed(path: path, detail: String(cString: strerror(reason)))
        }
    }
}
