/// What the owner knows of its printer from one connection to the next.
struct PrinterMemory {
    /// How many NULs take the printer out of a command that was cut off; 0 when none can have been.
    var flushBytes = 0
    /// A receipt was interrupted in an earlier life: nothing is sent before its order has come.
    var expectsResume = false
    /// It has answered questions in the stream of print data: when it does not, something is wrong.
    var answersInOrder = false
}
