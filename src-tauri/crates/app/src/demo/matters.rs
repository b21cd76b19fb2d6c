//! What an appeal is about, where it happened, how it came, and where its life leads.

use chrono::{DateTime, TimeDelta, Utc};
use huishang_domain::ids::AppealId;
use huishang_domain::words::{AskKind, Channel, Level};

use super::directory::short_village;
use super::lives::Maker;
use super::topics::{TOPICS, Topic, Where};

/// How many earlier appeals a new one may repeat.
pub(super) const REMEMBERED: usize = 200;

/// Where a life leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    Locally,
    Repeats,
    Suggestion,
    Mediation,
    Legal,
    Consultation,
    Case,
}

/// An appeal that a later one may repeat.
pub(super) struct Earlier {
    pub id: AppealId,
    pub topic: &'static Topic,
    pub town: usize,
    pub village: usize,
    pub title: String,
    pub body: String,
    pub place: String,
}

/// What an appeal is about and where.
#[derive(Clone)]
pub(super) struct Matter {
    pub topic: &'static Topic,
    pub town: usize,
    pub village: usize,
    pub title: String,
    pub body: String,
    pub place: String,
    /// People or households concerned.
    pub people: i64,
}

impl Maker<'_> {
    /// More than before become big and hard lately: the mechanism is young. Where there are very many appeals, offices
    /// still can't meet more often than there are hours.
    pub(super) fn path(&mut self, received: DateTime<Utc>) -> Path {
        let lately = self.now - received < TimeDelta::days(120);
        let of_all = |most: usize, share: usize| share.min(most * 100_000 / self.appeals.max(1));
        let meet = of_all(20_000, if lately { 13_000 } else { 5_000 });
        let case = of_all(4_000, if lately { 5_000 } else { 1_600 });
        let roll = self.dice.below(100_000);
        let paths = [
            (meet, Path::Consultation),
            (case, Path::Case),
            (2_500, Path::Repeats),
            (2_000, Path::Suggestion),
            (3_000, Path::Mediation),
            (1_000, Path::Legal),
        ];
        let mut below = 0;
        for (share, path) in paths {
            below += share;
            if roll < below {
                return path;
            }
        }
        Path::Locally
    }

    pub(super) fn matter(&mut self, path: Path) -> Matter {
        let fits = |t: &&Topic| match path {
            Path::Suggestion => t.ask == AskKind::Opinion,
            Path::Mediation => matches!(t.category, "R0202" | "R1101" | "R1001" | "M02" | "R1201"),
            Path::Consultation => t.grows != Level::Small,
            Path::Case => t.grows == Level::Hard,
            _ => true,
        };
        // Streets and the large town have the most people.
        let towns: Vec<(usize, u32)> = (0..self.directory.towns.len())
            .map(|i| (i, u32::try_from(self.directory.towns[i].villages.len()).unwrap_or(1)))
            .collect();
        let town = self.dice.weighted(&towns);
        let village = self.dice.below(self.directory.towns[town].villages.len());
        let name = short_village(&self.directory.towns[town].villages[village].name);
        let urban = name.ends_with("社区");
        let here = |t: &&Topic| t.at == Where::Any || (t.at == Where::Urban) == urban;
        let open: Vec<(&'static Topic, u32)> =
            TOPICS.iter().filter(fits).filter(here).map(|t| (t, t.weight)).collect();
        let topic = self.dice.weighted(&open);
        let place = match urban {
            true => format!("{name}{}号楼", self.dice.between(1, 38)),
            false => format!("{name}{}组", self.dice.between(1, 16)),
        };
        let (title, body) = *self.dice.pick(topic.texts);
        let people = match path {
            _ if !body.contains("{n}") => self.dice.between(1, 4),
            Path::Consultation => self.dice.between(8, 90),
            Path::Case => self.dice.between(12, 260),
            _ => self.dice.between(2, 30),
        };
        let body = body
            .replace("{p}", &place)
            .replace("{n}", &people.to_string())
            .replace("{k}", &self.dice.between(2, 9).to_string());
        Matter { topic, town, village, title: title.to_owned(), body, place, people }
    }

    pub(super) fn repeated(&mut self) -> (Matter, Option<AppealId>) {
        let earlier = &self.recent[self.dice.below(self.recent.len())];
        let matter = Matter {
            topic: earlier.topic,
            town: earlier.town,
            village: earlier.village,
            title: earlier.title.clone(),
            body: earlier.body.clone(),
            place: earlier.place.clone(),
            people: 1,
        };
        (matter, Some(earlier.id))
    }
}

/// How matters come in.
pub(super) fn channels(path: Path) -> &'static [(Channel, u32)] {
    match path {
        Path::Case => &[
            (Channel::LeaderReception, 4),
            (Channel::Superior, 4),
            (Channel::Hotline, 3),
            (Channel::Grid, 2),
        ],
        Path::Suggestion => &[
            (Channel::OpinionPoint, 5),
            (Channel::CollectionDay, 3),
            (Channel::NeighbourPavilion, 2),
            (Channel::HouseVisit, 2),
        ],
        _ => &[
            (Channel::Hotline, 40),
            (Channel::Grid, 14),
            (Channel::NonEmergency, 11),
            (Channel::HouseVisit, 10),
            (Channel::BigData, 8),
            (Channel::OpinionPoint, 5),
            (Channel::VillageForum, 4),
            (Channel::NeighbourPavilion, 3),
            (Channel::CollectionDay, 2),
            (Channel::LeaderReception, 1),
            (Channel::Superior, 1),
            (Channel::Other, 1),
        ],
    }
}
