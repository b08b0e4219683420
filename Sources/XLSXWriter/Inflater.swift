internal import CXLSXWriter

/// Unpacks what a zip archive holds.
enum Inflater {
    private static let pieceSize = 262_144

    /// Hands over the unpacked bytes piece by piece, and tells whether they were whole.
    static func unpack(
        _ bytes: ArraySlice<UInt8>, eachPiece: (ArraySlice<UInt8>) -> Void
    ) -> Bool {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(&stream, -MAX_WBITS, zlibVersion(), size) == Z_OK else {
            return false
        }
        defer { unsafe inflateEnd(&stream) }
        var piece = [UInt8](repeating: 0, count: pieceSize)
        var input = Array(bytes)
        return unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe stream.next_in = source.baseAddress
            unsafe stream.avail_in = UInt32(source.count)
            var state = Z_OK
            while state == Z_OK {
                let length = unsafe piece.withUnsafeMutableBufferPointer { room in
                    unsafe stream.next_out = room.baseAddress
                    unsafe stream.avail_out = UInt32(room.count)
                    state = unsafe inflate(&stream, Z_NO_FLUSH)
                    return unsafe room.count - Int(stream.avail_out)
                }
                eachPiece(piece[..<length])
            }
            return state == Z_STREAM_END
        }
    }
}
