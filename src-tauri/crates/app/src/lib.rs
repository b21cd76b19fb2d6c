//! See the module heads.
