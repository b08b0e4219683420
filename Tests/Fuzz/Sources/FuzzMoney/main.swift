import FuzzDriver
import LedgerCore
import LedgerImport

#if canImport(Glibc)
    import Glibc
#endif

/// An amount as a person types or prints it; what was read reads the same once it is printed.
exit(
    fuzz { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let money = try? Money(parsing: text) {
            precondition((try? Money(parsing: money.description)) == money, "\(money) differs")
        }
        if let amount = PrintedAmount(reading: text).amount {
            precondition(
                PrintedAmount(reading: amount.description).amount == amount, "\(amount) differs")
        }
    })
