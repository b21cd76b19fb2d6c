//! Invented rows.

use chrono::NaiveDate;
use huishang_sheets::forms::{Cell, FrameInfo, Group, Row, Table};

pub fn info() -> FrameInfo {
    FrameInfo {
        county: "示例市".into(),
        period: "2026年10月".into(),
        unit: "示例市委社会工作部".into(),
        reporter: "王示例".into(),
        reviewer: String::new(),
        reported_on: day("2026-11-05"),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn text(text: &str) -> Cell {
    text.into()
}

/// A consultation: its number, its day, who asked, what about, a remark.
struct Held<'a>(&'a str, &'a str, &'a str, &'a str, &'a str);

impl Held<'_> {
    /// A row for: lead, co-operating, action, deadline, progress, light, closed on.
    fn row(&self, action: [&str; 7]) -> Row {
        let [lead, cooperating, what, deadline, progress, light, closed] = action;
        let on = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Date(day(text)) };
        Row::new([("number", text(self.0)), ("date", on(self.1)), ("requested_by", text(self.2))])
            .with("topic", self.3)
            .with("lead", lead)
            .with("cooperating", cooperating)
            .with("action", what)
            .with("deadline", on(deadline))
            .with("progress", progress)
            .with("light", light)
            .with("closed_on", on(closed))
            .with("remark", self.4)
    }
}

pub fn consultations() -> Table {
    let first = Held(
        "示社会商〔2026〕1号",
        "2026-10-16",
        "甲示例街道",
        "某小区业主违建致楼下屋面漏水问题",
        "现场会商",
    );
    let second = Held("示社会商〔2026〕2号", "2026-10-21", "乙示例镇", "沿街餐饮店油烟扰民", "");
    let third = Held("", "2026-10-28", "", "夜间施工噪声", "=1+1");
    let groups = vec![
        vec![
            first.row([
                "市城管局", "市住建局、甲示例街道", "对违法建设现场认定，下达限期拆除通知书，逾期依法组织拆除，拆除前做好楼下住户的安抚和临时防雨",
                "2026-10-23", "已下达限期拆除通知书，当事人签收并承诺自行拆除；10月22日拆除完毕，现场复核合格", "绿", "2026-10-22",
            ]),
            first.row(["市住建局", "市城管局", "组织鉴定屋面受损程度，协调修缮", "2026-11-20", "鉴定完成，施工队已进场", "黄", ""]),
            first.row(["甲示例街道", "", "上门回访住户", "2026-10-30", "", "红", ""]),
        ],
        vec![second.row(["市生态环境局", "市城管局、市住建局、乙示例镇", "逐店检查油烟净化设施", "2026-11-10", "8家中已检查5家", "绿", ""])],
        vec![third.row(["市住建局", "", "", "", "", "", ""])],
    ];
    Table { groups: groups.into_iter().map(|rows| Group { rows }).collect() }
}

pub fn many_consultations(times: usize) -> Table {
    Table { groups: (0..times).flat_map(|_| consultations().groups).collect() }
}

pub fn cases() -> Table {
    let row = |name: &str, problem: &str, plan: &str, progress: &str, state: &str| {
        Row::new([("name", text(name)), ("category", text("劳动人事")), ("level", text("市级"))])
            .with("leader_name", "李示例")
            .with("leader_post", "市委常委、副市长")
            .with("responsible", "市人力资源和社会保障局")
            .with("contact", "赵示例")
            .with("phone", "138****8000")
            .with("problem", problem)
            .with("plan", plan)
            .with("start_on", day("2026-09-01"))
            .with("end_on", day("2026-12-01"))
            .with("progress", progress)
            .with("state", state)
    };
    Table::of_rows([
        row(
            "某项目拖欠工资",
            "工程停工，40余名工人三个月工资没有发放，多次到镇里反映，情绪激动",
            "先由总包垫付，再追缴工程款；分两批兑付，春节前全部付清",
            "第一批已兑付62万元，余款计划12月兑付",
            "化解中",
        ),
        row("老旧小区排水", "雨季内涝", "纳入管网改造", "", "待领导认领"),
        row(
            "房屋产权证办理",
            "开发商破产，126户办不了产权证，最早的已等了九年，业主分歧大，资料散失",
            "容缺受理、分类办证",
            "已办证58户",
            "稳控",
        ),
    ])
}
