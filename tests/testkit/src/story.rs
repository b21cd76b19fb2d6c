//! One story, both engines.

use std::future::Future;

/// Runs a story to its end on a runtime of its own.
pub fn block_on<F: Future>(story: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a tokio runtime")
        .block_on(story)
}

/// Makes two tests of each story, `story::sqlite` and `story::postgres`, each with a fresh and empty database.
///
/// ```
/// huishang_testkit::on_both_engines! {
///     async fn opens(db: TestDb) {
///         assert!(db.url.starts_with(db.engine.scheme()));
///     }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $story:ident($db:ident: $type:ty) $body:block)+) => {$(
        $(#[$meta])*
        #[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a story is a test")]
        mod $story {
            #[allow(unused_imports, reason = "a story may need nothing from around it")]
            use super::*;
            #[allow(unused_imports, reason = "the caller may have imported it already")]
            use $crate::TestDb;

            async fn story($db: $type) $body

            #[test]
            fn sqlite() {
                $crate::block_on(story($crate::TestDb::new($crate::Engine::Sqlite)));
            }

            #[test]
            fn postgres() {
                $crate::block_on(story($crate::TestDb::new($crate::Engine::Postgres)));
            }
        }
    )+};
}
