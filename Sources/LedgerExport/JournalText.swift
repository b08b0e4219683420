import LedgerCore

/// How people's own words are written so that no tool takes them for syntax.
extension JournalPage {
    /// What the entry is, in a line: its kind, its projects, and who was paid or what was noted.
    mutating func addDescription(of entry: Entry) {
        let transfer = entry.transfer
        add(transfer.kind.name)
        if let answers = entry.answers {
            add(transfer.kind == .reversal ? " of entry " : " against entry ")
            addNumber(UInt64(answers))
        }
        if let from = transfer.from {
            add(" ")
            add(from.text)
        }
        if let to = transfer.to {
            add(transfer.from == nil ? " " : " to ")
            add(to.text)
        }
        let words = transfer.payee.isEmpty ? transfer.note : transfer.payee
        guard !words.isEmpty else { return }
        add(": ")
        // hledger ends a description at a semicolon, ledger does not.
        addText(words, semicolon: UInt8(ascii: ","))
    }

    /// Everything of the entry that its postings do not say, a line each.
    mutating func addTags(of entry: Entry, startingLines start: String) {
        let transfer = entry.transfer
        addTag("kind", transfer.kind.name, start)
        addTag("id", entry.id.text, start)
        let fund = transfer.fund
        addTag("fund", "\(fund.code.text) \(fund.year)", start)
        addTag("reference", transfer.reference, start)
        addTag("payee", transfer.payee, start)
        addTag("note", transfer.note, start)
        addTag("overspend", transfer.overspendReason, start)
        startTag("recorded", start)
        addMoment(entry.recorded)
        endTag()
        addTag("recorder", entry.recorder, start)
    }

    /// The names `addTags` uses, which ledger wants declared.
    static let tagNames = [
        "kind", "id", "fund", "reference", "payee", "note", "overspend", "recorded", "recorder",
    ]

    private mutating func addTag(_ name: String, _ value: String, _ start: String) {
        guard !value.isEmpty else { return }
        startTag(name, start)
        addText(value)
        endTag()
    }

    private mutating func startTag(_ name: String, _ start: String) {
        add(start)
        add(name)
        add(format == .beancount ? ": \"" : ": ")
    }

    private mutating func endTag() {
        add(format == .beancount ? "\"\n" : "\n")
    }

    /// The text on one line; bracketed dates would move an entry to another day in ledger, and
    /// quotes end a text in Beancount.
    mutating func addText(_ text: String, semicolon: UInt8 = UInt8(ascii: ";")) {
        if text.utf8.allSatisfy(JournalPage.isPlain) {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20, 0x7F: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: ";"): bytes.append(semicolon)
            case UInt8(ascii: "["): bytes.append(UInt8(ascii: format == .beancount ? "[" : "("))
            case UInt8(ascii: "]"): bytes.append(UInt8(ascii: format == .beancount ? "]" : ")"))
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                if format == .beancount { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            default: bytes.append(byte)
            }
        }
    }

    /// Whether every tool takes the byte as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F, UInt8(ascii: ";"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "\""), UInt8(ascii: "\\"):
            false
        default: true
        }
    }
}
