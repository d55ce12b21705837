/// What a look at the shop gave.
enum Sight {
    /// As expected; a note for people.
    case seen(String?)
    /// Not yet: what is there instead.
    case not(String)
    /// It can never become so.
    case never(String)
}
