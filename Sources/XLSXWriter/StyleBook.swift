internal import CXLSXWriter

/// The library's formats of one workbook, one for each distinct style.
@safe final class StyleBook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var cellFormats: [CellStyle: Format] = [.plain: .plain]
    private var ruleFormats: [CellStyle: Format] = [:]
    /// A column repeats its style row after row, so the last one of each is kept at hand:
    /// comparing two styles is many times quicker than hashing one.
    private var recent = Array(
        repeating: (style: CellStyle.plain, format: Format.plain), count: 32)

    /// A format of the library, or none for a plain cell.
    @safe struct Format {
        let handle: UnsafeMutablePointer<lxw_format>?
        static var plain: Format { unsafe Format(handle: nil) }
    }

    init(workbook: UnsafeMutablePointer<lxw_workbook>) { unsafe self.workbook = workbook }

    /// The format of a cell in that column.
    func format(_ style: CellStyle, column: Int) throws(WorkbookError) -> Format {
        let place = column & 31
        if recent[place].style == style { return recent[place].format }
        let format = try format(style, in: &cellFormats)
        recent[place] = (style, format)
        return format
    }

    /// The format that a rule lays over a cell, which the file keeps in a list of its own.
    func ruleFormat(_ style: CellStyle) throws(WorkbookError) -> Format {
        try format(style, in: &ruleFormats)
    }

    private func format(
        _ style: CellStyle, in formats: inout [CellStyle: Format]
    ) throws(WorkbookError) -> Format {
        if let known = formats[style] { return known }
        let format = try make(style)
        formats[style] = format
        return format
    }

    private func make(_ style: CellStyle) throws(WorkbookError) -> Format {
        try style.check()
        guard let format = unsafe workbook_add_format(workbook) else { throw .outOfMemory }
        unsafe style.applyFont(to: format)
        unsafe style.applyPlace(to: format)
        unsafe style.applyBorders(to: format)
        return unsafe Format(handle: format)
    }
}

extension CellStyle {
    fileprivate func check() throws(WorkbookError) {
        // The library keeps 128 bytes of each and would cut off the rest without a word.
        for (what, text) in [("A font name", fontName), ("A number format", numberFormat)] {
            guard let text, text.utf8.count > 127 else { continue }
            throw .textTooLong(what, length: text.utf8.count, limit: 127)
        }
        guard (0...15).contains(indent) else {
            throw .settingOutOfRange("The indent", value: indent, allowed: 0...15)
        }
        if let fontSize, !(1...409).contains(fontSize) {
            throw .sizeOutOfRange("The font size", value: fontSize)
        }
    }

    fileprivate func applyFont(to format: UnsafeMutablePointer<lxw_format>) {
        if bold { unsafe format_set_bold(format) }
        if italic { unsafe format_set_italic(format) }
        if underlined { unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        if let fontName { unsafe format_set_font_name(format, XMLText.visible(fontName)) }
        if let fontSize { unsafe format_set_font_size(format, fontSize) }
        if let fontColour { unsafe format_set_font_color(format, fontColour.code) }
        if let fill { unsafe format_set_bg_color(format, fill.code) }
        if let numberFormat {
            unsafe format_set_num_format(format, XMLText.visible(numberFormat))
        }
    }

    fileprivate func applyPlace(to format: UnsafeMutablePointer<lxw_format>) {
        switch horizontal {
        case .automatic: break
        case .left: unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .right: unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        switch vertical {
        case .bottom: break
        case .middle:
            unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        case .top: unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        if wrapsText { unsafe format_set_text_wrap(format) }
        if indent > 0 { unsafe format_set_indent(format, UInt8(indent)) }
        if !isLocked { unsafe format_set_unlocked(format) }
    }

    fileprivate func applyBorders(to format: UnsafeMutablePointer<lxw_format>) {
        unsafe format_set_top(format, topBorder.code)
        unsafe format_set_bottom(format, bottomBorder.code)
        unsafe format_set_left(format, leftBorder.code)
        unsafe format_set_right(format, rightBorder.code)
        if let borderColour { unsafe format_set_border_color(format, borderColour.code) }
    }
}

extension CellStyle.Border {
    fileprivate var code: UInt8 {
        switch self {
        case .none: UInt8(LXW_BORDER_NONE.rawValue)
        case .thin: UInt8(LXW_BORDER_THIN.rawValue)
        case .dotted: UInt8(LXW_BORDER_DOTTED.rawValue)
        case .double: UInt8(LXW_BORDER_DOUBLE.rawValue)
        }
    }
}
