/// Counts the different names in a part, each of which expat keeps until the end.
///
/// The format has some hundreds; a file of millions of them is made to fill the memory.
struct XMLNameGuard {
    private static let slotBits = 12
    private static let limit = 2_000
    /// Different in every run, so that no file can be made whose names all look alike.
    private static let factor = UInt64.random(in: 0...UInt64.max) | 1

    private var slots = [UInt64](repeating: 0, count: 1 << slotBits)
    private var count = 0
    private let factor = XMLNameGuard.factor

    /// False at one name too many, or at one that is too long.
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
        var slot = Int(hash >> UInt64(64 - XMLNameGuard.slotBits))
        while slots[slot] != hash {
            if slots[slot] == 0 {
                count += 1
                slots[slot] = hash
                return count <= XMLNameGuard.limit
            }
            slot = (slot + 1) % slots.count
        }
        return true
    }
}
