//! Forms as people see them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;

fn info() -> FrameInfo {
    FrameInfo {
        county: "示例市".into(),
        period: "2026年10月".into(),
        unit: "示例市委社会工作部".into(),
        reporter: "王示例".into(),
        reviewer: String::new(),
        reported_on: "2026-11-05".parse().unwrap(),
    }
}

fn small() -> Layout {
    Layout::parse(
        r#"{"code":"small","title":"示例表","description":"","period":"month","paper":"a4","unit":"件",
        "total":[{"before":"会商 ","count":"groups","after":" 次"},{"count":"filled","key":"what","after":" 件"}],
        "signatures":["制表人"],"columns":[
        {"key":"n","header":"序号","width":34,"align":"center","kind":"index","mergeByGroup":true},
        {"key":"topic","header":"议题","width":34,"align":"left","mergeByGroup":true},
        {"key":"what","header":"事项","group":"议定","width":34,"align":"left"},
        {"key":"on","header":"日期","group":"议定","width":34,"align":"center","kind":"date"},
        {"key":"people","header":"人数","width":34,"align":"right","kind":"count"},
        {"key":"light","header":"灯色","width":34,"align":"center","kind":"light"}]}"#,
    )
    .unwrap()
}

fn row(topic: &str, what: &str, people: i64, light: &str) -> Row {
    let day: chrono::NaiveDate = "2026-10-16".parse().unwrap();
    Row::new([("topic", Cell::from(topic)), ("what", what.into())])
        .with("on", day)
        .with("people", people)
        .with("light", light)
}

fn two_groups() -> Table {
    let first = vec![row("漏水", "=HYPERLINK(\"http://x\")", 3, "绿"), row("漏水", "修好屋面", 4, "红")];
    Table { groups: vec![Group { rows: first }, Group { rows: vec![row("噪声", "", 5, "")] }] }
}

/// Top left and bottom right.
type Merge = ((u32, u32), (u32, u32));

fn read(bytes: Vec<u8>) -> (Vec<Vec<Data>>, Vec<Merge>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let merges = book.merge_cells_by_sheet_name("示例表").unwrap();
    let merges = merges.into_iter().map(|m| (m.start, m.end)).collect();
    (range.rows().map(<[Data]>::to_vec).collect(), merges)
}

fn text(text: &str) -> Data {
    Data::String(text.into())
}

#[test]
fn everything_stands_where_people_look_for_it() {
    let (cells, merges) = read(render(&small(), &info(), two_groups()).unwrap());
    assert_eq!(cells[0][0], text("示例市2026年10月示例表"));
    assert_eq!(cells[1][0], text("填报单位：示例市委社会工作部"));
    assert!(cells[1].contains(&text("填报日期：2026年11月5日")) && cells[1].contains(&text("单位：件")));
    assert_eq!(cells[2][2], text("议定"));
    assert_eq!(cells[3][2..4], [text("事项"), text("日期")]);
    assert_eq!(cells[4][0..3], [Data::Float(1.0), text("漏水"), text("=HYPERLINK(\"http://x\")")]);
    assert_eq!(cells[4][3].to_string(), "46311");
    assert_eq!(cells[5][0..3], [Data::Empty, Data::Empty, text("修好屋面")]);
    assert_eq!(cells[6][0..3], [Data::Float(2.0), text("噪声"), Data::Empty]);
    assert_eq!(cells[7][0], text("合计　会商 2 次，2 件"));
    assert_eq!(cells[7][4], Data::Float(12.0), "a column that counts is summed up");
    assert!(cells[8][0].to_string().starts_with("制表人："));
    for merge in [
        ((0, 0), (0, 5)),
        ((2, 2), (2, 3)),
        ((2, 0), (3, 0)),
        ((4, 0), (5, 0)),
        ((4, 1), (5, 1)),
        ((7, 0), (7, 3)),
    ] {
        assert!(merges.contains(&merge), "{merge:?} of {merges:?}");
    }
    assert!(
        !merges.iter().any(|((row, column), _)| *column > 1 && (4..7).contains(row)),
        "what isn't to merge doesn't"
    );
}

#[test]
fn cells_of_a_group_that_differ_stay_apart() {
    let rows = vec![row("漏水", "甲", 1, ""), row("另一议题", "乙", 1, ""), row("另一议题", "丙", 1, "")];
    let grid = grid(&small(), &info(), Table { groups: vec![Group { rows }] }).unwrap();
    let topics: Vec<_> = grid.rows[4..7]
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.column == 1)
        .map(|cell| (cell.value.clone(), cell.rows))
        .collect();
    assert_eq!(topics, [("漏水".into(), 1), ("另一议题".into(), 2)]);
}

#[test]
fn rows_are_high_enough_for_what_spans_them() {
    let long = "很长的议题".repeat(40);
    let rows = || vec![row(&long, "甲", 1, ""), row(&long, "乙", 1, "")];
    let grid = grid(&small(), &info(), Table { groups: vec![Group { rows: rows() }] }).unwrap();
    let height: f64 = grid.rows[4..6].iter().map(|row| row.height).sum();
    let lines = measure::lines(&long, 34);
    assert!(lines > 10 && height >= measure::height(lines), "{height} for {lines} lines");
}

#[test]
fn lights_have_their_colours() {
    let grid = grid(&small(), &info(), two_groups()).unwrap();
    let lights = grid.rows[4..7].iter().flat_map(|row| &row.cells).filter(|c| c.column == 5);
    assert_eq!(lights.map(|c| c.style.part).collect::<Vec<_>>(), [Part::Green, Part::Red, Part::Body]);
}

#[test]
fn a_form_without_rows_says_so() {
    let (cells, _) = read(render(&small(), &info(), Table::default()).unwrap());
    assert_eq!(cells[4][0], text("本期没有记录"));
    assert_eq!(cells[5][0], text("合计　会商 0 次，0 件"));
    assert_eq!(cells[5][4], Data::Float(0.0));
}

#[test]
fn a_long_form_is_shortened_for_the_screen_without_cutting_a_group() {
    let group = |n: usize| Group { rows: (0..n).map(|_| row("同一议题", "甲", 1, "")).collect() };
    let whole = || grid(&small(), &info(), Table { groups: vec![group(2), group(3), group(2)] }).unwrap();
    let all = whole().rows.len();
    for (most, shown) in [(2, 2), (3, 5), (5, 5), (6, 7), (7, 7), (100, 7)] {
        let (short, left_out) = whole().shortened(most);
        assert_eq!((short.rows.len(), left_out), (all - 7 + shown, 7 - shown), "{most}");
        assert_eq!(
            short.rows[all - 9 + shown..],
            whole().rows[all - 2..],
            "totals of all, and the signatures"
        );
    }
    assert_eq!(grid(&small(), &info(), Table::default()).unwrap().shortened(1).1, 0);
}

#[test]
fn the_same_content_gives_the_same_file() {
    let make = || render(&small(), &info(), two_groups()).unwrap();
    assert_eq!(make(), make());
}

#[test]
fn rows_that_do_not_fit_the_form_are_refused() {
    let given = |row: Row| grid(&small(), &info(), Table::of_rows([row])).unwrap_err();
    let key = |key: &str| key.to_owned();
    let good = || row("漏水", "甲", 1, "");
    assert_eq!(given(good().with("what2", "乙")), TableError::UnknownKey { row: 1, key: key("what2") });
    assert_eq!(given(good().with("n", 7)), TableError::UnknownKey { row: 1, key: key("n") });
    assert_eq!(given(good().with("what", "乙")), TableError::DoubleKey { row: 1, key: key("what") });
    assert_eq!(
        given(Row::new([("topic", "漏水".into())])),
        TableError::MissingKey { row: 1, key: key("what") }
    );
    let counted = Row::new([("people", Cell::from("三人"))]);
    assert_eq!(given(counted), TableError::WrongKind { row: 1, key: key("people") });
}

#[test]
fn text_stays_text_and_what_no_cell_holds_is_left_out() {
    let odd = "路灯\u{1}不亮\r\n_x0041_ ";
    let (cells, _) =
        read(render(&small(), &info(), Table::of_rows([row(odd, &"𠮷".repeat(20_000), 1, "")])).unwrap());
    assert_eq!(cells[4][1], text("路灯不亮\n_x0041_ "));
    assert!(cells[4][2].to_string().ends_with("（内容过长，已截断）"));
}

#[test]
fn each_built_in_form_takes_its_own_columns() {
    for layout in layouts() {
        let keys = layout.columns.iter().filter(|c| c.kind != Kind::Index);
        let row = Row::new(keys.map(|c| (c.key.clone(), Cell::Empty)));
        render(layout, &info(), Table::of_rows([row])).unwrap();
    }
}
