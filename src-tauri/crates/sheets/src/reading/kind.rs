//! What kind of file it is, by what it holds and not by its name; and whether it unpacks to more than is sane.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use huishang_domain::words::FileProblem;
use zip::ZipArchive;

use super::ReadError;

/// The most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// The most bytes of the texts that its sheets share, which are held in memory at once.
const MAX_SHARED: u64 = 256 * 1024 * 1024;
/// The most parts of a workbook.
const MAX_PARTS: usize = 10_000;
/// What is said of a file that holds no table.
pub(super) const ONLY_TABLES: &str = "只能导入 .xlsx、.xls 和 .csv 文件";
/// What is said of a table in another format.
const OPEN_AND_SAVE: &str = "要在 Excel 或 WPS 中打开、另存为 .xlsx 之后才能导入";

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// With merged cells or not.
    Xlsx { merged: bool },
    /// The older workbook.
    Xls,
    /// Anything else that may be text.
    Text,
}

/// Looks into a file.
pub(super) fn kind(path: &Path, stop: &dyn Fn() -> bool) -> Result<Kind, ReadError> {
    let mut head = Vec::new();
    File::open(path)?.take(512).read_to_end(&mut head)?;
    match head.as_slice() {
        [b'P', b'K', 3, 4, ..] => unpack(path, MAX_UNPACKED, stop).map(|merged| Kind::Xlsx { merged }),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Ok(Kind::Xls),
        head => match not_a_table(head) {
            Some(what) => Err(ReadError::new(FileProblem::WrongType, what)),
            None => Ok(Kind::Text),
        },
    }
}

/// What it is, where it surely is no table.
fn not_a_table(head: &[u8]) -> Option<String> {
    const SIGNS: [(&[u8], &str); 10] = [
        (b"%PDF", "这是 PDF 文件"),
        (b"\x89PNG", "这是图片"),
        (b"\xFF\xD8\xFF", "这是图片"),
        (b"GIF8", "这是图片"),
        (b"BM", "这是图片"),
        (b"Rar!", "这是压缩包"),
        (b"7z\xBC\xAF", "这是压缩包"),
        (b"\x1F\x8B", "这是压缩包"),
        (b"{\\rtf", "这是文档"),
        (b"MZ", "这是程序"),
    ];
    let binary = |what: &str| what != "这是图片" || head.iter().any(|b| *b < 9);
    let sign = SIGNS.iter().find(|(sign, what)| head.starts_with(sign) && binary(what));
    if let Some((_, what)) = sign {
        return Some(format!("{what}，{ONLY_TABLES}"));
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    // Some systems export a web page and call it .xls.
    let page =
        ["<html", "<!doctype", "<table", "<meta", "<head", "<?xml"].iter().any(|tag| text.starts_with(tag));
    page.then(|| format!("这是网页格式的表格，{OPEN_AND_SAVE}"))
}

/// Adds up what a workbook declares to unpack to (a part that gives more than it declares is refused by the archive's
/// reader, here and later), then looks through its sheets for merged cells.
fn unpack(path: &Path, most: u64, stop: &dyn Fn() -> bool) -> Result<bool, ReadError> {
    let broken =
        |error: &dyn std::fmt::Display| ReadError::broken("文件不完整，多半是下载或拷贝时中断了", error);
    let too_large = || {
        let detail = format!("解压后超过 {} MB，要分成几个文件才能导入", most / 1024 / 1024);
        ReadError::new(FileProblem::TooLarge, detail)
    };
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|e| broken(&e))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large());
    }
    let names: Vec<String> =
        archive.file_names().flatten().map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") || !has("xl/") {
        let what = if has("word/") {
            format!("这是 Word 文档，{ONLY_TABLES}")
        } else if has("xl/") || has("content.xml") {
            format!("这种表格格式不支持，{OPEN_AND_SAVE}")
        } else {
            "这是压缩包，要先解压，再导入里面的 .xlsx、.xls 或 .csv 文件".to_owned()
        };
        return Err(ReadError::new(FileProblem::WrongType, what));
    }
    let mut declared = 0_u64;
    for i in 0..archive.len() {
        let part = archive.by_index_raw(i).map_err(|e| broken(&e))?;
        if part.size() > MAX_SHARED
            && part.name().is_ok_and(|name| name.to_lowercase().contains("sharedstrings"))
        {
            return Err(too_large());
        }
        declared = declared.saturating_add(part.size());
    }
    if declared > most {
        return Err(too_large());
    }
    let mut merged = false;
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).map_err(|e| broken(&e))?;
        if merged || !part.name().is_ok_and(|name| name.to_lowercase().contains("worksheets/")) {
            continue;
        }
        let mut piece = vec![0; 64 * 1024];
        let mut kept = 0;
        while let Some(room) = piece.get_mut(kept..) {
            let read = part.read(room).map_err(|e| broken(&e))?;
            if read == 0 {
                break;
            }
            if stop() {
                return Err(ReadError::Cancelled);
            }
            // A tag may lie across two pieces, so the end of one is looked at again with the next.
            let filled = kept + read;
            merged = merged || piece.get(..filled).is_some_and(|seen| holds(seen, MERGED));
            kept = filled.min(MERGED.len() - 1);
            piece.copy_within(filled - kept..filled, 0);
        }
    }
    Ok(merged)
}

const MERGED: &[u8] = b"<mergeCell ";

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    // Most bytes aren't the first one, which a plain search passes quickly.
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(wanted) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tempfile::TempDir;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn problem(result: Result<bool, ReadError>) -> FileProblem {
        match result {
            Err(ReadError::Unreadable { problem, .. }) => problem,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused_whatever_it_declares() {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("a.xlsx");
        let zeros = vec![b' '; 3_000_000];
        let honest = archive(&[("xl/worksheets/sheet1.xml", &zeros)]);
        std::fs::write(&path, &honest).unwrap();
        assert_eq!(unpack(&path, 4_000_000, &|| false), Ok(false));
        assert_eq!(problem(unpack(&path, 2_000_000, &|| false)), FileProblem::TooLarge);
        assert_eq!(unpack(&path, 4_000_000, &|| true), Err(ReadError::Cancelled));
        // The same with a lie of ten bytes wherever the true size stands.
        let mut lying = honest;
        let size = 3_000_000_u32.to_le_bytes();
        let places: Vec<usize> =
            lying.windows(4).enumerate().filter(|(_, w)| *w == size).map(|(at, _)| at).collect();
        assert!(!places.is_empty());
        for at in places {
            lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        std::fs::write(&path, &lying).unwrap();
        assert_eq!(problem(unpack(&path, 2_000_000, &|| false)), FileProblem::Broken);
    }

    #[test]
    fn merged_cells_are_seen_even_across_pieces() {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("a.xlsx");
        for before in [0, 65_530, 65_535, 65_536] {
            let sheet = [vec![b' '; before], b"<mergeCell ref".to_vec()].concat();
            std::fs::write(&path, archive(&[("xl/workbook.xml", b"<a/>"), ("xl/worksheets/s.xml", &sheet)]))
                .unwrap();
            assert_eq!(unpack(&path, 1_000_000, &|| false), Ok(true), "{before}");
        }
    }

    #[test]
    fn other_files_are_called_what_they_are() {
        let dir = TempDir::new().unwrap();
        let told = |bytes: &[u8]| {
            let path = dir.path().join("a.xlsx");
            std::fs::write(&path, bytes).unwrap();
            match kind(&path, &|| false) {
                Err(ReadError::Unreadable { problem: FileProblem::WrongType, detail }) => detail,
                other => panic!("{other:?}"),
            }
        };
        assert!(told(&archive(&[("word/document.xml", b"<a/>")])).contains("Word"));
        assert!(told(&archive(&[("照片.jpg", b"x")])).contains("压缩包"));
        assert!(told(&archive(&[("xl/workbook.bin", b"x")])).contains("另存为"));
        assert!(told(b"%PDF-1.7").starts_with("这是 PDF 文件，"));
        assert!(told("\u{FEFF}\n<HTML><table>".as_bytes()).contains("网页"));
        assert!(told(b"\xFF\xD8\xFF\xE0\0\x10JFIF").contains("图片"));
        std::fs::write(dir.path().join("b.csv"), "BM编号,日期\n").unwrap();
        assert_eq!(kind(&dir.path().join("b.csv"), &|| false), Ok(Kind::Text));
    }
}
