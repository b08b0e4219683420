internal import LedgerCore

/// Where a fund year stands and what it is heading for, a line a project.
struct ForecastSheet {
    let forecast: FundForecast

    var sheet: AnswerSheet {
        let statement = forecast.statement
        var sheet = AnswerSheet(statement.fund.key)
        sheet.title = titleLines(
            statement.fund, "spend against plan as at \(statement.asAt.inWords)")
        sheet.facts = [
            ("asAt", .day(statement.asAt)), ("held", .money(forecast.held)),
            ("unallocated", .money(statement.unallocated)),
            ("underspend", .money(forecast.underspend)), ("sentence", .text(forecast.sentence)),
            ("agreementSettled", .flag(forecast.agreement.isSettled)),
        ]
        sheet.blank = "It has no projects yet."
        addColumns(to: &sheet)
        sheet.rows = forecast.lines.map { line in
            [.text(line.project?.code.text ?? ""), .text(line.project?.description ?? "")]
                + figures(line) + [.text(line.reason ?? "")]
        }
        sheet.total = [.text("Total"), .text("")] + figures(forecast.total) + [.text("")]
        sheet.notes = notes
        return sheet
    }

    private func addColumns(to sheet: inout AnswerSheet) {
        let hasCommitments = forecast.lines.contains { $0.committed != .zero }
        sheet.add("Project", "project")
        sheet.add("Description", "description")
        sheet.add("Allocated", "allocated", .right)
        sheet.add("Planned", "plannedToDate", .right)
        sheet.add("Spent", "spentToDate", .right)
        sheet.add("Variance", "variance", .right)
        sheet.add("%", "variancePercent", .right)
        sheet.add("Committed", "committed", .right, isPrinted: hasCommitments)
        sheet.add("Forecast", "forecast", .right)
        sheet.add("Underspend", "underspend", .right)
        sheet.add("Rating", "rating")
        sheet.add("Needs reason", "needsReason", isPrinted: false)
        sheet.add("Forecast reason", "forecastReason", isPrinted: false)
    }

    private func figures(_ line: FundForecast.Line) -> [AnswerSheet.Cell] {
        [
            .money(line.allocated), .money(line.plannedToDate), .money(line.spent),
            .signed(line.variance), .percent(line.variancePercent), .money(line.committed),
            .money(line.forecast), .money(line.underspend), .text(line.rating.rawValue),
            .flag(line.needsReason),
        ]
    }

    private var notes: [String] {
        var notes = forecast.lines.compactMap { line in
            line.reason.map { "\(line.project?.code.text ?? "") forecast by a person: \($0)" }
        }
        notes.append(
            "Variance is spent less planned to date, that of the months that are over: above nought "
                + "is ahead of plan. Underspend is allocated less forecast: below nought is an "
                + "overspend.")
        notes.append(FundForecast.ratingWords(forecast.agreement))
        let unallocated = forecast.statement.unallocated
        if unallocated > .zero {
            notes.append("\(unallocated) is not allocated and counts as unspent.")
        } else if unallocated < .zero {
            notes.append("\(-unallocated) is allocated beyond what the fund holds.")
        }
        return notes + [forecast.sentence]
    }
}
