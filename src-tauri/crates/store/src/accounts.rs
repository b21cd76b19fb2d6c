//! Accounts: who may come in, and as what.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AgencyId, DivisionId};
use huishang_domain::words::Role;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// An account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AccountRecord {
    /// Its id.
    pub id: AccountId,
    /// The engine's login role; `local` on one's own file.
    pub login: String,
    /// The name that records bear.
    pub name: String,
    /// What the person is.
    pub role: Role,
    /// Their agency.
    pub agency_id: Option<AgencyId>,
    /// Their town.
    pub division_id: Option<DivisionId>,
    /// Closed accounts stay, for old records' sake.
    pub active: bool,
}

/// The account that goes with a login.
pub async fn by_login(tx: &mut Tx, login: &str) -> Result<Option<AccountRecord>, StoreError> {
    fetch_optional!(
        tx,
        AccountRecord,
        "SELECT id, login, name, role, agency_id, division_id, active FROM accounts WHERE login = $1",
        login
    )
}

/// An account.
pub async fn by_id(tx: &mut Tx, id: AccountId) -> Result<Option<AccountRecord>, StoreError> {
    fetch_optional!(
        tx,
        AccountRecord,
        "SELECT id, login, name, role, agency_id, division_id, active FROM accounts WHERE id = $1",
        id
    )
}

/// The accounts that are open, by their names.
pub async fn active(tx: &mut Tx) -> Result<Vec<AccountRecord>, StoreError> {
    fetch_all!(
        tx,
        AccountRecord,
        "SELECT id, login, name, role, agency_id, division_id, active FROM accounts WHERE active ORDER BY name, id"
    )
}

/// Makes the first account, an administrator's, when there is none yet; gives whether it did.
pub async fn add_first(tx: &mut Tx, login: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let known: i64 = scalar!(tx, i64, "SELECT count(*) FROM accounts")?;
    if known > 0 {
        return Ok(false);
    }
    add(
        tx,
        &AccountRecord {
            id: AccountId(Uuid::now_v7()),
            login: login.to_owned(),
            name: if login == "local" { "本机用户".to_owned() } else { login.to_owned() },
            role: Role::Admin,
            agency_id: None,
            division_id: None,
            active: true,
        },
        at,
    )
    .await?;
    Ok(true)
}

/// Adds an account.
pub async fn add(tx: &mut Tx, account: &AccountRecord, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO accounts (id, login, name, role, agency_id, division_id, active, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        account.id,
        &account.login,
        &account.name,
        account.role,
        account.agency_id,
        account.division_id,
        account.active,
        at
    )?;
    Ok(())
}
