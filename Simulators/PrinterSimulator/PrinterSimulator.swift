// PrinterSimulator: see the design.
