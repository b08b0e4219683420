import LedgerCore
import Synchronization

/// A clock that shows what the test sets, and moves on by its step each time it is read.
final class SetClock: Sendable {
    private let milliseconds: Mutex<Int64>
    private let step: Int64

    init(_ text: String = "2018-11-02T09:00:00Z", step: Int64 = 1_000) throws {
        self.step = step
        milliseconds = Mutex(try Moment(parsing: text).milliseconds)
    }

    func set(_ text: String) throws {
        let moment = try Moment(parsing: text)
        milliseconds.withLock { $0 = moment.milliseconds }
    }

    func add(milliseconds: Int64) {
        self.milliseconds.withLock { $0 += milliseconds }
    }

    /// What a ledger is given to go by.
    @Sendable func read() -> Moment {
        milliseconds.withLock { now in
            now += step
            return Moment(milliseconds: now)
        }
    }
}
