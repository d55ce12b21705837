/// What is wrong with a line's words.
struct WordError: Error {
    let message: String
}
