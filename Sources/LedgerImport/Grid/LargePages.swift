private import Glibc

/// Memory in pages of megabytes, where the system has them.
///
/// The first write to each page costs a call into the kernel; a table of megabytes has thousands of
/// small pages, which took a fifth of the time that reading it takes.
enum LargePages {
    /// Asks for large pages for memory that is about to be filled; a refusal changes nothing.
    static func advise(_ memory: UnsafeRawBufferPointer) {
        guard memory.count >= 1 << 21, let start = memory.baseAddress else { return }
        // Advice is taken from where a small page begins.
        let skipped = -Int(bitPattern: start) & 4_095
        let first = unsafe UnsafeMutableRawPointer(mutating: start + skipped)
        _ = unsafe madvise(first, memory.count - skipped, MADV_HUGEPAGE)
    }
}

extension Array {
    /// Makes room for so many elements, in large pages where that is megabytes.
    mutating func reserveLarge(_ count: Int) {
        reserveCapacity(count)
        let room = capacity * MemoryLayout<Element>.stride
        unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe LargePages.advise(UnsafeRawBufferPointer(start: start, count: room))
        }
    }
}
