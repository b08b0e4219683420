internal import CXLSXWriter
internal import Glibc

extension Sheet {
    /// Puts a chart over the cells, its top left corner in one of them.
    public func insert(_ chart: Chart, at cell: CellReference) throws(WorkbookError) {
        try chart.check()
        let categories = try record(of: chart.categories)
        var values: [SheetRecord] = []
        for series in chart.series { values.append(try record(of: series.values)) }

        let type = chart.arrangement.type
        guard let drawing = unsafe workbook_add_chart(workbook, type) else { throw .outOfMemory }
        for (series, source) in zip(chart.series, values) {
            guard let bars = unsafe chart_add_series(drawing, nil, nil) else { throw .outOfMemory }
            unsafe chart_series_set_name(bars, XMLText.visible(series.name))
            unsafe set(bars.pointee.values, to: series.values, from: source)
            unsafe set(bars.pointee.categories, to: chart.categories, from: categories)
            unsafe chart.applyLook(of: series, to: bars)
        }
        unsafe chart.applyLook(to: drawing)
        unsafe try place(drawing, chart, at: cell)
    }

    private func record(of cells: Chart.Cells) throws(WorkbookError) -> SheetRecord {
        guard let record = sheets.first(where: { $0.name == cells.sheet }) else {
            throw .noSuchSheet(cells.sheet.description)
        }
        return record
    }

    /// Fills in the range with our own quoting of the sheet's name, see `SheetName.quoted`.
    private func set(
        _ range: UnsafeMutablePointer<lxw_series_range>?, to cells: Chart.Cells,
        from source: SheetRecord
    ) {
        guard let range = unsafe range else { return }
        unsafe range.pointee.sheetname = unsafe strdup(cells.sheet.description)
        unsafe range.pointee.formula = unsafe strdup(cells.range.absolute(on: cells.sheet))
        unsafe range.pointee.first_row = cells.range.first.cRow
        unsafe range.pointee.first_col = cells.range.first.cColumn
        unsafe range.pointee.last_row = cells.range.last.cRow
        unsafe range.pointee.last_col = cells.range.last.cColumn
        record.chartRanges.append(
            unsafe SheetRecord.ChartRange(handle: range, cells: cells.range, source: source))
    }

    private func place(
        _ drawing: UnsafeMutablePointer<lxw_chart>, _ chart: Chart, at cell: CellReference
    ) throws(WorkbookError) {
        var words = XMLText.visible(chart.altText).utf8CString
        let code = unsafe words.withUnsafeMutableBufferPointer { buffer in
            var options = unsafe lxw_chart_options()
            // The library draws 480 by 288 pixels, times the scale.
            unsafe options.x_scale = Double(chart.width) / 480
            unsafe options.y_scale = Double(chart.height) / 288
            unsafe options.description = buffer.baseAddress
            return unsafe worksheet_insert_chart_opt(
                handle, cell.cRow, cell.cColumn, drawing, &options)
        }
        try ResultCode.check(code, row: cell.row)
    }
}

extension Chart.Arrangement {
    fileprivate var type: UInt8 {
        switch self {
        case .endToEnd: UInt8(LXW_CHART_BAR_STACKED.rawValue)
        case .sideBySide: UInt8(LXW_CHART_COLUMN.rawValue)
        }
    }
}

extension Chart {
    fileprivate func applyLook(
        of series: Series, to bars: UnsafeMutablePointer<lxw_chart_series>
    ) {
        var fill = lxw_chart_fill()
        fill.color = series.colour.code
        unsafe chart_series_set_fill(bars, &fill)
        if let edge = series.edge {
            var line = lxw_chart_line()
            line.color = edge.code
            line.width = 1
            unsafe chart_series_set_line(bars, &line)
        }
        if let figureFormat {
            unsafe chart_series_set_labels(bars)
            unsafe chart_series_set_labels_num_format(bars, XMLText.visible(figureFormat))
        }
    }

    fileprivate func applyLook(to drawing: UnsafeMutablePointer<lxw_chart>) {
        if let title {
            unsafe chart_title_set_name(drawing, XMLText.visible(title))
            var font = unsafe lxw_chart_font()
            unsafe font.size = 12
            unsafe font.bold = 1
            unsafe chart_title_set_name_font(drawing, &font)
        } else {
            unsafe chart_title_off(drawing)
        }
        unsafe chart_set_series_gap(drawing, UInt16(gap))
        let axes = unsafe applyArrangement(to: drawing)
        if let categoryTitle {
            unsafe chart_axis_set_name(axes.category, XMLText.visible(categoryTitle))
        }
        if let valueTitle {
            unsafe chart_axis_set_name(axes.value, XMLText.visible(valueTitle))
        }
        // Beside the bars, not over those that go below zero.
        unsafe chart_axis_set_label_position(
            axes.category, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
        var pale = lxw_chart_line()
        pale.color = 0xD9D9D9
        pale.width = 0.75
        unsafe chart_axis_major_gridlines_set_line(axes.value, &pale)
        if let axisFormat {
            unsafe chart_axis_set_num_format(axes.value, XMLText.visible(axisFormat))
        }
        unsafe chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_TOP.rawValue))
    }

    private typealias Axis = UnsafeMutablePointer<lxw_chart_axis>

    private func applyArrangement(
        to drawing: UnsafeMutablePointer<lxw_chart>
    ) -> (category: Axis?, value: Axis?) {
        switch arrangement {
        case .endToEnd:
            // The library's x axis is the one of the categories, except under lying bars.
            let category = unsafe drawing.pointee.y_axis
            unsafe chart_set_series_overlap(drawing, 100)
            unsafe chart_axis_set_reverse(category)
            // Turned round, the value axis would go to the top.
            unsafe chart_axis_set_crossing_max(category)
            return unsafe (category, drawing.pointee.x_axis)
        case .sideBySide:
            return unsafe (drawing.pointee.x_axis, drawing.pointee.y_axis)
        }
    }
}
