// HTTPServer: see the design.
