//! A transaction on either engine, and the macros that run one SQL text on both.

use sqlx::{Postgres, Sqlite, Transaction};

use crate::StoreError;

/// An open transaction; dropped without [`Tx::commit`] it leaves nothing behind.
pub enum Tx {
    /// On one's own file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the shared server.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything done so far lasting.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Expands one expression for each engine, with `$conn` as its connection.
macro_rules! on {
    ($tx:expr, $conn:ident => $body:expr) => {
        match $tx {
            $crate::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}

/// All rows of a query as `Vec<$row>`.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        on!($tx, conn => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(conn).await)
            .map_err($crate::StoreError::from)
    };
}

/// The row of a query, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        on!($tx, conn => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(conn).await)
            .map_err($crate::StoreError::from)
    };
}

/// One value of a query that always gives a row.
macro_rules! scalar {
    ($tx:expr, $type:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        on!($tx, conn => sqlx::query_scalar::<_, $type>($sql)$(.bind($bind))*.fetch_one(conn).await)
            .map_err($crate::StoreError::from)
    };
}

/// Runs a statement and gives the number of rows it touched.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        on!($tx, conn => sqlx::query($sql)$(.bind($bind))*.execute(conn).await.map(|done| done.rows_affected()))
            .map_err($crate::StoreError::from)
    };
}
