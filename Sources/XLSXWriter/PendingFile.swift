internal import Glibc

/// A file under way beside the one it will replace, so that no reader ever sees half of it.
struct PendingFile {
    let target: String
    let folder: String
    /// The name it has until it is whole: hidden, in the same folder, never used twice.
    let path: String

    /// Looks first, since the library complains on standard error when it fails.
    init(replacing target: String) throws(WorkbookError) {
        let bytes = Array(target.utf8)
        let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { bytes[($0 + 1)...] } ?? bytes[...]
        guard !name.isEmpty, !bytes.contains(0) else { throw .notAFile(target) }
        folder =
            switch slash {
            case nil: "."
            case 0: "/"
            case let slash?: String(decoding: bytes[..<slash], as: UTF8.self)
            }
        self.target = target
        let number = UInt64.random(in: .min ... .max)
        path = "\(folder)/.workbook-\(String(number, radix: 36)).part"
        try checkFolder()
        if let kind = Self.kind(of: target), kind != S_IFREG { throw .notAFile(target) }
    }

    /// Makes the empty file, which fails where a folder only looks writable.
    func create() throws(WorkbookError) {
        let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw errno == ENOSPC || errno == EDQUOT
                ? .diskFull(target) : .cannotWrite(target, reason: Self.reason())
        }
        _ = close(descriptor)
    }

    /// Puts the whole file on the disk and then in place of the old one, in one step.
    func commit() throws(WorkbookError) {
        guard Self.flush(path), unsafe rename(path, target) == 0 else {
            throw .cannotReplace(target, reason: Self.reason())
        }
        // The new name is there already; this only makes it outlive a power cut.
        _ = Self.flush(folder)
    }

    /// Takes away what is left of an attempt.
    func discard() { _ = unsafe unlink(path) }

    private func checkFolder() throws(WorkbookError) {
        guard Self.kind(of: folder) == S_IFDIR else { throw .folderMissing(folder) }
        guard unsafe access(folder, W_OK | X_OK) == 0 else { throw .folderReadOnly(folder) }
    }

    /// The permissions of the file that is replaced, or the usual ones.
    private var mode: mode_t {
        var facts = stat()
        return unsafe stat(target, &facts) == 0 ? facts.st_mode & 0o666 : 0o666
    }

    private static func kind(of path: String) -> mode_t? {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 ? facts.st_mode & S_IFMT : nil
    }

    private static func flush(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        let flushed = fsync(descriptor) == 0
        return close(descriptor) == 0 && flushed
    }

    private static func reason() -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}
