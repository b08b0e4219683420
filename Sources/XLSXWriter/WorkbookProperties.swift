/// What a workbook says about itself; nothing in it comes from the clock or the machine.
public struct WorkbookProperties: Hashable, Sendable {
    /// What it is.
    public var title: String
    /// What it is about.
    public var subject: String
    /// Who made it.
    public var author: String
    /// The body it was made for.
    public var company: String
    /// The kind of document.
    public var category: String
    /// Words to find it by.
    public var keywords: String
    /// Anything else a reader should know.
    public var comments: String
    /// When it was made, in seconds since 1970 began, so that equal content gives equal bytes.
    public var created: Int64

    /// Empty texts are left out of the file.
    public init(
        title: String, subject: String = "", author: String = "", company: String = "",
        category: String = "", keywords: String = "", comments: String = "", created: Int64
    ) {
        self.title = title
        self.subject = subject
        self.author = author
        self.company = company
        self.category = category
        self.keywords = keywords
        self.comments = comments
        self.created = created
    }
}
