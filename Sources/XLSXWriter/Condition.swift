internal import CXLSXWriter

/// When a cell is laid over with another style.
public enum Condition: Hashable, Sendable {
    /// A formula that is true, written for the range's top left cell.
    case formula(String)
    /// The cell's value is less than the number.
    case less(than: Double)
    /// The cell's value is another than the number.
    case notEqual(to: Double)
}

extension Sheet {
    /// Lays a style over the cells of the range that meet the condition.
    public func highlight(
        _ range: CellRange, when condition: Condition, style: CellStyle
    ) throws(WorkbookError) {
        switch condition {
        case .formula(let formula):
            var text = try CellText.checkedFormula(formula).utf8CString
            let format = try styles.ruleFormat(style)
            let code = unsafe text.withUnsafeMutableBufferPointer { buffer in
                var rule = unsafe lxw_conditional_format()
                unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
                unsafe rule.value_string = buffer.baseAddress
                unsafe rule.format = format.handle
                return unsafe add(&rule, to: range)
            }
            try ResultCode.check(code)
        case .less(let number):
            try compare(range, LXW_CONDITIONAL_CRITERIA_LESS_THAN, number, style)
        case .notEqual(let number):
            try compare(range, LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO, number, style)
        }
    }

    private func compare(
        _ range: CellRange, _ criterion: lxw_conditional_criteria, _ number: Double,
        _ style: CellStyle
    ) throws(WorkbookError) {
        guard number.isFinite else { throw .notANumber }
        var rule = unsafe lxw_conditional_format()
        unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
        unsafe rule.criteria = UInt8(criterion.rawValue)
        unsafe rule.value = number
        unsafe rule.format = try styles.ruleFormat(style).handle
        try ResultCode.check(unsafe add(&rule, to: range))
    }

    private func add(_ rule: inout lxw_conditional_format, to range: CellRange) -> lxw_error {
        unsafe worksheet_conditional_format_range(
            handle, range.first.cRow, range.first.cColumn, range.last.cRow, range.last.cColumn,
            &rule)
    }
}
