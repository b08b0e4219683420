internal import Glibc

/// Reads a written file back before it takes the place of an earlier one.
///
/// The library does not notice when the disk fills up under its working files: it packs what is
/// left of a sheet and reports success. So each part is unpacked and must end with the tag that
/// it began with.
enum FinishedPackage {
    static func check(_ path: String, writtenFor target: String) throws(WorkbookError) {
        guard let bytes = contents(of: path), let parts = ZipDirectory.parts(of: bytes),
            !parts.isEmpty
        else { throw .diskFull(target) }
        for part in parts {
            guard let ends = PartEnds(inflating: bytes[part.bytes]), ends.match else {
                throw .diskFull(target)
            }
        }
    }

    static func contents(of path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else { return nil }
        let size = Int(facts.st_size)
        var complete = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let start = buffer.baseAddress {
                let got = unsafe read(descriptor, start + count, size - count)
                guard got > 0 else { break }
                count += got
            }
            complete = count == size
        }
        return complete ? bytes : nil
    }
}
