//! What every use case stands on: a database, a clock, and somebody to announce to.

use std::sync::Arc;

use chrono::NaiveDate;
use huishang_domain::access::{Scope, UseCase};
use huishang_domain::calendar::Calendar;
use huishang_store::{Db, Tx, accounts, appeals, duplicates, texts};
use uuid::Uuid;

use crate::announce::Announcer;
use crate::calendar::store_years;
use crate::clock::Clock;
use crate::work::Work;
use crate::{Actor, AppError};

/// The core of the program, without a window.
#[derive(Clone)]
pub struct App {
    /// The open database.
    pub db: Db,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Is told what changed.
    pub announcer: Arc<dyn Announcer>,
    /// This running program, as others see it in what it announces.
    pub origin: Uuid,
}

impl App {
    /// Opens a database whose schema is this program's own.
    ///
    /// # Errors
    /// See [`Db::open_existing`] and [`Db::check_schema`].
    pub async fn open(
        url: &str,
        clock: Arc<dyn Clock>,
        announcer: Arc<dyn Announcer>,
    ) -> Result<Self, AppError> {
        let db = Db::open_existing(url).await?;
        if let Err(error) = db.check_schema().await {
            db.close().await;
            return Err(error.into());
        }
        Ok(Self { db, clock, announcer, origin: Uuid::now_v7() })
    }

    /// Makes or updates the schema, the first account (whoever sets a database up administers it), and the working-day
    /// calendar's years that the program knows.
    pub async fn migrate(url: &str, clock: Arc<dyn Clock>) -> Result<(), AppError> {
        let db = Db::open(url).await?;
        db.migrate().await?;
        let login = db.login().await?;
        let mut tx = db.write().await?;
        accounts::add_first(&mut tx, &login, clock.now()).await?;
        // Years that are held already keep what people have edited.
        let added = store_years(&mut tx, &Calendar::built_in(), "随程序提供", clock.now()).await?;
        if let Some(day) = added.first().and_then(|year| NaiveDate::from_ymd_opt(*year, 1, 1)) {
            appeals::reckon_again(&mut tx, day).await?;
        }
        // Appeals of an earlier version don't have the keys yet by which duplicates are found.
        if duplicates::keys::missing(&mut tx).await? {
            duplicates::keys::rebuild(&mut tx).await?;
        }
        if texts::missing(&mut tx).await? {
            texts::rebuild(&mut tx).await?;
        }
        tx.commit().await?;
        db.close().await;
        Ok(())
    }

    /// The account that goes with our login.
    ///
    /// # Errors
    /// [`AppError::LoginRefused`] when there is none, or it is closed.
    pub async fn sign_in(&self) -> Result<Actor, AppError> {
        let login = self.db.login().await?;
        let mut tx = self.db.read().await?;
        let account = accounts::by_login(&mut tx, &login).await?;
        account.filter(|a| a.active).map(Actor::from).ok_or(AppError::LoginRefused)
    }

    /// Authorises a reading use case and opens its transaction.
    pub async fn reading(&self, actor: &Actor, use_case: UseCase) -> Result<(Tx, Scope), AppError> {
        let scope = actor.require(use_case)?;
        Ok((self.db.read().await?, scope))
    }

    /// Authorises a writing use case and opens its transaction.
    pub async fn begin<'a>(&'a self, actor: &'a Actor, use_case: UseCase) -> Result<Work<'a>, AppError> {
        let scope = actor.require(use_case)?;
        Ok(Work::new(self, actor, scope, self.db.write().await?))
    }
}
