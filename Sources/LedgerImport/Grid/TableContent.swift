private import Glibc

/// The bytes of a file that a person names.
enum TableContent {
    /// The largest file that is read, in bytes.
    static let limit = 50_000_000
    /// The most that a file's text may come to as UTF-8, in bytes.
    static let textLimit = 80_000_000

    /// Reads an ordinary file whole; what could block or never end is refused unopened.
    static func read(_ path: String) throws(TableFileError) -> [UInt8] {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missing(path) : .unreadable(path)
        }
        try check(facts, path)
        let file = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(path) }
        defer { close(file) }
        // What was looked at by name may not be what was opened.
        guard unsafe fstat(file, &facts) == 0 else { throw .unreadable(path) }
        try check(facts, path)
        return try read(file, facts.st_size, path)
    }

    private static func check(_ facts: stat, _ path: String) throws(TableFileError) {
        switch facts.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .folder(path)
        default: throw .special(path)
        }
        guard facts.st_size <= limit else {
            let name = path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) }
            throw .tooLarge(name ?? path, bytes: Int(facts.st_size))
        }
    }

    private static func read(
        _ file: Int32, _ size: Int, _ path: String
    ) throws(TableFileError) -> [UInt8] {
        var failed = false
        let content = unsafe [UInt8](unsafeUninitializedCapacity: max(size, 0)) { room, count in
            unsafe LargePages.advise(UnsafeRawBufferPointer(room))
            while count < room.count, let start = room.baseAddress {
                let got = unsafe Glibc.read(file, start + count, room.count - count)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { break }
                count += got
            }
        }
        guard !failed else { throw .unreadable(path) }
        return content
    }

    static func isNamedAsWorkbook(_ name: String) -> Bool {
        [".xlsx", ".xlsm", ".xls", ".xltx"].contains(ending(name))
    }

    static func isNamedAsText(_ name: String) -> Bool {
        [".csv", ".txt", ".tsv"].contains(ending(name))
    }

    private static func ending(_ name: String) -> String {
        let start = name.utf8.lastIndex(of: UInt8(ascii: ".")) ?? name.utf8.endIndex
        return String(
            decoding: name.utf8[start...].map { (65...90).contains($0) ? $0 | 0x20 : $0 },
            as: UTF8.self)
    }
}
