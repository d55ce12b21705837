/// What a typed receipt may say, for whoever writes one.
public enum ReceiptSchema {
    /// JSON Schema 2020-12, as JSON text.
    public static var json: [UInt8] { PackageResources.receipt_schema_json }
}
