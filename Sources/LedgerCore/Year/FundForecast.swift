/// Where a fund year stands against its plan on a day, and what it is heading for.
///
/// Variances are spend less plan: above nought when ahead of the plan. What was planned to date is
/// that of the months that are over with the day.
public struct FundForecast: Sendable {
    public let statement: FundStatement
    public let agreement: Agreement
    /// One line a project, in the order of their codes.
    public let lines: [Line]

    /// A plan held against what came of it, in pence.
    public struct Line: Sendable {
        /// Nil for all projects together.
        public let project: Project?
        public let allocated: Money
        /// Each quarter's planned and actual spend; actual up to the day.
        public let quarters: [GrantReturn.QuarterLine]
        public let plannedToDate: Money
        public let spent: Money
        public let committed: Money
        /// What is expected to be spent by the year's end.
        public let forecast: Money
        /// Why, where a person gave the forecast; nil where it is worked out.
        public let reason: String?
        /// How it was planned; nil for all projects together.
        public let plan: PlannedSpend?
        /// Whether the variance is at or past the share from which it needs a reason.
        public let needsReason: Bool
        public let rating: Rating

        /// Spent less planned to date.
        public var variance: Money { spent - plannedToDate }

        /// The variance in hundredths of a per cent of what was planned, half away from nought; nil
        /// where nothing was.
        public var variancePercent: Int64? {
            guard plannedToDate.pence > 0 else { return nil }
            let (planned, size) = (
                Int128(plannedToDate.pence), Int128(variance.magnitude.pence) * 10_000
            )
            let share = Int64(clamping: (size * 2 + planned) / (planned * 2))
            return variance < .zero ? -share : share
        }

        /// Allocated less forecast: above nought for an underspend.
        public var underspend: Money { allocated - forecast }
    }

    /// The statements are as at the day, and as at the end of each quarter that had begun by then or at
    /// the day itself, in order.
    public init(
        _ statement: FundStatement, quarterEnds: [FundStatement], agreement: Agreement,
        profiles: [SpendProfile], forecasts: [StatedForecast]
    ) {
        self.statement = statement
        self.agreement = agreement
        let spent = quarterEnds.map { end in
            Dictionary(
                end.lines.map { ($0.project.code, $0.spent) }, uniquingKeysWith: { $1 })
        }
        lines = statement.lines.map { line in
            let code = line.project.code
            return Line(
                line, statement, agreement,
                plan: PlannedSpend(
                    profiles.last { $0.project == code }, allocated: line.allocated),
                spentThrough: spent.map { $0[code] ?? .zero },
                stated: forecasts.last { $0.project == code })
        }
    }

    /// All projects together.
    public var total: Line { Line(lines, statement, agreement) }

    /// What the fund holds for the year: allocated and unallocated.
    public var held: Money { statement.totals.allocated + statement.unallocated }

    /// What it is heading to leave unspent, unallocated money with it; below nought for an overspend.
    public var underspend: Money { held - total.forecast }

    /// Says what it is heading for, such as to leave £40,530.00 of £75,500.00 unspent.
    public var sentence: String {
        let fund = statement.fund.key
        if underspend > .zero {
            return "\(fund) is heading to leave \(underspend) of \(held) unspent."
        }
        if underspend < .zero {
            return "\(fund) is heading to spend \(-underspend) more than the \(held) it holds."
        }
        return "\(fund) is heading to spend all of \(held)."
    }

    /// How a rating comes about under an agreement.
    public static func ratingWords(_ agreement: Agreement) -> String {
        "Red: a variance of \(agreement[.varianceReason]) of the plan or more, or a forecast "
            + "overspend. Amber: half of that variance or more. Green: all else."
    }
}

extension FundForecast.Line {
    fileprivate init(
        _ line: FundStatement.Line, _ statement: FundStatement, _ agreement: Agreement,
        plan: PlannedSpend, spentThrough: [Money], stated: StatedForecast?
    ) {
        let year = statement.fund.key.year
        let over = PlannedSpend.months(of: year, through: statement.asAt) / 3
        let begun = spentThrough.count
        let planned = plan.quarters
        // What was spent up to the end of each quarter; all of it from the running one on, and in the
        // last what counts for days after the year's end.
        let through =
            spentThrough.prefix(3) + Array(repeating: line.spent, count: max(1, 4 - begun))
        let actual = zip(through, [.zero] + through).map { $0 - $1 }
        quarters = FundForecast.quarters(of: year).enumerated().map { index, quarter in
            GrantReturn.QuarterLine(
                quarter: quarter, planned: planned[index], actual: actual[index])
        }
        project = line.project
        allocated = line.allocated
        plannedToDate = plan.planned(through: statement.asAt, of: year)
        spent = line.spent
        committed = line.committed
        self.plan = plan
        if let amount = stated?.amount {
            forecast = max(amount, line.spent)
            reason = stated?.reason
        } else {
            let rest = (over..<4).reduce(Money.zero) { sum, index in
                // The quarter that is running takes the larger of what it spent and what it planned.
                sum + (index == over ? max(planned[index], actual[index]) : planned[index])
            }
            let before = over == 0 ? .zero : through[over - 1]
            // What is spent early is taken out of what was planned for later: the ledger refuses a
            // spend beyond the allocation, unless it was authorised and is spent.
            forecast = max(min(before + rest, line.allocated), line.spent + line.committed)
            reason = nil
        }
        (needsReason, rating) = FundForecast.Line.judged(
            agreement, planned: plannedToDate, variance: line.spent - plannedToDate,
            isOverspent: forecast > line.allocated)
    }

    fileprivate init(
        _ lines: [FundForecast.Line], _ statement: FundStatement, _ agreement: Agreement
    ) {
        func sum(_ figure: (FundForecast.Line) -> Money) -> Money {
            lines.reduce(.zero) { $0 + figure($1) }
        }
        project = nil
        allocated = sum(\.allocated)
        quarters = FundForecast.quarters(of: statement.fund.key.year).enumerated().map {
            index, quarter in
            GrantReturn.QuarterLine(
                quarter: quarter, planned: sum { $0.quarters[index].planned },
                actual: sum { $0.quarters[index].actual })
        }
        plannedToDate = sum(\.plannedToDate)
        spent = sum(\.spent)
        committed = sum(\.committed)
        forecast = sum(\.forecast)
        reason = nil
        plan = nil
        (needsReason, rating) = FundForecast.Line.judged(
            agreement, planned: plannedToDate, variance: spent - plannedToDate,
            isOverspent: forecast > allocated + max(statement.unallocated, .zero))
    }

    /// Whether a variance needs a reason, and how its project stands: red at or past the share of the
    /// plan from which it does, amber at or past half of it, green below; red for a forecast overspend.
    private static func judged(
        _ agreement: Agreement, planned: Money, variance: Money, isOverspent: Bool
    ) -> (needsReason: Bool, rating: Rating) {
        func isPast(half: Bool) -> Bool {
            variance != .zero
                && variance.magnitude
                    >= agreement.firstPenny(.varianceReason, of: planned, halved: half)
        }
        let needsReason = isPast(half: false)
        if needsReason || isOverspent { return (needsReason, .red) }
        return (false, isPast(half: true) ? .amber : .green)
    }
}

extension FundForecast {
    /// The quarters of a year in order.
    public static func quarters(of year: FinancialYear) -> [Quarter] {
        [1, 2, 3, 4].map { Quarter(year: year, index: $0) }
    }

    /// The day that a fund year's plan is judged by on a day: no later than the last it may spend on.
    public static func day(_ today: CalendarDay, of fund: Fund) -> CalendarDay {
        min(today, max(fund.spendBy, fund.key.year.lastDay))
    }

    /// The days that statements are needed for, besides the day itself: the ends of the quarters that
    /// are begun, or the day in the quarter that is running.
    public static func quarterEnds(of year: FinancialYear, through day: CalendarDay)
        -> [CalendarDay]
    {
        quarters(of: year).filter { $0.firstDay <= day }.map { min($0.lastDay, day) }
    }
}
