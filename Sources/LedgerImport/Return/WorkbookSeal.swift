public import LedgerCore

extension WorkbookCells {
    /// The fingerprint that the workbook says it has; nil where no cell says one.
    public var printedFingerprint: String? {
        guard let (sheet, place) = cell(named: WorkbookFingerprint.cellName),
            case .text(let text) = self[sheet]?[place]?.value
        else { return nil }
        return text
    }

    /// The fingerprint of what the workbook says: see `WorkbookFingerprint`.
    ///
    /// - Parameter hash: SHA-256.
    public func fingerprint(by hash: ([UInt8]) -> LedgerHash) -> LedgerHash {
        hash(canonicalBytes)
    }

    /// What is hashed: the names, and each locked cell of each sheet, a formula by itself and not by
    /// what it comes to; the cell of the fingerprint left out.
    var canonicalBytes: [UInt8] {
        var canonical = CanonicalBytes(reserving: 1 << 16)
        canonical.add("workbook 1")
        let names = names.sorted { ($0.name, $0.sheet ?? -1) < ($1.name, $1.sheet ?? -1) }
        canonical.add(Int64(names.count))
        for name in names {
            canonical.add(name.name)
            canonical.add(Int64(name.sheet ?? -1))
            canonical.add(name.meaning)
        }
        let seal = cell(named: WorkbookFingerprint.cellName)
        canonical.add(Int64(sheets.count))
        for sheet in sheets {
            canonical.add(sheet.name)
            let cells = sheet.cells.filter {
                !$0.isOpen && !(seal?.sheet == sheet.name && seal?.place == $0.place)
            }
            canonical.add(Int64(cells.count))
            for cell in cells { cell.add(to: &canonical) }
        }
        return canonical.bytes
    }
}

extension WrittenCell {
    fileprivate func add(to canonical: inout CanonicalBytes) {
        canonical.add(Int64(place.line))
        canonical.add(Int64(place.column))
        if let formula {
            canonical.add("formula")
            return canonical.add(formula)
        }
        switch value {
        case nil: canonical.add("empty")
        case .text(let text):
            canonical.add("text")
            canonical.add(text)
        case .number(let number):
            canonical.add("number")
            canonical.add(number)
        case .boolean(let isTrue):
            canonical.add("boolean")
            canonical.add(isTrue ? "TRUE" : "FALSE")
        case .error(let error):
            canonical.add("error")
            canonical.add(error)
        }
    }
}
