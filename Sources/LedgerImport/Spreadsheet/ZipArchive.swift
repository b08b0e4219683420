internal import CMinizip

/// The parts of a zip file, unpacked one at a time by minizip from bytes in memory.
///
/// Nothing is written to a disk, and a part's name is only ever compared. All that is unpacked
/// counts against one budget, by what the file says of itself before and by what comes out.
@safe struct ZipArchive: ~Copyable {
    /// One part as the archive's directory lists it.
    struct Part {
        let name: String
        /// How many bytes it has unpacked, as the directory says.
        let size: Int
        fileprivate let packedSize: Int
        fileprivate let isEncrypted: Bool
        fileprivate let place: unz64_file_pos
    }

    /// The most that is unpacked of one file, in bytes.
    static let budget = 256 << 20
    /// The most parts a file may have; a workbook of a hundred sheets has some hundreds.
    static let partLimit = 10_000
    /// How many times its packed size a large part may be; rows of a sheet come to some thirty.
    private static let ratioLimit = 200
    private static let ratioSize = 16 << 20

    private let handle: unzFile
    private let cursor: UnsafeMutablePointer<ZipCursor>
    private var parts: [String: Part] = [:]
    private var unpacked = 0
    private var rest = 0

    /// Opens the archive in the bytes, which must stay where they are while it is in use.
    static func open(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) -> ZipArchive {
        let cursor = UnsafeMutablePointer<ZipCursor>.allocate(capacity: 1)
        unsafe cursor.initialize(to: ZipCursor(bytes: bytes))
        var calls = unsafe ZipCursor.calls(opaque: cursor)
        guard let handle = unsafe unzOpen2_64(nil, &calls) else {
            unsafe cursor.deallocate()
            throw .cutShort
        }
        var archive = unsafe ZipArchive(handle: handle, cursor: cursor)
        try archive.list()
        return archive
    }

    private init(handle: unzFile, cursor: UnsafeMutablePointer<ZipCursor>) {
        unsafe self.handle = unsafe handle
        unsafe self.cursor = unsafe cursor
    }

    deinit {
        unsafe unzClose(handle)
        unsafe cursor.deallocate()
    }

    /// The part of that name; upper and lower case are the same, as the format has it.
    func part(_ name: String) -> Part? { parts[ZipArchive.folded(name)] }

    /// Whether any part lies in the folder.
    func holdsFolder(_ folder: String) -> Bool {
        let start = Array(ZipArchive.folded(folder).utf8)
        return parts.keys.contains { $0.utf8.starts(with: start) }
    }

    /// Refuses parts that would come to more than the budget, before any is unpacked.
    func checkSize(of wanted: [Part]) throws(SpreadsheetError) {
        var total = unpacked
        for part in wanted {
            let (sum, isOver) = total.addingReportingOverflow(part.size)
            guard !isOver, sum <= ZipArchive.budget else { throw .unpacksTooLarge }
            total = sum
            let limit = max(part.packedSize, 1) * ZipArchive.ratioLimit
            guard part.size <= ZipArchive.ratioSize || part.size <= limit else {
                throw .unpacksTooLarge
            }
        }
    }

    /// Begins to unpack a part.
    mutating func open(_ part: Part) throws(SpreadsheetError) {
        try checkSize(of: [part])
        guard !part.isEncrypted else { throw .protected }
        var place = part.place
        guard unsafe unzGoToFilePos64(handle, &place) == UNZ_OK,
            unsafe unzOpenCurrentFile(handle) == UNZ_OK
        else { throw .damaged(part: part.name) }
        rest = part.size
    }

    /// Unpacks the next piece of the open part into the room; nought at its end.
    mutating func read(
        _ part: Part, into room: UnsafeMutableRawBufferPointer
    ) throws(SpreadsheetError) -> Int {
        let count = unsafe Int(
            unzReadCurrentFile(handle, room.baseAddress, UInt32(clamping: room.count)))
        guard count >= 0, count <= rest else { throw .damaged(part: part.name) }
        rest -= count
        unpacked += count
        // A part that ends before its size was reached has lost something.
        guard count > 0 || rest == 0 else { throw .damaged(part: part.name) }
        return count
    }

    /// Ends the open part, whether or not all of it was read.
    ///
    /// False where all of it was read and its check sum disagrees.
    mutating func close() -> Bool {
        unsafe unzCloseCurrentFile(handle) == UNZ_OK
    }

    // MARK: The directory

    private mutating func list() throws(SpreadsheetError) {
        var info = unz_global_info64()
        guard unsafe unzGetGlobalInfo64(handle, &info) == UNZ_OK else { throw .cutShort }
        guard info.number_entry <= UInt64(ZipArchive.partLimit) else { throw .tooManyParts }
        var status = unsafe unzGoToFirstFile(handle)
        while status == UNZ_OK {
            let part = try currentPart()
            guard parts.count < ZipArchive.partLimit else { throw .tooManyParts }
            // Of two parts with one name, which is read would be chance.
            guard parts.updateValue(part, forKey: ZipArchive.folded(part.name)) == nil else {
                throw .damaged(part: part.name)
            }
            status = unsafe unzGoToNextFile(handle)
        }
        guard status == UNZ_END_OF_LIST_OF_FILE else { throw .cutShort }
    }

    private func currentPart() throws(SpreadsheetError) -> Part {
        var info = unz_file_info64()
        var place = unz64_file_pos()
        var name = [CChar](repeating: 0, count: 1_024)
        let count = UInt(name.count)
        guard
            unsafe unzGetCurrentFileInfo64(handle, &info, &name, count, nil, 0, nil, 0) == UNZ_OK,
            unsafe unzGetFilePos64(handle, &place) == UNZ_OK, info.size_filename < count
        else { throw .cutShort }
        let bytes = name.prefix(Int(info.size_filename)).map { UInt8(bitPattern: $0) }
        // Some programs write names as Windows has them.
        let text = String(decoding: bytes.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
        guard PackagePath.staysInside(text) else { throw .outside(text) }
        return Part(
            name: text, size: Int(clamping: info.uncompressed_size),
            packedSize: Int(clamping: min(info.compressed_size, UInt64(UInt32.max))),
            isEncrypted: info.flag & 1 != 0, place: place)
    }

    private static func folded(_ name: String) -> String {
        String(
            decoding: name.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

/// Where minizip is in the bytes it reads.
@safe private struct ZipCursor {
    let bytes: UnsafeRawBufferPointer
    var position = 0
    /// Whether less was left than was last asked for, which minizip would take for noughts.
    var hasFailed = false

    mutating func read(into room: UnsafeMutableRawPointer, _ count: UInt) -> UInt {
        let length = unsafe min(Int(clamping: count), bytes.count - position)
        hasFailed = length < count
        guard length > 0, let start = unsafe bytes.baseAddress else { return 0 }
        unsafe room.copyMemory(from: start + position, byteCount: length)
        position += length
        return UInt(length)
    }

    /// Moves to a place; a place outside the bytes is refused.
    mutating func seek(_ offset: UInt64, from origin: Int32) -> Int {
        let start: Int
        switch origin {
        case ZLIB_FILEFUNC_SEEK_SET: start = 0
        case ZLIB_FILEFUNC_SEEK_CUR: start = position
        case ZLIB_FILEFUNC_SEEK_END: start = unsafe bytes.count
        default: return -1
        }
        let (place, isOver) = start.addingReportingOverflow(Int(truncatingIfNeeded: offset))
        guard unsafe !isOver && place >= 0 && place <= bytes.count else { return -1 }
        position = place
        return 0
    }

    /// What minizip calls in place of the system's file functions.
    static func calls(opaque: UnsafeMutablePointer<ZipCursor>) -> zlib_filefunc64_def {
        unsafe zlib_filefunc64_def(
            zopen64_file: { opaque, _, _ in unsafe opaque },
            zread_file: { _, stream, room, count in
                guard let stream = unsafe stream, let room = unsafe room else { return 0 }
                return unsafe stream.assumingMemoryBound(to: ZipCursor.self).pointee
                    .read(into: room, count)
            },
            zwrite_file: { _, _, _, _ in 0 },
            ztell64_file: { _, stream in
                guard let stream = unsafe stream else { return 0 }
                return unsafe UInt64(
                    stream.assumingMemoryBound(to: ZipCursor.self).pointee.position)
            },
            zseek64_file: { _, stream, offset, origin in
                guard let stream = unsafe stream else { return -1 }
                return unsafe stream.assumingMemoryBound(to: ZipCursor.self).pointee
                    .seek(offset, from: origin)
            },
            zclose_file: { _, _ in 0 },
            zerror_file: { _, stream in
                guard let stream = unsafe stream else { return 1 }
                return unsafe stream.assumingMemoryBound(to: ZipCursor.self).pointee.hasFailed
                    ? 1 : 0
            },
            opaque: opaque)
    }
}
