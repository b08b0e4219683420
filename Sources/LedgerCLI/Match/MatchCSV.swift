internal import LedgerCore
internal import LedgerExport

/// A matching as a table for spreadsheets: a row for each payment and each entry.
struct MatchCSV {
    private var csv = CSVText()
    private let words: MatchWords

    var text: String { csv.text }

    init(_ run: MatchRun, _ matching: Matching) {
        words = MatchWords(run)
        csv.addRow([
            "Result", "Match", "Matched by", "Side", "Name", "Where", "Date", "Payee", "Reference",
            "Code", "Amount", "Difference", "Remark",
        ])
        var number = 0
        for (result, matches) in [("matched", matching.matched), ("differing", matching.differing)]
        {
            for match in matches {
                number += 1
                let remark = match.doubt.map(words.doubt) ?? ""
                for payment in match.payments { add(payment, result, number, match, remark) }
                for spend in match.spends { add(spend, result, number, match, remark) }
            }
        }
        for alone in matching.onlyInLedger {
            add(alone.spend, "only in the ledger", nil, nil, words.couldBe(alone.couldBe))
        }
        for alone in matching.onlyInFinance {
            add(alone.payment, "only in finance", nil, nil, words.couldBe(alone.couldBe))
        }
    }

    private mutating func begin(_ result: String, _ number: Int?, _ match: Match?, _ side: String) {
        csv.add(plain: result)
        csv.add(plain: number.map(String.init) ?? "")
        csv.add(match.map { MatchWords.way($0.way) } ?? "")
        csv.add(plain: side)
    }

    private mutating func end(_ amount: Money, _ match: Match?, _ remark: String) {
        csv.add(plain: amount.plain)
        csv.add(plain: match.map(\.difference.plain) ?? "")
        csv.add(remark)
        csv.endRow()
    }

    private mutating func add(
        _ named: NamedPayment, _ result: String, _ number: Int?, _ match: Match?, _ remark: String
    ) {
        let payment = named.payment
        begin(result, number, match, "finance")
        csv.add(plain: named.name.text)
        csv.add(words.place(named))
        csv.add(plain: "\(payment.day)")
        csv.add(payment.payee)
        csv.add(payment.reference)
        csv.add(payment.code)
        end(payment.amount, match, remark)
    }

    private mutating func add(
        _ spend: LedgerSpend, _ result: String, _ number: Int?, _ match: Match?, _ remark: String
    ) {
        let transfer = spend.entry.transfer
        begin(result, number, match, "ledger")
        csv.add(plain: "\(spend.entry.number)")
        csv.add(plain: "entry \(spend.entry.number)")
        csv.add(plain: "\(transfer.day)")
        csv.add(transfer.payee)
        csv.add(transfer.reference)
        csv.add(plain: spend.project?.text ?? "")
        end(spend.amount, match, remark)
    }
}
