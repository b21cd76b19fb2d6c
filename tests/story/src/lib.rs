//! Tests that cross crates. The library itself is empty: see `tests/`.
