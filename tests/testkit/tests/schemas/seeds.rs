//! The first rows are the same on both engines.

use huishang_testkit::{Engine, TestDb, block_on};

use crate::bench::Bench;

#[test]
fn first_values_are_the_same() {
    block_on(async {
        let mut ours = Bench::new(TestDb::new(Engine::Sqlite)).await;
        let mut theirs = Bench::new(TestDb::new(Engine::Postgres)).await;
        for (at_least, query) in [
            (16, "SELECT code || '|' || name FROM entities"),
            (20, "SELECT list_code || '|' || code || '|' || name || '|' || position FROM code_items"),
            (
                50,
                "SELECT code || '|' || name || '|' || coalesce(parent_code, '') || '|' || level || '|' || path FROM categories",
            ),
            (
                18,
                "SELECT code || '|' || name || '|' || amount || '|' || unit || '|' || source || '|' || warning_share FROM limits",
            ),
            (
                14,
                "SELECT code || '|' || checklist_code || '|' || position || '|' || text FROM checklist_items",
            ),
            (3, "SELECT key FROM settings"),
        ] {
            let (mut a, mut b) = (ours.rows(query).await, theirs.rows(query).await);
            a.sort();
            b.sort();
            assert_eq!(a, b);
            assert!(a.len() >= at_least, "{query}: {}", a.len());
        }
        let kinds = ours.rows("SELECT name FROM categories WHERE parent_code = 'M' ORDER BY code").await;
        assert_eq!(kinds.len(), 17, "矛盾纠纷 17 类");
        assert_eq!((kinds[0].as_str(), kinds[16].as_str()), ("婚恋家庭", "其他"));
        assert_eq!(
            ours.rows("SELECT name FROM categories WHERE path = '公共服务-路灯照明'").await,
            ["路灯照明"]
        );
        assert_eq!(theirs.rows("SELECT amount || unit FROM limits WHERE code = 'case'").await, ["3month"]);
    });
}
