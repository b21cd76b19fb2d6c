//! Who did what in the demonstration: one account a role beside the one that loads it,
//! and a second head, since a case ends only after two people have reviewed it.
//!
//! On one's own file nobody can sign in as them; on a shared database only somebody for whom an administrator of the
//! server makes a login of that name.

use chrono::{DateTime, Utc};
use huishang_domain::ids::AccountId;
use huishang_domain::words::Role;
use huishang_store::Tx;
use huishang_store::accounts::{self as store, AccountRecord};

use super::dice::Dice;
use super::directory::Directory;
use super::walk::By;
use crate::{Actor, AppError};

/// The accounts.
pub(super) struct Accounts {
    loader: AccountId,
    clerk: AccountRecord,
    head: AccountRecord,
    second: AccountRecord,
    town: AccountRecord,
    agency: AccountRecord,
    viewer: AccountRecord,
}

impl Accounts {
    /// Invents them, beside the person who loads the demonstration.
    pub fn new(actor: &Actor, directory: &Directory, at: DateTime<Utc>) -> Result<Self, AppError> {
        let mut dice = Dice::new(1);
        let (town, _) = directory.village("千秋街道", "胭脂山社区")?;
        let agency = directory.office("市住建局")?;
        let mut account = |role: Role, name: &str| AccountRecord {
            id: AccountId(dice.id(at)),
            login: format!("demo_{}", role.code()),
            name: name.to_owned(),
            role,
            agency_id: (role == Role::Agency).then_some(agency.record.id),
            division_id: (role == Role::Town).then_some(town.record.id),
            active: true,
        };
        Ok(Self {
            loader: actor.account_id,
            clerk: account(Role::Clerk, "演示经办"),
            head: account(Role::Head, "演示部领导"),
            second: AccountRecord {
                login: "demo_second_head".to_owned(),
                ..account(Role::Head, "演示部领导（二审）")
            },
            town: account(Role::Town, "演示镇街"),
            agency: account(Role::Agency, "演示部门"),
            viewer: account(Role::Viewer, "演示查看"),
        })
    }

    /// Writes those that aren't there yet, and takes over the ids of those that are.
    pub async fn write(&mut self, tx: &mut Tx, at: DateTime<Utc>) -> Result<(), AppError> {
        for account in [
            &mut self.clerk,
            &mut self.head,
            &mut self.second,
            &mut self.town,
            &mut self.agency,
            &mut self.viewer,
        ] {
            match store::by_login(tx, &account.login).await? {
                Some(known) => account.id = known.id,
                None => store::add(tx, account, at).await?,
            }
        }
        Ok(())
    }

    /// The account that loads the demonstration.
    pub fn loader(&self) -> AccountId {
        self.loader
    }

    /// Id and name of whoever took a step.
    pub fn of(&self, by: By) -> (AccountId, &str) {
        let account = match by {
            By::Clerk => &self.clerk,
            By::Head => &self.head,
            By::SecondHead => &self.second,
            By::Town => &self.town,
            By::Agency => &self.agency,
        };
        (account.id, &account.name)
    }
}
