/// The fields of a record while the type that its kind belongs to reads them.
struct RecordFields {
    let record: YearRecord
    private var values: [String: String] = [:]

    /// Throws `YearRefusal.unknownField` for one that is not known, or that comes twice.
    init(_ record: YearRecord, known: [String]) throws(Refusal) {
        self.record = record
        for field in record.fields {
            guard known.contains(field.name) else {
                throw .year(.unknownField(record.kind, field.name, known: known))
            }
            guard values[field.name] == nil else {
                throw .year(.fieldTwice(record.kind, field.name))
            }
            values[field.name] = field.value
        }
    }

    /// The text of a field; blank where the record does not have it.
    subscript(name: String) -> String { values[name] ?? "" }

    /// A sum of nought or more; nil where the field is blank.
    func money(_ name: String) throws(Refusal) -> Money? {
        guard !self[name].isEmpty else { return nil }
        guard let money = try? Money(parsing: self[name]), money >= .zero,
            money <= .entryLimit
        else { throw malformed(name, "a sum such as £1,250.00") }
        return money
    }

    /// A sum that may be below nought; refused where the field is blank.
    func balance(_ name: String) throws(Refusal) -> Money {
        guard let money = try? Money(parsing: self[name]) else {
            throw malformed(name, "a sum such as £1,250.00 or -£16.00")
        }
        return money
    }

    /// A project's code; nil where the field is blank.
    func project(_ name: String) throws(Refusal) -> Code? {
        guard !self[name].isEmpty else { return nil }
        guard let code = try? Code(self[name]) else { throw malformed(name, "a project's code") }
        return code
    }

    /// A whole number; nil where the field is blank.
    func count(_ name: String) throws(Refusal) -> Int? {
        guard !self[name].isEmpty else { return nil }
        guard let count = wholeNumber(Array(self[name].utf8)) else {
            throw malformed(name, "a whole number")
        }
        return count
    }

    /// A day; refused where the field is blank.
    func day(_ name: String) throws(Refusal) -> CalendarDay {
        guard let day = try? CalendarDay(parsing: self[name]) else {
            throw malformed(name, "a day such as 2018-06-30")
        }
        return day
    }

    func malformed(_ name: String, _ form: String) -> Refusal {
        .year(.malformedField(record.kind, name, self[name], form: form))
    }

    /// The parts of the record's name between its slashes; the last takes what is left.
    func name(parts count: Int, form: String) throws(Refusal) -> [String] {
        let parts = record.name.utf8.split(
            separator: UInt8(ascii: "/"), maxSplits: count - 1, omittingEmptySubsequences: false)
        guard parts.count == count, parts.allSatisfy({ !$0.isEmpty }) else {
            throw malformedName(form)
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The part of the name that is a project's code.
    func code(_ text: String, form: String) throws(Refusal) -> Code {
        guard let code = try? Code(text) else { throw malformedName(form) }
        return code
    }

    func malformedName(_ form: String) -> Refusal {
        .year(.malformedName(record.kind, record.name, form: form))
    }
}
