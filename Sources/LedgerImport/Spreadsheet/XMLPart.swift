internal import CExpat

/// Reads a part's XML with expat, piece by piece as it is unpacked.
///
/// No handler for external entities is ever set, so nothing outside the part is looked at; and a
/// document type, which is where entities are made, is refused as soon as it begins.
enum XMLPart {
    private static let pieceSize: Int32 = 65_536
    /// The most one tag may take; the parser keeps all of an unfinished one.
    private static let tagLimit = 1 << 20

    /// Hands the part's elements to the scan and gives it back.
    static func read<Scan: XMLScan>(
        _ part: ZipArchive.Part, of archive: inout ZipArchive, into scan: Scan,
        progress: (Int) -> Void
    ) throws(SpreadsheetError) -> Scan {
        let listener = XMLScanListener(scan, part: part.name)
        guard let parser = unsafe XML_ParserCreate(nil) else { throw .damaged(part: part.name) }
        defer { unsafe XML_ParserFree(parser) }
        unsafe listener.listen(to: parser)
        try archive.open(part)
        var isWhole = false
        defer { if !isWhole { _ = archive.close() } }
        var fed = 0
        while true {
            guard let room = unsafe XML_GetBuffer(parser, pieceSize) else {
                throw .damaged(part: part.name)
            }
            let count = try unsafe archive.read(
                part, into: UnsafeMutableRawBufferPointer(start: room, count: Int(pieceSize)))
            fed += count
            let status = unsafe XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
            if let problem = listener.problem { throw problem }
            guard status == XML_STATUS_OK else { throw .damaged(part: part.name) }
            let done = unsafe Int(XML_GetCurrentByteIndex(parser))
            guard fed - done <= tagLimit else { throw .damaged(part: part.name) }
            progress(count)
            if count == 0 { break }
        }
        isWhole = true
        guard archive.close() else { throw .damaged(part: part.name) }
        return listener.scan
    }
}

/// What expat calls back: it counts depth, keeps the file from filling the memory, and passes on.
@safe private class XMLListener {
    /// Deeper than any sheet; what expat keeps of the elements that are open stays small.
    private static let depthLimit = 100

    let part: String
    private(set) var problem: SpreadsheetError?
    private var depth = 0
    private var names = XMLNameGuard()
    private var parser: XML_Parser?

    init(part: String) {
        self.part = part
    }

    func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {}

    func end(depth: Int) throws(SpreadsheetError) {}

    func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {}

    func listen(to parser: XML_Parser) {
        unsafe self.parser = unsafe parser
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { listener, name, attributes in
                guard let name = unsafe name, let attributes = unsafe attributes else { return }
                unsafe XMLListener.at(listener)?._withUnsafeGuaranteedRef {
                    unsafe $0.began(name, attributes)
                }
            },
            { listener, _ in
                unsafe XMLListener.at(listener)?._withUnsafeGuaranteedRef { $0.ended() }
            })
        unsafe XML_SetCharacterDataHandler(parser) { listener, text, count in
            guard let text = unsafe text, count > 0 else { return }
            unsafe XMLListener.at(listener)?._withUnsafeGuaranteedRef {
                unsafe $0.passed(text, Int(count))
            }
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { listener, _, _, _, _ in
            unsafe XMLListener.at(listener)?._withUnsafeGuaranteedRef {
                $0.stop(.documentType(part: $0.part))
            }
        }
    }

    private static func at(_ listener: UnsafeMutableRawPointer?) -> Unmanaged<XMLListener>? {
        unsafe listener.map { unsafe Unmanaged.fromOpaque($0) }
    }

    private func stop(_ problem: SpreadsheetError) {
        guard self.problem == nil else { return }
        self.problem = problem
        unsafe XML_StopParser(parser, 0)
    }

    private func began(
        _ name: UnsafePointer<CChar>,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) {
        guard problem == nil else { return }
        guard depth < XMLListener.depthLimit, unsafe names.admits(name, attributes) else {
            return stop(.damaged(part: part))
        }
        let (local, length) = unsafe XMLName.local(name)
        do throws(SpreadsheetError) {
            try unsafe begin(
                Span(_unsafeStart: local, count: length), XMLAttributes(attributes), depth: depth)
        } catch {
            stop(error)
        }
        depth += 1
    }

    private func ended() {
        guard problem == nil else { return }
        depth -= 1
        do throws(SpreadsheetError) {
            try end(depth: depth)
        } catch {
            stop(error)
        }
    }

    private func passed(_ text: UnsafePointer<CChar>, _ count: Int) {
        guard problem == nil else { return }
        do throws(SpreadsheetError) {
            try unsafe self.text(Span(_unsafeStart: XMLName.bytes(text), count: count))
        } catch {
            stop(error)
        }
    }
}

private final class XMLScanListener<Scan: XMLScan>: XMLListener {
    private(set) var scan: Scan

    init(_ scan: Scan, part: String) {
        self.scan = scan
        super.init(part: part)
    }

    override func begin(
        _ name: Span<UInt8>, _ attributes: XMLAttributes, depth: Int
    ) throws(SpreadsheetError) {
        try scan.begin(name, attributes, depth: depth)
    }

    override func end(depth: Int) throws(SpreadsheetError) {
        try scan.end(depth: depth)
    }

    override func text(_ piece: Span<UInt8>) throws(SpreadsheetError) {
        try scan.text(piece)
    }
}

/// Counts the different names in a part, each of which expat keeps until the end.
///
/// The format has some hundreds; a file of millions of them is made to fill the memory.
private struct XMLNameGuard {
    private static let slotCount = 4_096
    private static let limit = 2_000
    /// Different in every run, so that no file can be made whose names all look alike.
    private static let factor = UInt64.random(in: 0...UInt64.max) | 1

    private var slots = [UInt64](repeating: 0, count: slotCount)
    private var count = 0
    private let factor = XMLNameGuard.factor

    mutating func admits(
        _ name: UnsafePointer<CChar>,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) -> Bool {
        var hash: UInt64 = 1
        var length = 0
        while case let byte = unsafe name[length], byte != 0 {
            hash = (hash ^ UInt64(UInt8(bitPattern: byte))) &* factor
            hash ^= hash >> 29
            length += 1
        }
        guard length <= 255, admits(hash) else { return false }
        var index = 0
        while let attribute = unsafe attributes[index] {
            // Expat keeps one copy of each attribute's name, so its address stands for it.
            guard admits(UInt64(UInt(bitPattern: attribute)) &* factor) else { return false }
            index += 2
        }
        return true
    }

    private mutating func admits(_ hash: UInt64) -> Bool {
        let hash = hash | 1
        var slot = Int(hash >> 52)
        while slots[slot] != hash {
            if slots[slot] == 0 {
                count += 1
                slots[slot] = hash
                return count <= XMLNameGuard.limit
            }
            slot = (slot + 1) % XMLNameGuard.slotCount
        }
        return true
    }
}
