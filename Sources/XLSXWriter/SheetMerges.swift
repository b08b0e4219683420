internal import CXLSXWriter
internal import Glibc

extension Sheet {
    /// Makes one cell of each block, all of a sheet's at once, whose texts are written cell by cell, and gives back the
    /// blocks that were left as they were: those of one cell, and those that overlap another.
    ///
    /// Unlike the library's own way it takes rows that are on disk already, and no time for blocks
    /// of a million cells.
    @discardableResult
    public func join(_ blocks: [CellRange]) throws(WorkbookError) -> [CellRange] {
        let sorted = blocks.sorted {
            ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column)
        }
        // Only a block that reaches down to this row can meet the next.
        var open: [CellRange] = []
        var left: [CellRange] = []
        for block in sorted {
            open.removeAll { $0.last.row < block.first.row }
            if block.isOneCell || open.contains(where: block.overlaps) {
                left.append(block)
                continue
            }
            open.append(block)
            try register(block)
        }
        return left
    }

    private func register(_ block: CellRange) throws(WorkbookError) {
        let size = unsafe MemoryLayout<lxw_merged_range>.size
        let next = unsafe MemoryLayout<lxw_merged_range>.offset(
            of: \lxw_merged_range.list_pointers.stqe_next)
        guard let next, let ranges = unsafe handle.pointee.merged_ranges,
            let memory = unsafe calloc(1, size)
        else { throw .outOfMemory }
        let range = unsafe memory.bindMemory(to: lxw_merged_range.self, capacity: 1)
        unsafe range.pointee.first_row = block.first.cRow
        unsafe range.pointee.first_col = block.first.cColumn
        unsafe range.pointee.last_row = block.last.cRow
        unsafe range.pointee.last_col = block.last.cColumn
        // The library's list: its end is where the last element keeps its next one.
        unsafe ranges.pointee.stqh_last.pointee = unsafe range
        unsafe ranges.pointee.stqh_last = unsafe (memory + next).assumingMemoryBound(
            to: UnsafeMutablePointer<lxw_merged_range>?.self)
        unsafe handle.pointee.merged_range_count += 1
    }
}
