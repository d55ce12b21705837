// Imaging: see the design.
