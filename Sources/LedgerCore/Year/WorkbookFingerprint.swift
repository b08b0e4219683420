/// What ties a return's workbook to itself: a SHA-256 over all that it says, printed in one of its
/// cells, so that whoever has nothing but the file can see that no locked cell was altered.
///
/// Whoever writes the workbook takes the fingerprint as a text, writes it in one locked cell and
/// gives that cell the workbook-wide name `cellName`. It is written twice: first with `blank`; then
/// the finished file is read as anyone reads it (`WorkbookCells` of LedgerImport), and written again
/// with what that comes to. So what is hashed is what readers see: texts, figures, formulas as they
/// are written and the names of cells; not what formulas come to, which is recomputed from them, nor
/// styles, nor what may be typed into unlocked cells.
public enum WorkbookFingerprint {
    /// The defined name of the cell that holds the fingerprint.
    public static let cellName = "Fingerprint"
    /// What stands in the cell before the fingerprint is known.
    public static let blank = String(repeating: "0", count: 64)
}
