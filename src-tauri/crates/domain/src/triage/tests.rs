use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::RuleId;

fn agency(n: u8) -> AgencyId {
    AgencyId(Uuid::from_u128(u128::from(n)))
}

fn facts(text: &'static str) -> Facts<'static> {
    Facts {
        title: "一件",
        text,
        category: "R9901",
        unclassified: true,
        people: 1,
        raised: 1,
        lists: &[],
        handler: None,
        redone: 0,
        passed_on: 0,
    }
}

fn rule(n: u8, priority: i64, any: &[&str]) -> Rule {
    Rule {
        id: RuleId(Uuid::from_u128(u128::from(n))),
        name: format!("规则{n}"),
        priority,
        conditions: Conditions {
            any: any.iter().map(|w| (*w).to_owned()).collect(),
            ..Conditions::default()
        },
        conclusions: Conclusions::default(),
    }
}

fn precedent(n: u8, level: Level) -> Precedent {
    let id = AppealId(Uuid::from_u128(u128::from(n)));
    let category = Some("R0701".to_owned());
    Precedent { id, likeness: n % 101, level, category, lead: None, cooperating: Vec::new() }
}

fn leak() -> Rule {
    let conclusions = Conclusions {
        level: Some(Level::Big),
        category: Some("R0701".into()),
        lead: Some(agency(1)),
        cooperating: vec![agency(2), agency(3)],
    };
    Rule { conclusions, ..rule(1, 60, &["漏水", "违建"]) }
}

struct Words;
impl Names for Words {
    fn category(&self, code: &str) -> String {
        format!("类别{code}")
    }
    fn agency(&self, id: AgencyId) -> String {
        format!("单位{}", id.0.as_u128())
    }
}

fn parents() -> Parents {
    [("R0701", "R07"), ("R07", "R")].map(|(a, b)| (a.to_owned(), b.to_owned())).into()
}

#[test]
fn the_leak_is_proposed_with_its_reason_in_words() {
    let made = propose(&facts("楼上违建导致屋面渗水"), &[leak()], &[], &parents());
    assert_eq!((made.level.value, made.level.confidence), (Level::Big, 75));
    assert_eq!(made.level.reasons[0].sentence(&Words), "规则“规则1”：命中“违建”");
    assert_eq!(made.category.unwrap().value, "R0701");
    assert_eq!(made.lead.unwrap().value, agency(1));
    assert_eq!(made.cooperating.iter().map(|p| p.value).collect::<Vec<_>>(), [agency(2), agency(3)]);
}

#[test]
fn precedents_say_how_many_were_decided_so() {
    let precedents: Vec<_> =
        (1..=14).map(|n| precedent(n, if n <= 12 { Level::Big } else { Level::Small })).collect();
    let made = propose(&facts("路面坑洼"), &[], &precedents, &parents());
    assert_eq!(made.level.value, Level::Big);
    assert_eq!(made.level.reasons[0].sentence(&Words), "近一年类似诉求 14 件，其中 12 件判为大事");
    let Reason::Precedents { examples, .. } = &made.level.reasons[0] else { panic!() };
    assert_eq!(examples[0], precedents[11].id, "the likest of those that were decided so");
    assert_eq!(made.category.unwrap().value, "R0701");
    let few = propose(&facts("路面坑洼"), &[], &precedents[..2], &parents());
    assert_eq!(few.level.reasons, [Reason::Nothing]);
    let split: Vec<_> =
        (1..=10).map(|n| precedent(n, if n <= 5 { Level::Big } else { Level::Small })).collect();
    assert_eq!(propose(&facts("路面坑洼"), &[], &split, &parents()).level.reasons, [Reason::Nothing]);
}

#[test]
fn a_rule_stands_above_or_below_precedents_by_its_priority() {
    let small: Vec<_> = (1..=5).map(|n| precedent(n, Level::Small)).collect();
    let above = propose(&facts("违建"), &[leak()], &small, &parents());
    assert_eq!((above.level.value, above.level.against.len()), (Level::Big, 1));
    assert!(above.level.confidence < 50, "what was decided before speaks against it");
    let below = Rule { priority: 30, ..leak() };
    assert_eq!(propose(&facts("违建"), &[below], &small, &parents()).level.value, Level::Small);
}

#[test]
fn what_was_always_decided_alike_stands_above_a_plain_rule() {
    let small = |n: u8| (1..=n).map(|n| precedent(n, Level::Small)).collect::<Vec<_>>();
    let level = |precedents: &[Precedent], rule: Rule| {
        propose(&facts("违建"), &[rule], precedents, &parents()).level.value
    };
    assert_eq!(level(&small(9), leak()), Level::Big, "too few");
    assert_eq!(level(&small(20), leak()), Level::Small);
    assert_eq!(level(&small(20), Rule { priority: 80, ..leak() }), Level::Big);
    let mut mixed = small(20);
    mixed.extend((21..=22).map(|n| precedent(n, Level::Big)));
    assert_eq!(level(&mixed, leak()), Level::Big, "not always");
}

#[test]
fn among_equals_the_higher_level_wins_and_a_higher_priority_may_say_less() {
    let hard = Rule {
        conclusions: Conclusions { level: Some(Level::Hard), ..Conclusions::default() },
        ..rule(2, 60, &["违建"])
    };
    let rules = [leak(), hard];
    assert_eq!(propose(&facts("违建"), &rules, &[], &parents()).level.value, Level::Hard);
    let milder = Rule {
        conclusions: Conclusions { level: Some(Level::Small), ..Conclusions::default() },
        ..rule(3, 90, &["咨询"])
    };
    let rules = [rules[0].clone(), rules[1].clone(), milder];
    assert_eq!(propose(&facts("咨询违建怎么认定"), &rules, &[], &parents()).level.value, Level::Small);
}

#[test]
fn every_kind_of_condition_must_hold() {
    let lists = [DutyList::Withdrawn];
    let whole = Conditions {
        any: vec!["违建".into(), "搭建".into()],
        all: vec!["３楼".into()],
        categories: vec!["R07".into()],
        people_from: Some(30),
        raised_from: Some(3),
        lists: vec![DutyList::Withdrawn],
    };
    let rule = Rule {
        conditions: whole.clone(),
        conclusions: Conclusions { level: Some(Level::Hard), ..Conclusions::default() },
        ..rule(1, 10, &[])
    };
    let fits = Facts {
        category: "R0701",
        unclassified: false,
        people: 45,
        raised: 3,
        lists: &lists,
        ..facts("三楼搭建")
    };
    let made = propose(&fits, std::slice::from_ref(&rule), &[], &parents());
    assert_eq!(
        made.level.reasons[0].sentence(&Words),
        "规则“规则1”：命中“搭建”“３楼”，类别属类别R07，涉及 45 人，达到 30 人，已反映 3 次，达到 3 次，列入上级收回清单"
    );
    let without = [
        Facts { people: 29, ..fits.clone() },
        Facts { raised: 2, ..fits.clone() },
        Facts { lists: &[], ..fits.clone() },
        Facts { category: "R0101", ..fits.clone() },
        Facts { text: "二楼搭建", ..fits.clone() },
        Facts { text: "三楼漏水", ..fits.clone() },
    ];
    for facts in without {
        let made = propose(&facts, std::slice::from_ref(&rule), &[], &parents());
        assert_eq!(made.level.reasons, [Reason::Nothing], "{facts:?}");
    }
}

#[test]
fn a_rule_for_a_kind_holds_for_the_kind_that_it_is_taken_to_be() {
    let housing = Rule {
        conditions: Conditions { categories: vec!["R07".into()], ..Conditions::default() },
        conclusions: Conclusions { lead: Some(agency(9)), ..Conclusions::default() },
        ..rule(2, 30, &[])
    };
    let named = Rule {
        conclusions: Conclusions { category: Some("R0701".into()), ..Conclusions::default() },
        ..rule(3, 60, &["违建"])
    };
    let made = propose(&facts("违建"), &[housing, named], &[], &parents());
    assert_eq!(made.lead.unwrap().value, agency(9));
}

#[test]
fn a_small_matter_stays_with_whoever_has_it() {
    let made = propose(&facts("违建"), &[leak()], &[], &parents());
    assert_eq!(made.handler_at(Level::Small, Some(agency(7))), Some(agency(7)));
    assert_eq!(made.handler_at(Level::Small, None), Some(agency(1)));
    assert_eq!(made.handler_at(Level::Big, Some(agency(7))), Some(agency(1)));
}

#[test]
fn a_problem_sheet_is_raised_one_level() {
    let made = propose(&Facts { passed_on: 3, ..facts("路灯") }, &[], &[], &parents());
    assert_eq!(made.level.value, Level::Big);
    assert_eq!(made.level.reasons[0].sentence(&Words), "已重办 0 次、转办 3 次，属问题工单，提高一级办理");
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let word = prop::sample::select(vec!["漏水", "违建", "油烟", "路灯"]);
    let level = prop::option::of(prop::sample::select(Level::ALL.to_vec()));
    (any::<u8>(), 0i64..100, word, level, prop::option::of(1u8..6), prop::collection::vec(1u8..6, 0..3))
        .prop_map(|(n, priority, word, level, lead, with)| Rule {
            conclusions: Conclusions {
                level,
                category: (n % 3 == 0).then(|| format!("R0{}01", n % 4)),
                lead: lead.map(agency),
                cooperating: with.into_iter().map(agency).collect(),
            },
            ..rule(n, priority, &[word])
        })
}

fn any_rules() -> impl Strategy<Value = Vec<Rule>> {
    prop::collection::vec(any_rule(), 0..8).prop_map(|mut rules| {
        for (n, rule) in rules.iter_mut().enumerate() {
            rule.id = RuleId(Uuid::from_u128(n as u128));
        }
        rules
    })
}

fn any_precedents() -> impl Strategy<Value = Vec<Precedent>> {
    prop::collection::vec((prop::sample::select(Level::ALL.to_vec()), prop::option::of(1u8..6)), 0..20)
        .prop_map(|all| {
            let with = |n: usize, (level, lead): (Level, Option<u8>)| Precedent {
                lead: lead.map(agency),
                cooperating: lead.map(|l| agency(l % 5 + 1)).into_iter().collect(),
                ..precedent(u8::try_from(n).unwrap_or(0), level)
            };
            all.into_iter().enumerate().map(|(n, one)| with(n, one)).collect()
        })
}

const TEXTS: [&str; 4] = ["违建漏水", "油烟", "路灯和油烟", "别的事"];

proptest! {
    #[test]
    fn the_order_of_rules_and_precedents_says_nothing(
        rules in any_rules(), precedents in any_precedents(), text in 0usize..4, seed in any::<u64>(),
    ) {
        let given = facts(TEXTS[text]);
        let one = propose(&given, &rules, &precedents, &parents());
        let (mut turned, mut back) = (rules, precedents);
        turned.reverse();
        back.reverse();
        let by = usize::try_from(seed % 7).unwrap_or(0).min(turned.len());
        turned.rotate_left(by);
        prop_assert_eq!(one, propose(&given, &turned, &back, &parents()));
    }

    #[test]
    fn what_is_proposed_has_reasons_and_somebody_said_it(
        rules in any_rules(), precedents in any_precedents(), text in 0usize..4,
    ) {
        let made = propose(&facts(TEXTS[text]), &rules, &precedents, &parents());
        prop_assert!(!made.level.reasons.is_empty() && made.level.confidence <= 100);
        let lead = made.lead.as_ref().map(|part| part.value);
        prop_assert!(made.cooperating.iter().all(|part| Some(part.value) != lead && !part.reasons.is_empty()));
        if let Some(lead) = lead {
            let said = rules.iter().any(|r| r.conclusions.lead == Some(lead))
                || precedents.iter().any(|p| p.lead == Some(lead));
            prop_assert!(said);
        }
        for reason in made.level.reasons.iter().chain(&made.level.against) {
            prop_assert!(!reason.sentence(&Words).is_empty());
        }
    }

    #[test]
    fn one_more_rule_of_the_highest_priority_is_heard(
        rules in any_rules(), precedents in any_precedents(), level in prop::sample::select(Level::ALL.to_vec()),
    ) {
        let said = Conclusions { level: Some(level), ..Conclusions::default() };
        let mut more = rules.clone();
        more.push(Rule { conclusions: said, ..rule(200, 1000, &["违建"]) });
        let made = propose(&facts(TEXTS[0]), &more, &precedents, &parents());
        prop_assert_eq!(made.level.value, level);
    }

    #[test]
    fn a_rule_that_only_adds_to_its_equals_never_lowers(
        rules in any_rules(), precedents in any_precedents(), level in prop::sample::select(Level::ALL.to_vec()),
    ) {
        let before = propose(&facts(TEXTS[0]), &rules, &precedents, &parents());
        // No higher than what has decided before.
        let priority = rules.iter().map(|r| r.priority).min().unwrap_or(0).min(0);
        let mut more = rules.clone();
        let said = Conclusions { level: Some(level), ..Conclusions::default() };
        more.push(Rule { conclusions: said, ..rule(200, priority, &["违建"]) });
        let after = propose(&facts(TEXTS[0]), &more, &precedents, &parents());
        prop_assert!(after.level.value >= before.level.value);
    }
}
