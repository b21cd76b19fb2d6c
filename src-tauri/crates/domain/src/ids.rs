//! Ids: UUIDs of version 7, so that they sort by the time they were made and can move between databases.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// 单位
    AgencyId,
    /// 人员
    PersonId,
    /// 账号
    AccountId,
    /// 区划: its statistical code is a field; grids come and go, so the id is not the code.
    DivisionId,
    /// 诉求
    AppealId,
    /// 诉求人: one person named in an appeal or a case; the sensitive columns.
    PartyId,
    /// 导入批次
    ImportId,
    /// 哨单
    WhistleId,
    /// 会商
    ConsultationId,
    /// 议定事项
    ActionId,
    /// 包案
    CaseId,
    /// 会议室
    RoomId,
    /// 接访下访
    ReceptionId,
    /// 走访
    VisitId,
    /// 附件: one file on one record; the same content may be on several.
    AttachmentId,
    /// 研判规则
    RuleId,
    /// 议事征集: a forum, a pavilion's meeting, a collection point or day.
    GatheringId,
    /// One saving of the entry form.
    IntakeId,
}
