// Printers: see the design.
