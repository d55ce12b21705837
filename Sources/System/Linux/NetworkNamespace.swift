import CLinux

/// Moves the calling thread between network namespaces.
public enum NetworkNamespace {
    /// Enters the namespace that `descriptor` (an open `/proc/…/ns/net`) refers to; false when not permitted.
    public static func enter(_ descriptor: Int32) -> Bool {
        countertop_enter_network(descriptor) == 0
    }
}
