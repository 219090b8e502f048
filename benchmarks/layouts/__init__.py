"""The seeded archives of the benchmarks, one module for each vendor's layout."""
