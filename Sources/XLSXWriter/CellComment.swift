internal import CXLSXWriter

/// A note that hangs on a cell, in a box beside it.
public struct CellComment: Hashable, Sendable {
    /// What it says; a new line where the text has one.
    public var text: String
    /// Who says so.
    public var author: String
    /// The font's size in points.
    public let fontSize = 9.0
    /// The box's colour.
    public var fill: Colour = 0xFFFFE1
    /// The box's width in pixels.
    public var width = 240
    /// The box's height in pixels.
    public var height = 80

    /// A yellow box, to be changed property by property.
    public init(_ text: String, author: String) {
        self.text = text
        self.author = author
    }
}

extension Sheet {
    /// Hangs a comment on a cell.
    public func add(_ comment: CellComment, at cell: CellReference) throws(WorkbookError) {
        let text = XMLText.visible(try CellText.uncoded(comment.text, "A comment"))
        try Setting.check("The comment's width in pixels", comment.width, in: 20...2_000)
        try Setting.check("The comment's height in pixels", comment.height, in: 20...2_000)
        var author = XMLText.visible(comment.author).utf8CString
        var font = "Arial".utf8CString
        let code = unsafe author.withUnsafeMutableBufferPointer { author in
            unsafe font.withUnsafeMutableBufferPointer { font in
                var options = unsafe lxw_comment_options()
                unsafe options.author = author.baseAddress
                unsafe options.font_name = font.baseAddress
                unsafe options.font_size = comment.fontSize
                unsafe options.color = comment.fill.code
                unsafe options.width = UInt16(comment.width)
                unsafe options.height = UInt16(comment.height)
                return unsafe worksheet_write_comment_opt(
                    handle, cell.cRow, cell.cColumn, text, &options)
            }
        }
        try ResultCode.check(code, row: cell.row)
    }
}
