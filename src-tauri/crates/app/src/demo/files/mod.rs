//! A few files on the standing examples: drawn by the program, and saying themselves that they are invented.

mod pdf;
mod png;

use huishang_domain::attachments::{PIECE_BYTES, recognise};
use huishang_domain::ids::AttachmentId;
use huishang_domain::words::Entity;
use huishang_store::appeals;
use huishang_store::attachments::{self, NewContent, NewLink};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use self::png::Scene;
use crate::AppError;
use crate::work::Work;

/// The standing examples: the title, and the place that its text names.
const LEAK: (&str, &str) = ("业主违章搭建导致楼顶渗水", "胭脂山");
const SMOKE: (&str, &str) = ("8家餐饮店油烟扰民", "山海");

/// Puts them on the standing examples.
pub(super) async fn write(work: &mut Work<'_>) -> Result<(), AppError> {
    let report = pdf::page(&[
        "房屋渗水检测报告（演示数据）",
        "检测地点：示例小区6号楼顶层",
        "检测结果：屋面防水层破损，系搭建所致。",
        "本文件由程序生成，不是真实的检测报告。",
    ]);
    attach(work, LEAK, ("楼顶渗水.png", "现场照片"), &png::draw(Scene::Stain)).await?;
    attach(work, LEAK, ("楼顶搭建.png", "现场照片"), &png::draw(Scene::Roof)).await?;
    attach(work, LEAK, ("检测报告.pdf", "检测报告"), &report).await?;
    let note =
        "油烟监测记录（演示数据）\n11月2日 18:30 示例餐饮一条街 超标\n11月3日 18:30 示例餐饮一条街 达标\n";
    attach(work, SMOKE, ("监测记录.txt", "监测记录"), note.as_bytes()).await?;
    attach(work, SMOKE, ("油烟.png", "现场照片"), &png::draw(Scene::Smoke)).await
}

async fn attach(
    work: &mut Work<'_>,
    (title, place): (&str, &str),
    (name, purpose): (&str, &str),
    bytes: &[u8],
) -> Result<(), AppError> {
    let Some(appeal) = appeals::titled(&mut work.tx, title, place).await? else { return Ok(()) };
    let sha256 = Sha256::digest(bytes);
    let size = i64::try_from(bytes.len()).unwrap_or_default();
    let (by, now) = (work.actor.account_id, work.now);
    let media_type = recognise(bytes, bytes).unwrap_or("application/octet-stream");
    let new = NewContent { id: work.new_id(), sha256: &sha256, media_type, size };
    if attachments::begin(&mut work.tx, new, by, now).await? {
        for (position, piece) in (0..).zip(bytes.chunks(PIECE_BYTES)) {
            attachments::add_piece(&mut work.tx, new.id, position, piece).await?;
        }
    }
    let content_id: Option<Uuid> = attachments::hold(&mut work.tx, &sha256).await?;
    let link = NewLink {
        id: AttachmentId(work.new_id()),
        content_id: content_id.unwrap_or(new.id),
        entity: Entity::Appeal,
        entity_id: appeal.0,
        file_name: name,
        purpose: Some(purpose),
    };
    // The whole demonstration is one entry of the trail.
    Ok(attachments::link(&mut work.tx, link, by, now).await?)
}
