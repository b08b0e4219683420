internal import LedgerCore
internal import LedgerImport
internal import LedgerStore

/// Reads a return's figures from the ledger, as they are or as they were known at a step.
struct ReturnReading {
    let ledger: Ledger
    let fund: FundYear
    let period: ReturnPeriod
    let version: Int
    /// How far the ledger had come.
    let state: LedgerState

    /// The return as known at the state.
    ///
    /// `signatures` are the steps taken so far, one that is being taken among them; `today` is the day
    /// that findings and waivers are judged on.
    func read(
        stage: ReturnStage, signatures: [GrantReturn.SignatureLine], today: CalendarDay,
        since before: GrantReturn? = nil
    ) throws -> GrantReturn {
        let registrations = try ledger.registrations().filter {
            ($0.number ?? 0) <= state.records
        }
        let reading = try FundReading(
            ledger, of: fund, registrations: registrations, asAt: period.lastDay,
            asKnown: state.asKnown, today: today)
        let review = reading.review
        let findings = Reconciliation.findings(
            in: [review], verification: reading.findings,
            waivers: FundReading.waivers(registrations), today: today)
        let opening = try statement(period.firstDay.adding(days: -1))
        let forecast = try ledger.forecast(
            of: fund, asAt: period.lastDay, asKnown: state.asKnown)
        let income = try kept(.match).map { try MatchIncome($0) }
        func made(_ changes: [GrantReturn.ChangeLine]) throws -> GrantReturn {
            GrantReturn(
                fund: review.fund, agreement: review.agreement, period: period, version: version,
                stage: stage, head: state.head, records: state.records,
                summary: summary(review, opening, forecast, income),
                quarters: forecast.total.quarters,
                projects: try projects(review, opening, forecast, income),
                transactions: transactions(review),
                approvals: try approvals(review), outputs: try outputs(),
                rules: rules(findings), findings: findings, changes: changes,
                signatures: signatures)
        }
        let plain = try made([])
        guard let before else { return plain }
        return try made(plain.changes(since: before))
    }

    private func statement(_ day: CalendarDay) throws -> FundStatement {
        try ledger.statement(of: fund, asAt: day, asKnown: state.asKnown)
    }

    private func kept(_ kind: YearRecord.Kind) throws -> [YearRecord] {
        try ledger.keptRecords(of: fund, kind, asKnown: state.asKnown).latest.map(\.record)
    }

    private func summary(
        _ review: FundReview, _ opening: FundStatement, _ forecast: FundForecast,
        _ income: [MatchIncome]
    ) -> GrantReturn.Summary {
        let statement = review.statement
        let totals = statement.totals
        var summary = GrantReturn.Summary()
        summary.award = statement.award
        summary.broughtForward = statement.broughtForward
        summary.carriedForward = statement.carriedForward
        summary.repaid = statement.repaid
        summary.claimed = statement.claimed
        summary.claimedInPeriod = statement.claimed - opening.claimed
        summary.received = statement.received
        summary.allocated = totals.allocated
        summary.unallocated = statement.unallocated
        summary.committed = totals.committed
        summary.spent = totals.spent
        summary.spentInPeriod = totals.spent - opening.totals.spent
        summary.balance = totals.balance
        summary.freeBalance = totals.freeBalance
        summary.forecast = forecast.total.forecast
        summary.matchFunding = income.total(through: period.lastDay)
        return summary
    }

    private func projects(
        _ review: FundReview, _ opening: FundStatement, _ forecast: FundForecast,
        _ income: [MatchIncome]
    ) throws -> [GrantReturn.ProjectLine] {
        let before = Dictionary(
            opening.lines.map { ($0.project.code, $0.spent) }, uniquingKeysWith: { $1 })
        let notes = try kept(.note).map { try ReturnNote($0) }.filter { $0.period == period }
        return try zip(review.statement.lines, forecast.lines).map { line, ahead in
            let code = line.project.code
            let note =
                try notes.first { $0.project == code }
                ?? ReturnNote(fund: fund, period: period, project: code)
            var project = GrantReturn.ProjectLine(project: line.project, note: note)
            project.original = line.original
            project.virements = line.virements
            project.allocated = line.allocated
            project.plannedInPeriod = ahead.plan?.planned(in: period) ?? .zero
            project.plannedToDate = ahead.plannedToDate
            project.spentInPeriod = line.spent - (before[code] ?? .zero)
            project.spentToDate = line.spent
            project.committed = line.committed
            project.balance = line.balance
            project.freeBalance = line.freeBalance
            project.forecast = ahead.forecast
            project.matchFunding = income.total(of: code, through: period.lastDay)
            project.rating = ahead.rating
            project.needsReason = ahead.needsReason
            add(review, code, to: &project)
            return project
        }
    }

    /// What the entries and their tags add: late, labour, capital, and what has no document.
    private func add(
        _ review: FundReview, _ code: Code, to project: inout GrantReturn.ProjectLine
    ) {
        let limit = review.agreement.money(.evidenceFrom) ?? .zero
        for entry in review.standingCosts(of: code) {
            let amount =
                entry.transfer.kind == .refund ? -entry.transfer.amount : entry.transfer.amount
            let tag = review.tags[entry.id]
            if tag?.period != nil, period.days.contains(entry.transfer.day) {
                project.lateInPeriod += amount
            }
            if tag?.isLabour == true { project.labour += amount }
            if tag?.isCapital == true { project.capital += amount }
            if entry.transfer.kind == .spend, entry.transfer.amount > limit,
                review.evidence[entry.id] == nil
            {
                project.withoutEvidence += amount
            }
        }
    }

    private func transactions(_ review: FundReview) -> [GrantReturn.TransactionLine] {
        review.entries.filter { period.days.contains($0.transfer.day) }.map { entry in
            let tag = review.tags[entry.id]
            return GrantReturn.TransactionLine(
                entry: entry, belongsTo: tag?.period, tag: tag,
                evidence: (review.evidence[entry.id] ?? []).map(\.name))
        }
    }

    /// What was asked for and decided, and what was vired or the like without asking, in the period.
    private func approvals(_ review: FundReview) throws -> [GrantReturn.ApprovalLine] {
        let asked = review.approvals.filter { ($0.decided ?? $0.asked).day >= period.firstDay }
        let names = Set(try review.approvals.map { try $0.proposal.entryID() })
        let atOnce = review.entries.filter {
            $0.transfer.kind == .virement && period.days.contains($0.transfer.day)
                && !names.contains($0.id)
        }
        return asked.map(GrantReturn.ApprovalLine.init) + atOnce.map(GrantReturn.ApprovalLine.init)
    }

    private func outputs() throws -> [GrantReturn.OutputLine] {
        let outputs = try kept(.output).map { try Output($0) }.filter {
            $0.quarter.firstDay <= period.lastDay
        }
        var spent: [Quarter: FundStatement] = [:]
        for quarter in Set(outputs.map(\.quarter)) {
            spent[quarter] = try statement(min(quarter.lastDay, period.lastDay))
        }
        return Output.lines(outputs) { project, quarter in
            spent[quarter]?.lines.first { $0.project.code == project }?.spent ?? .zero
        }
    }

    private func rules(_ findings: [Finding]) -> [GrantReturn.RuleLine] {
        Reconciliation.rules.map { rule in
            let own = findings.filter { $0.rule == rule.name }
            return GrantReturn.RuleLine(
                rule: rule.name, findings: own.count, waived: own.count { $0.waiver != nil },
                amount: own.map(\.amount).max() ?? .zero)
        }
    }
}

extension GrantReturn.ApprovalLine {
    fileprivate init(_ approval: Approval) {
        let transfer = approval.proposal.transfer
        let figures = approval.decision?.figures ?? []
        self.init(
            name: approval.proposal.name, kind: transfer.kind, from: transfer.from,
            to: transfer.to, amount: transfer.amount, reason: approval.proposal.reason,
            askedBy: approval.askedBy, asked: approval.asked.day, verdict: approval.standing,
            decidedBy: approval.decidedBy, decided: approval.decided?.day,
            minute: approval.decision?.minute ?? "", before: figures.map(\.before),
            after: figures.map(\.after))
    }

    fileprivate init(_ entry: Entry) {
        let transfer = entry.transfer
        self.init(
            name: "", kind: transfer.kind, from: transfer.from, to: transfer.to,
            amount: transfer.amount, reason: transfer.note, askedBy: entry.recorder,
            asked: entry.recorded.day, verdict: "recorded at once", decidedBy: "", decided: nil,
            minute: transfer.reference, before: [], after: [])
    }
}
