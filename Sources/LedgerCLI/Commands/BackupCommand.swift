internal import ArgumentParser
internal import LedgerCore
internal import LedgerStore

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the ledger while it is in use, and keep its head beside the copy.",
        discussion: """
            The copy is checked before it gets its name. Keep the .head file, or what it says, somewhere \
            else as well.

            Example:
              locality backup /media/usb/locality-2019-01-24.sqlite
            """)

    @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
    var file: String
    @OptionGroup var options: WholeLedgerOptions

    func run() throws {
        try options.check("backup")
        let ledger = try options.openForReading()
        try makeFolder(of: file)
        let head = try Backup.make(of: ledger, at: file)
        Console.print(
            "\(file) holds \(EntryWords.count(head.entry)), checked; its head is kept in "
                + "\(Backup.headPath(of: file)).\nLedger head \(head)")
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the ledger's place, after checking it.",
        discussion: """
            The backup must prove itself and have the head that was kept beside it. A ledger that stands \
            in the place is only replaced with --replace, and is kept beside it.

            Example:
              locality restore /media/usb/locality-2019-01-24.sqlite --replace
            """)

    @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
    var file: String
    @Flag(help: "Replace the ledger that is there; it is kept under another name.")
    var replace = false
    @OptionGroup var options: WholeLedgerOptions

    func run() throws {
        try options.check("restore")
        try makeFolder(of: options.path)
        let (head, kept) = try Backup.restore(file, to: options.path, replacing: replace)
        var words = "\(options.path) is restored from \(file) with \(EntryWords.count(head.entry))."
        if let kept { words += "\nWhat was there is kept as \(kept)." }
        Console.print("\(words)\nLedger head \(head)")
    }
}
