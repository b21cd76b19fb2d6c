//! Who and where: the real divisions of the county, and invented people in every office.
//!
//! It is the same in every demonstration, ids and all, so that a demonstration loaded without appeals can be filled
//! afterwards.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::{AgencyId, DivisionId, PersonId, RoomId};
use huishang_domain::words::{AgencyKind, DivisionKind, PersonKind};
use huishang_store::Tx;
use huishang_store::directory::{self as store, AgencyRecord, DivisionRecord, PersonRecord, RoomRecord};

use super::agencies::{AGENCIES, LEADER_POSTS, ROOMS};
use super::dice::Dice;
use super::names;
use crate::AppError;

/// Codes, names and parents as the statistical office publishes them.
const DIVISIONS: &str = include_str!("data/divisions-341181.csv");

/// How many people there are in all.
pub(super) const PEOPLE: usize = 400;

/// One office with its people.
pub(super) struct Office {
    pub record: AgencyRecord,
    /// Those who answer for it, the first one first.
    pub heads: Vec<PersonRecord>,
    /// Those who do the work.
    pub staff: Vec<PersonRecord>,
}

/// A town with its villages and its office.
pub(super) struct Town {
    pub record: DivisionRecord,
    pub villages: Vec<DivisionRecord>,
    /// Short name of its office.
    pub office: String,
}

/// Everything that lives refer to.
pub(super) struct Directory {
    county: DivisionRecord,
    pub towns: Vec<Town>,
    pub offices: Vec<Office>,
    pub leaders: Vec<PersonRecord>,
    pub rooms: Vec<RoomRecord>,
    by_short_name: HashMap<String, usize>,
}

impl Directory {
    /// Invents it.
    pub fn new() -> Result<Self, AppError> {
        let at = founded();
        let mut dice = Dice::new(0);
        let (county, mut towns) = divisions(&mut dice, at)?;
        let mut maker = Maker { dice, at, people: 0 };
        let leaders: Vec<_> =
            LEADER_POSTS.iter().map(|post| maker.person(None, post, PersonKind::CityLeader)).collect();
        let mut offices: Vec<Office> = AGENCIES.iter().map(|(n, s, k)| maker.agency(n, s, *k)).collect();
        for town in &mut towns {
            offices.push(maker.town_office(town));
        }
        maker.villagers(&towns, &mut offices);
        let rooms = ROOMS
            .iter()
            .map(|(name, capacity, equipment)| RoomRecord {
                id: RoomId(maker.dice.id(at)),
                name: (*name).to_owned(),
                capacity: *capacity,
                equipment: Some((*equipment).to_owned()),
            })
            .collect();
        let by_short_name =
            offices.iter().enumerate().map(|(i, o)| (o.record.short_name.clone(), i)).collect();
        Ok(Self { county, towns, offices, leaders, rooms, by_short_name })
    }

    /// The office of this short name.
    ///
    /// # Errors
    /// [`AppError::Internal`]: the tables of this program name one that isn't there.
    pub fn office(&self, short_name: &str) -> Result<&Office, AppError> {
        let at = self.by_short_name.get(short_name);
        at.map(|i| &self.offices[*i]).ok_or_else(|| missing(short_name))
    }

    /// A town and one of its villages, by the beginnings of their names.
    pub fn village(&self, town: &str, village: &str) -> Result<(&Town, &DivisionRecord), AppError> {
        let town = self.towns.iter().find(|t| t.record.name == town).ok_or_else(|| missing(town))?;
        let found = town.villages.iter().find(|v| v.name.starts_with(village));
        found.map(|v| (town, v)).ok_or_else(|| missing(village))
    }

    /// How many villages there are.
    pub fn villages(&self) -> usize {
        self.towns.iter().map(|town| town.villages.len()).sum()
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.leaders.len() + self.offices.iter().map(|o| o.heads.len() + o.staff.len()).sum::<usize>()
    }

    /// Writes it all.
    pub async fn write(&self, tx: &mut Tx, at: DateTime<Utc>) -> Result<(), AppError> {
        store::add_division(tx, &self.county, at).await?;
        for town in &self.towns {
            store::add_division(tx, &town.record, at).await?;
            for village in &town.villages {
                store::add_division(tx, village, at).await?;
            }
        }
        for office in &self.offices {
            store::add_agency(tx, &office.record, at).await?;
        }
        for person in &self.leaders {
            store::add_person(tx, person, at).await?;
        }
        for office in &self.offices {
            for person in &office.heads {
                store::add_person(tx, person, at).await?;
            }
            for person in &office.staff {
                store::add_person(tx, person, at).await?;
            }
        }
        for room in &self.rooms {
            store::add_room(tx, room, at).await?;
        }
        Ok(())
    }

    /// Whether the database's directory is this one already, none yet, or somebody's own.
    pub async fn found_in(&self, tx: &mut Tx) -> Result<Found, AppError> {
        let divisions = store::divisions(tx).await?;
        let agencies = store::agencies(tx).await?;
        if divisions.is_empty() && agencies.is_empty() {
            return Ok(Found::Nothing);
        }
        let ours = divisions.iter().any(|d| d.id == self.county.id)
            && self.offices.iter().all(|o| agencies.iter().any(|a| a.agency.id == o.record.id));
        Ok(if ours { Found::Ours } else { Found::Other })
    }
}

/// What a database's directory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Ours,
    Other,
}

fn missing(name: &str) -> AppError {
    AppError::Internal { detail: format!("the demonstration has no {name}") }
}

/// When the offices of the demonstration were set up; their ids bear this time.
fn founded() -> DateTime<Utc> {
    DateTime::from_timestamp(1_704_067_200, 0).unwrap_or_default()
}

fn divisions(dice: &mut Dice, at: DateTime<Utc>) -> Result<(DivisionRecord, Vec<Town>), AppError> {
    let mut county = None;
    let mut towns: Vec<Town> = Vec::new();
    for line in DIVISIONS.lines().skip(1).filter(|line| !line.is_empty()) {
        let mut fields = line.split(',');
        let (code, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let parent = fields.next().unwrap_or_default();
        let record = |parent_id, kind, dice: &mut Dice| DivisionRecord {
            id: DivisionId(dice.id(at)),
            code: code.to_owned(),
            name: name.to_owned(),
            parent_id,
            kind,
        };
        match code.len() {
            6 => county = Some(record(None, DivisionKind::County, dice)),
            9 => {
                let parent = county.as_ref().map(|c| c.id);
                let record = record(parent, DivisionKind::Town, dice);
                towns.push(Town { office: record.name.clone(), record, villages: Vec::new() });
            }
            _ => {
                let town = towns.iter_mut().find(|t| t.record.code == parent).ok_or_else(|| missing(name))?;
                town.villages.push(record(Some(town.record.id), DivisionKind::Village, dice));
            }
        }
    }
    Ok((county.ok_or_else(|| missing("county"))?, towns))
}

struct Maker {
    dice: Dice,
    at: DateTime<Utc>,
    people: usize,
}

impl Maker {
    fn person(&mut self, agency_id: Option<AgencyId>, post: &str, kind: PersonKind) -> PersonRecord {
        self.people += 1;
        PersonRecord {
            id: PersonId(self.dice.id(self.at)),
            name: names::name(self.people),
            agency_id,
            post: post.to_owned(),
            phone: Some(names::mobile(&mut self.dice)),
            kind,
            in_post_from: NaiveDate::from_ymd_opt(2024, 1, 1),
            in_post_to: None,
        }
    }

    fn office(
        &mut self,
        name: String,
        short: &str,
        kind: AgencyKind,
        division: Option<DivisionId>,
    ) -> Office {
        let line = self.dice.below(1_000);
        Office {
            record: AgencyRecord {
                id: AgencyId(self.dice.id(self.at)),
                name,
                short_name: short.to_owned(),
                kind,
                division_id: division,
                contact: None,
                phone: Some(names::office_line(line)),
            },
            heads: Vec::new(),
            staff: Vec::new(),
        }
    }

    /// Fills an office; its first member of staff is its contact.
    fn fill(&mut self, office: &mut Office, posts: &[(&str, PersonKind)]) {
        let id = Some(office.record.id);
        for (post, kind) in posts {
            let person = self.person(id, post, *kind);
            match kind {
                PersonKind::AgencyHead => office.heads.push(person),
                _ => office.staff.push(person),
            }
        }
        office.record.contact = office.staff.first().map(|person| person.name.clone());
    }

    fn agency(&mut self, name: &str, short: &str, kind: AgencyKind) -> Office {
        let mut office = self.office(name.to_owned(), short, kind, None);
        let posts: &[(&str, PersonKind)] = match (short, kind) {
            ("市委社会工作部", _) => &[
                ("常务副部长", PersonKind::AgencyHead),
                ("副部长", PersonKind::AgencyHead),
                ("会商办主任", PersonKind::Staff),
                ("综合科科长", PersonKind::Staff),
                ("基层治理科科长", PersonKind::Staff),
                ("人民意见征集科科长", PersonKind::Staff),
                ("会商办工作人员", PersonKind::Staff),
            ],
            ("市司法局", _) => &[
                ("局长", PersonKind::AgencyHead),
                ("副局长", PersonKind::AgencyHead),
                ("联络员、办公室主任", PersonKind::Liaison),
                ("基层科科长", PersonKind::Liaison),
                ("李二宝法治工作室调解员", PersonKind::Mediator),
                ("和事佬解纷调解员", PersonKind::Mediator),
                ("老娘舅说和调解员", PersonKind::Mediator),
            ],
            (_, AgencyKind::Stationed) => &[
                ("负责人", PersonKind::AgencyHead),
                ("副职", PersonKind::AgencyHead),
                ("联络员", PersonKind::Liaison),
                ("工作人员", PersonKind::Liaison),
            ],
            _ => {
                let [head, first, second] = heads(short);
                &[
                    (head, PersonKind::AgencyHead),
                    (first, PersonKind::AgencyHead),
                    (second, PersonKind::AgencyHead),
                    ("联络员、办公室主任", PersonKind::Liaison),
                    ("业务科科长", PersonKind::Liaison),
                    ("法规科科长", PersonKind::Liaison),
                ]
            }
        };
        self.fill(&mut office, posts);
        office
    }

    fn town_office(&mut self, town: &Town) -> Office {
        let street = town.record.name.ends_with("街道");
        let rest = if street { "办事处" } else { "人民政府" };
        let name = format!("天长市{}{rest}", town.record.name);
        let mut office = self.office(name, &town.office, AgencyKind::Town, Some(town.record.id));
        let (first, second) =
            if street { ("党工委书记", "办事处主任") } else { ("党委书记", "镇长") };
        self.fill(
            &mut office,
            &[
                (first, PersonKind::AgencyHead),
                (second, PersonKind::AgencyHead),
                ("分管负责人", PersonKind::AgencyHead),
                ("联络员、平安办主任", PersonKind::Liaison),
                ("社会工作办主任", PersonKind::Liaison),
            ],
        );
        office
    }

    /// Grid workers, village by village, until there are [`PEOPLE`].
    fn villagers(&mut self, towns: &[Town], offices: &mut [Office]) {
        let longest = towns.iter().map(|town| town.villages.len()).max().unwrap_or_default();
        for nth in 0..longest {
            for town in towns {
                let Some(village) = town.villages.get(nth).filter(|_| self.people < PEOPLE) else { continue };
                let post = format!("{}网格员", short_village(&village.name));
                let Some(office) = offices.iter_mut().find(|o| o.record.short_name == town.office) else {
                    continue;
                };
                let person = self.person(Some(office.record.id), &post, PersonKind::GridWorker);
                office.staff.push(person);
            }
        }
    }
}

/// What those at the head of a department are called.
fn heads(short_name: &str) -> [&'static str; 3] {
    match short_name {
        "市委政法委" => ["常务副书记", "分管副书记", "副书记"],
        "市妇联" => ["主席", "分管副主席", "副主席"],
        name if name.ends_with('委') => ["主任", "分管副主任", "副主任"],
        _ => ["局长", "分管副局长", "副局长"],
    }
}

/// 胭脂山社区居委会 as people say it: 胭脂山社区.
pub(super) fn short_village(name: &str) -> &str {
    name.strip_suffix("居委会").or_else(|| name.strip_suffix("委会")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_county_is_whole_and_always_the_same() {
        let one = Directory::new().unwrap();
        assert_eq!((one.towns.len(), one.villages(), one.people()), (16, 175, PEOPLE));
        assert!(one.offices.len() >= 40);
        let names: BTreeSet<_> =
            one.offices.iter().flat_map(|o| o.heads.iter().chain(&o.staff)).map(|p| &p.name).collect();
        assert_eq!(names.len(), PEOPLE - one.leaders.len(), "nobody has another's name");
        let two = Directory::new().unwrap();
        let ids = |d: &Directory| d.offices.iter().map(|o| o.record.id).collect::<Vec<_>>();
        assert_eq!(ids(&one), ids(&two));
        assert!(one.offices.iter().all(|o| !o.heads.is_empty() && !o.staff.is_empty()));
    }

    #[test]
    fn the_divisions_are_those_of_the_sample() {
        let sample = include_str!("../../../../../tests/samples/divisions-341181.csv");
        assert_eq!(DIVISIONS, sample);
    }

    #[test]
    fn villages_are_called_as_people_call_them() {
        assert_eq!(short_village("胭脂山社区居委会"), "胭脂山社区");
        assert_eq!(short_village("戴坝村委会"), "戴坝村");
    }
}
