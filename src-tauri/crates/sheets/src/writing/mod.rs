//! Writing forms: what a table holds and how wide its columns are is data; one renderer gives all of them their look.

mod look;
mod measure;
mod render;
mod table;

pub use render::{RenderError, render};
pub use table::{Align, Cell, Column, Paper, Table};
