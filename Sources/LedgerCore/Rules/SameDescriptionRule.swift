/// Two projects of one name are told apart by their codes alone; the reader of a table cannot.
struct SameDescriptionRule: ReconciliationRule {
    let name = "same-description"

    func findings(in review: FundReview) -> [Finding] {
        let groups = Dictionary(grouping: review.statement.lines) {
            foldedLabel($0.project.description)
        }
        return groups.values.filter { $0.count > 1 }.compactMap { lines in
            guard let first = lines.first else { return nil }
            let codes = lines.map(\.project.code.text).joined(separator: " and ")
            let together = lines.count == 2 ? "both" : "all"
            return Finding(
                rule: name, severity: .warning, fund: review.fund.key, project: first.project.code,
                amount: lines.reduce(.zero) { $0 + $1.allocated },
                message: "\(codes) are \(together) called “\(first.project.description)”. "
                    + "Tell them apart with `locality project edit`.")
        }
    }
}
