//! What is tested of every machine alike: its drawing, and that no sequence of moves leaves it.

use std::collections::HashSet;

/// The transitions of a drawing: lines `from --> to: move` of the mermaid block, by codes and the move's term.
pub(super) fn drawn(markdown: &str) -> Vec<(String, String, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in markdown.lines().map(str::trim) {
        if line.starts_with("```") {
            inside = line == "```mermaid";
        } else if inside && let Some((from, rest)) = line.split_once("-->") {
            let (to, label) = rest.split_once(':').unwrap_or((rest, ""));
            found.push((from.trim().to_owned(), label.trim().to_owned(), to.trim().to_owned()));
        }
    }
    found
}

/// The moves of a drawing's table: rows `| term | code | reason? | condition |`.
pub(super) fn listed(markdown: &str) -> Vec<(String, String, bool)> {
    markdown
        .lines()
        .filter(|line| line.starts_with('|') && line.contains('`'))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].to_owned(), cells[1].trim_matches('`').to_owned(), cells[2] == "要")
        })
        .collect()
}

/// The states that can be reached from `start` along `edges`.
pub(super) fn reachable<S: Copy + Eq + std::hash::Hash>(start: S, edges: &[(S, S)]) -> HashSet<S> {
    let mut seen = HashSet::from([start]);
    let mut todo = vec![start];
    while let Some(at) = todo.pop() {
        for (_, to) in edges.iter().filter(|(from, _)| *from == at) {
            if seen.insert(*to) {
                todo.push(*to);
            }
        }
    }
    seen
}

/// The tests that every machine gets; `$facts` is a strategy for its facts.
macro_rules! machine_tests {
    ($State:ident, $Move:ident, $drawing:literal, $facts:expr) => {
        #[test]
        fn the_drawing_shows_the_table() {
            let markdown = include_str!($drawing);
            let mut drawn = check::drawn(markdown);
            let start = ("[*]".to_owned(), String::new(), START.code().to_owned());
            assert!(drawn.contains(&start), "the start is drawn");
            drawn.retain(|(from, ..)| from != "[*]");
            let mut table: Vec<_> = TABLE
                .iter()
                .map(|(from, mv, to)| (from.code().to_owned(), mv.term().to_owned(), to.code().to_owned()))
                .collect();
            drawn.sort();
            table.sort();
            assert_eq!(drawn, table);
            for state in $State::ALL {
                let name = format!("state \"{}\" as {}\n", state.term(), state.code());
                assert!(markdown.contains(&name), "{name}");
            }
            let moves: Vec<_> = $Move::ALL
                .iter()
                .map(|mv| (mv.term().to_owned(), mv.code().to_owned(), needs_reason(*mv)))
                .collect();
            assert_eq!(check::listed(markdown), moves);
        }

        #[test]
        fn the_table_is_a_machine() {
            let mut steps = std::collections::HashSet::new();
            for (from, mv, to) in TABLE {
                assert!(steps.insert((from, mv)), "{from} has {mv} twice");
                assert!($State::from_code(to.code()).is_some());
            }
            let edges: Vec<_> = TABLE.iter().map(|(from, _, to)| (*from, *to)).collect();
            let reached = check::reachable(START, &edges);
            for state in $State::ALL {
                assert!(reached.contains(state), "nothing leads to {state}");
            }
            for mv in $Move::ALL {
                let rows = TABLE.iter().filter(|(_, m, _)| m == mv).count();
                assert!(rows > 0, "{mv} is drawn nowhere");
                let reasons = NEED_REASON.iter().filter(|m| *m == mv).count();
                assert!(reasons == 0 || reasons == rows, "{mv} wants a reason in some places only");
            }
        }

        proptest::proptest! {
            #[test]
            fn no_sequence_of_moves_leaves_the_drawing(
                steps in proptest::collection::vec((proptest::sample::select($Move::ALL), $facts), 1..60)
            ) {
                let mut state = START;
                for (mv, facts) in steps {
                    let drawn = TABLE.iter().find(|(from, m, _)| *from == state && *m == mv).map(|row| row.2);
                    match apply(state, mv, &facts) {
                        Ok(next) => {
                            prop_assert_eq!(Some(next), drawn);
                            prop_assert!(!needs_reason(mv) || facts.has_reason);
                            state = next;
                        }
                        Err(refused) => {
                            prop_assert_eq!(drawn.is_none(), refused.code == $crate::flow::RefusalCode::NotDrawn);
                            prop_assert_eq!((refused.from, refused.mv), (state.term(), mv.term()));
                            prop_assert!(refused.detail.contains(state.term()) && refused.detail.ends_with('。'));
                        }
                    }
                }
            }

            #[test]
            fn no_move_is_made_from_a_final_state(
                state in proptest::sample::select($State::ALL),
                mv in proptest::sample::select($Move::ALL),
                facts in $facts,
            ) {
                if open_moves(state).is_empty() {
                    prop_assert!(apply(state, mv, &facts).is_err());
                }
            }
        }
    };
}
