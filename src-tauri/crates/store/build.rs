//! The migrations are built into the crate, so it must be rebuilt when one is added.
fn main() {
    println!("cargo:rerun-if-changed=../../../migrations");
}
