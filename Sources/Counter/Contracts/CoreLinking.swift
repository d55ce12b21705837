/// The way to the core: takes requests without blocking and answers through the closure it was made with.
public protocol CoreLinking: AnyObject, Sendable {
    func request(_ request: CoreRequest)
}
