//! What kind of file it is, by what it holds and not by its name; and whether it unpacks to more than is sane.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use huishang_domain::words::FileProblem;
use zip::ZipArchive;

use super::ReadError;

/// The most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// The most bytes that what its sheets share may take, which is held in memory at once.
const MAX_HELD: u64 = 320 * 1024 * 1024;
/// The most bytes of a cell's text or a tag; a spreadsheet's own limit is 32,767 characters.
const MAX_LENGTH: u64 = 1024 * 1024;
/// The most merged cells; a sheet with more is read without them.
const MAX_MERGES: u64 = 300_000;
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
/// reader, here and later), then looks through what it holds: whether its texts and tags are of a sane length, what will be
/// held in memory, and whether there are merged cells.
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
        declared = declared.saturating_add(part.size());
    }
    if declared > most {
        return Err(too_large());
    }
    let mut merged = false;
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).map_err(|e| broken(&e))?;
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        // Sheets are read piece by piece; everything else is held as a whole.
        let held = !name.contains("worksheets/");
        let mut scan = Scan::default();
        let mut piece = vec![0; 64 * 1024];
        let mut kept = 0;
        while let Some(room) = piece.get_mut(kept..) {
            let read = part.read(room).map_err(|e| broken(&e))?;
            if stop() {
                return Err(ReadError::Cancelled);
            }
            let filled = kept + read;
            // A tag may lie across two pieces, so the end of one is looked at again with the next.
            let looked_at = if read == 0 { filled } else { filled.saturating_sub(Scan::TAIL) };
            scan.look(piece.get(..filled).unwrap_or_default(), looked_at);
            if scan.endless() {
                return Err(ReadError::broken("里面有长得不合情理的内容", &name));
            }
            if held && scan.held() > MAX_HELD {
                return Err(too_large());
            }
            if read == 0 {
                break;
            }
            piece.copy_within(looked_at..filled, 0);
            kept = filled - looked_at;
        }
        merged = merged || (!held && scan.merges > 0 && scan.merges <= MAX_MERGES);
    }
    Ok(merged)
}

/// What a part of a workbook holds, as far as it matters for the memory that its reader will take.
#[derive(Default)]
struct Scan {
    bytes: u64,
    tags: u64,
    merges: u64,
    /// Where the last tag began, and the longest way to the next one; so much is held at once.
    last: u64,
    longest: u64,
    /// Within a section whose signs are no tags, what ends it.
    until: Option<&'static [u8]>,
    /// The last bytes of the piece before, where that end may begin.
    before: Vec<u8>,
}

impl Scan {
    /// So many bytes tell what begins.
    const TAIL: usize = 16;

    /// Looks at what begins in the first `upto` bytes of a piece.
    fn look(&mut self, piece: &[u8], upto: usize) {
        let mut at = 0;
        while at < upto {
            let rest = piece.get(at..upto).unwrap_or_default();
            let sign = if self.until.is_some() { b'>' } else { b'<' };
            let Some(next) = memchr::memchr(sign, rest) else { break };
            at += next;
            if let Some(end) = self.until {
                let behind = piece.get(..=at).unwrap_or_default();
                // The end of a section may begin in the piece before.
                let split = || [self.before.as_slice(), behind].concat().ends_with(end);
                if behind.ends_with(end) || (behind.len() < end.len() && split()) {
                    self.until = None;
                }
            } else {
                self.began(self.bytes + at as u64, piece.get(at..).unwrap_or_default());
            }
            at += 1;
        }
        let done = piece.get(..upto).unwrap_or_default();
        self.before.extend_from_slice(done.get(done.len().saturating_sub(2)..).unwrap_or_default());
        self.before.drain(..self.before.len().saturating_sub(2));
        self.bytes += upto as u64;
        self.longest = self.longest.max(self.bytes - self.last);
    }

    fn began(&mut self, at: u64, rest: &[u8]) {
        self.longest = self.longest.max(at - self.last);
        self.last = at;
        self.tags += 1;
        self.merges += u64::from(rest.starts_with(b"<mergeCell "));
        self.until = if rest.starts_with(b"<![CDATA[") {
            Some(b"]]>")
        } else if rest.starts_with(b"<!--") {
            Some(b"-->")
        } else {
            None
        };
    }

    /// Whether one of its texts or tags is longer than any that a spreadsheet writes.
    fn endless(&self) -> bool {
        self.longest > MAX_LENGTH
    }

    /// The bytes that its reader holds, about: the text, and a string's own for each of its tags.
    fn held(&self) -> u64 {
        self.bytes.saturating_add(self.tags.saturating_mul(16))
    }
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
        let zeros = b"<a> </a>".repeat(375_000);
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
