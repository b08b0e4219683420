internal import CXLSXWriter

/// What the library's codes mean here; the only place that reads them.
enum ResultCode {
    /// Refuses on any code but success; the file's path and the row make the sentence precise.
    static func check(
        _ code: lxw_error, path: String = "the workbook", row: Int = 0
    ) throws(WorkbookError) {
        switch code {
        case LXW_NO_ERROR:
            return
        case LXW_ERROR_MEMORY_MALLOC_FAILED, LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND:
            throw .outOfMemory
        case LXW_ERROR_CREATING_XLSX_FILE:
            throw .cannotWrite(path, reason: "it could not be opened")
        case LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE:
            throw .cannotWrite(path, reason: "there is no room for a working file")
        case LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_FILE_ADD, LXW_ERROR_ZIP_CLOSE,
            LXW_ERROR_ZIP_INTERNAL_ERROR:
            throw .diskFull(path)
        case LXW_ERROR_ZIP_BAD_ZIP_FILE, LXW_ERROR_ZIP_PARAMETER_ERROR:
            throw .cannotWrite(path, reason: "it would be larger than 4 gigabytes")
        // Rows and columns were checked before, so only a row behind the writer is left.
        case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
            throw .rowAlreadyWritten(row)
        case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
            throw .textTooLong(
                "The text of a cell with its codes", length: CellText.lengthLimit + 1,
                limit: CellText.lengthLimit)
        default:
            throw .libraryRefused(code: Int(code.rawValue))
        }
    }
}
