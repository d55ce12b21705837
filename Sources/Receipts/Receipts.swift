// Receipts: see the design.
