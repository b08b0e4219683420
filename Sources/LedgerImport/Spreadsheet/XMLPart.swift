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
        guard let parser = unsafe XML_ParserCreate(nil) else { throw .damaged(part: part.name) }
        defer { unsafe XML_ParserFree(parser) }
        let reached = UnsafeMutablePointer<Scan>.allocate(capacity: 1)
        unsafe reached.initialize(to: scan)
        let listener = UnsafeMutablePointer<XMLListener>.allocate(capacity: 1)
        unsafe listener.initialize(to: XMLListener(reached, parser: parser, part: part.name))
        defer {
            unsafe listener.deinitialize(count: 1)
            unsafe listener.deallocate()
            unsafe reached.deinitialize(count: 1)
            unsafe reached.deallocate()
        }
        unsafe XMLListener.listen(listener, to: parser)
        try archive.open(part)
        do throws(SpreadsheetError) {
            try unsafe feed(parser, from: part, of: &archive, listener, progress)
        } catch {
            _ = archive.close()
            throw error
        }
        guard archive.close() else { throw .damaged(part: part.name) }
        return unsafe reached.pointee
    }

    private static func feed(
        _ parser: XML_Parser, from part: ZipArchive.Part, of archive: inout ZipArchive,
        _ listener: UnsafeMutablePointer<XMLListener>, _ progress: (Int) -> Void
    ) throws(SpreadsheetError) {
        var fed = 0
        while true {
            guard let room = unsafe XML_GetBuffer(parser, pieceSize) else {
                throw .damaged(part: part.name)
            }
            let count = try unsafe archive.read(
                part, into: UnsafeMutableRawBufferPointer(start: room, count: Int(pieceSize)))
            fed += count
            let status = unsafe XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
            if let problem = unsafe listener.pointee.problem { throw problem }
            guard status == XML_STATUS_OK else { throw .damaged(part: part.name) }
            let done = unsafe Int(XML_GetCurrentByteIndex(parser))
            guard fed - done <= tagLimit else { throw .damaged(part: part.name) }
            progress(count)
            guard count > 0 else { return }
        }
    }
}

/// What expat calls back: it counts depth, keeps the file from filling the memory, and passes on.
///
/// It lies at an address of its own, as the scan does: a callback must reach both, millions of
/// times, without the checks that a class's properties have.
@safe private struct XMLListener {
    /// Deeper than any sheet; what expat keeps of the elements that are open stays small.
    private static let depthLimit = 100

    private(set) var problem: SpreadsheetError?
    private let part: String
    private let parser: XML_Parser
    private var depth = 0
    private var names = XMLNameGuard()
    private let begin: (Span<UInt8>, XMLAttributes, Int) throws(SpreadsheetError) -> Void
    private let end: (Int) throws(SpreadsheetError) -> Void
    private let text: (Span<UInt8>) throws(SpreadsheetError) -> Void

    init<Scan: XMLScan>(_ scan: UnsafeMutablePointer<Scan>, parser: XML_Parser, part: String) {
        unsafe self.parser = unsafe parser
        self.part = part
        begin = { (name, attributes, depth) throws(SpreadsheetError) in
            try unsafe scan.pointee.begin(name, attributes, depth: depth)
        }
        end = { (depth) throws(SpreadsheetError) in try unsafe scan.pointee.end(depth: depth) }
        text = { (piece) throws(SpreadsheetError) in try unsafe scan.pointee.text(piece) }
    }

    static func listen(_ listener: UnsafeMutablePointer<XMLListener>, to parser: XML_Parser) {
        unsafe XML_SetUserData(parser, listener)
        unsafe XML_SetElementHandler(
            parser,
            { listener, name, attributes in
                guard let name = unsafe name, let attributes = unsafe attributes else { return }
                unsafe XMLListener.at(listener)?.pointee.began(name, attributes)
            }, { listener, _ in unsafe XMLListener.at(listener)?.pointee.ended() })
        unsafe XML_SetCharacterDataHandler(parser) { listener, text, count in
            guard let text = unsafe text, count > 0 else { return }
            unsafe XMLListener.at(listener)?.pointee.passed(text, Int(count))
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { listener, _, _, _, _ in
            unsafe XMLListener.at(listener)?.pointee.refuseDocumentType()
        }
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLListener>? {
        unsafe user?.assumingMemoryBound(to: XMLListener.self)
    }

    private mutating func stop(_ problem: SpreadsheetError) {
        guard self.problem == nil else { return }
        self.problem = problem
        _ = unsafe XML_StopParser(parser, 0)
    }

    private mutating func refuseDocumentType() {
        stop(.documentType(part: part))
    }

    private mutating func began(
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
                Span(_unsafeStart: local, count: length), XMLAttributes(attributes), depth)
        } catch {
            stop(error)
        }
        depth += 1
    }

    private mutating func ended() {
        guard problem == nil else { return }
        depth -= 1
        do throws(SpreadsheetError) {
            try end(depth)
        } catch {
            stop(error)
        }
    }

    private mutating func passed(_ text: UnsafePointer<CChar>, _ count: Int) {
        guard problem == nil else { return }
        do throws(SpreadsheetError) {
            try unsafe self.text(Span(_unsafeStart: XMLName.bytes(text), count: count))
        } catch {
            stop(error)
        }
    }
}
