internal import CXLSXWriter
internal import Glibc

/// The library's own workbook, which is freed once: dropped, or by being closed.
@safe struct LibraryWorkbook: ~Copyable {
    let handle: UnsafeMutablePointer<lxw_workbook>

    /// Working files go to the folder too, where there must be room in any case.
    init(path: String, folder: String, savesMemory: Bool) throws(WorkbookError) {
        guard let folder = unsafe strdup(folder) else { throw .outOfMemory }
        defer { unsafe free(folder) }
        var options = unsafe lxw_workbook_options()
        unsafe options.constant_memory = savesMemory ? 1 : 0
        unsafe options.tmpdir = unsafe folder
        guard let handle = unsafe workbook_new_opt(path, &options) else { throw .outOfMemory }
        unsafe self.handle = handle
    }

    deinit { unsafe lxw_workbook_free(handle) }

    /// The C call frees the workbook even when it fails, hence `discard`.
    consuming func close(writtenFor target: String) throws(WorkbookError) {
        let handle = unsafe self.handle
        discard self
        try ResultCode.check(unsafe workbook_close(handle), path: target)
    }
}

extension LibraryWorkbook {
    func set(_ properties: WorkbookProperties) throws(WorkbookError) {
        let texts = [
            properties.title, properties.subject, properties.author, properties.company,
            properties.category, properties.keywords, properties.comments,
        ]
        let copies = unsafe texts.map {
            $0.isEmpty ? nil : unsafe strdup(XMLText.visible($0))
        }
        defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
        var fields = unsafe lxw_doc_properties()
        unsafe fields.title = copies[0]
        unsafe fields.subject = copies[1]
        unsafe fields.author = copies[2]
        unsafe fields.company = copies[3]
        unsafe fields.category = copies[4]
        unsafe fields.keywords = copies[5]
        unsafe fields.comments = copies[6]
        unsafe fields.created = time_t(properties.created)
        try ResultCode.check(unsafe workbook_set_properties(handle, &fields))
    }

    func addSheet(_ name: SheetName) throws(WorkbookError) -> UnsafeMutablePointer<lxw_worksheet> {
        guard let sheet = unsafe workbook_add_worksheet(handle, name.description),
            let quoted = unsafe strdup(name.quoted)
        else { throw .outOfMemory }
        // The library would not quote `Q1` or `2025`, and Excel would call the file damaged.
        unsafe free(sheet.pointee.quoted_name)
        unsafe sheet.pointee.quoted_name = unsafe quoted
        return unsafe sheet
    }
}
