/// Checks for figures that the library would change, or complain of on standard error.
enum Setting {
    static func check(
        _ what: String, _ value: Int, in allowed: ClosedRange<Int>
    ) throws(WorkbookError) {
        guard allowed.contains(value) else {
            throw .settingOutOfRange(what, value: value, allowed: allowed)
        }
    }

    static func check(
        _ what: String, size: Double, upTo limit: Double
    ) throws(WorkbookError) {
        guard size >= 0, size <= limit else { throw .sizeOutOfRange(what, value: size) }
    }
}
