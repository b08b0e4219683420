public import LedgerCore

extension FinanceExtract {
    /// The payments as an extract keeps them, in the order of their days and payees: the same
    /// payments give the same text, however their list was sorted.
    public static func content(of payments: [Payment]) -> String {
        var csv = CSVText(reserving: payments.count * 80)
        csv.addRow(["date", "payee", "reference", "code", "note", "amount", "place"])
        let sorted = payments.sorted { one, other in
            (one.day, one.payee, one.reference, one.amount, one.place)
                < (other.day, other.payee, other.reference, other.amount, other.place)
        }
        for payment in sorted {
            csv.add(plain: "\(payment.day)")
            csv.add(payment.payee)
            csv.add(payment.reference)
            csv.add(payment.code)
            csv.add(payment.note)
            csv.add(plain: payment.amount.plain)
            csv.add(payment.place)
            csv.endRow()
        }
        return csv.text
    }
}
