//! How fast the program is with very much in it. Not part of the tests: `cargo bench -p huishang-bench`.
