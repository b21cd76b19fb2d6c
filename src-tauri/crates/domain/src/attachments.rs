//! What may be attached to a record: how large, which kinds, told by the content and never by the name.

/// The largest file that is taken in: 50 MB.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// A file is stored and read in pieces of so many bytes.
pub const PIECE_BYTES: usize = 1024 * 1024;
/// How much of a file's beginning, and of its end, [`recognise`] wants to see.
pub const SEEN_BYTES: usize = 64 * 1024;
/// The longest name, in characters; what is longer is cut, its ending kept.
pub const NAME_CHARS: usize = 120;

terms! {
    /// What kind of file something is.
    pub enum FileKind {
        Picture = "picture" => "图片",
        Pdf = "pdf" => "PDF",
        Office = "office" => "办公文档",
        Text = "text" => "文本",
        Archive = "archive" => "压缩包",
        Other = "other" => "其他文件",
    }
}

/// Media types that are shown in the program; everything else is only saved.
const SHOWN: &[(&str, FileKind)] = &[
    ("image/png", FileKind::Picture),
    ("image/jpeg", FileKind::Picture),
    ("image/gif", FileKind::Picture),
    ("image/webp", FileKind::Picture),
    ("image/bmp", FileKind::Picture),
    ("application/pdf", FileKind::Pdf),
];

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PPTX: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
/// Word, Excel and WPS of old: what is inside isn't told apart.
const OLD_OFFICE: &str = "application/x-ole-storage";
const OFD: &str = "application/ofd";
const ZIP: &str = "application/zip";
const TEXT: &str = "text/plain";
const UNKNOWN: &str = "application/octet-stream";

/// The kind that goes with a stored media type.
pub fn kind_of(media_type: &str) -> FileKind {
    if let Some((_, kind)) = SHOWN.iter().find(|(known, _)| *known == media_type) {
        return *kind;
    }
    match media_type {
        DOCX | XLSX | PPTX | OLD_OFFICE | OFD | "application/rtf" => FileKind::Office,
        TEXT => FileKind::Text,
        ZIP | "application/vnd.rar" | "application/x-7z-compressed" => FileKind::Archive,
        _ => FileKind::Other,
    }
}

/// The media type of a file from its first and last bytes; none for a program, which isn't taken in.
pub fn recognise(head: &[u8], tail: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|w| w == name));
    if is_program(head) {
        return None;
    }
    Some(match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => "image/png",
        () if starts(b"\xff\xd8\xff") => "image/jpeg",
        () if starts(b"GIF87a") || starts(b"GIF89a") => "image/gif",
        () if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP") => "image/webp",
        // Two letters alone are too few: the reserved bytes are zero, and the header's size is a known one.
        () if starts(b"BM") && head.get(6..10) == Some(&[0; 4]) && head.get(15..18) == Some(&[0; 3]) => {
            "image/bmp"
        }
        () if starts(b"%PDF-") => "application/pdf",
        () if starts(b"PK\x03\x04") && holds(b"word/document.xml") => DOCX,
        () if starts(b"PK\x03\x04") && holds(b"xl/workbook.") => XLSX,
        () if starts(b"PK\x03\x04") && holds(b"ppt/presentation.xml") => PPTX,
        () if starts(b"PK\x03\x04") && holds(b"OFD.xml") => OFD,
        () if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => ZIP,
        () if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => OLD_OFFICE,
        () if starts(b"{\\rtf") => "application/rtf",
        () if starts(b"Rar!\x1a\x07") => "application/vnd.rar",
        () if starts(b"7z\xbc\xaf\x27\x1c") => "application/x-7z-compressed",
        () if is_text(head) => TEXT,
        () => UNKNOWN,
    })
}

/// Programs of Windows, Linux and macOS, and scripts that name their interpreter.
fn is_program(head: &[u8]) -> bool {
    // A text may begin with MZ; a program's header says where the rest of it lies.
    let windows = head.starts_with(b"MZ") && head.get(2..64).is_some_and(|rest| rest.contains(&0));
    let mac: [&[u8]; 4] =
        [b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"];
    windows
        || head.starts_with(b"\x7fELF")
        || head.starts_with(b"#!")
        // A shortcut of Windows can start anything.
        || head.starts_with(b"L\0\0\0\x01\x14\x02\0")
        || mac.iter().any(|magic| head.starts_with(magic))
}

/// Whatever its encoding, a text holds no control characters but line breaks and the like.
fn is_text(head: &[u8]) -> bool {
    !head.is_empty()
        && head.iter().all(|b| *b >= 0x20 && *b != 0x7f || matches!(b, b'\t' | b'\n' | b'\r' | 0x0c))
}

/// Endings that Windows starts when somebody opens the file.
const PROGRAM_ENDINGS: &[&str] = &[
    "exe",
    "dll",
    "com",
    "scr",
    "pif",
    "cpl",
    "msi",
    "msp",
    "msix",
    "bat",
    "cmd",
    "ps1",
    "psm1",
    "vbs",
    "vbe",
    "js",
    "jse",
    "wsf",
    "wsh",
    "hta",
    "lnk",
    "url",
    "reg",
    "jar",
    "sh",
    "chm",
    "iso",
    "img",
    "vhd",
    "appx",
    "sct",
    "inf",
    "gadget",
    "application",
    "appref-ms",
    "scf",
    "settingcontent-ms",
    "xll",
];

/// Whether Windows would start a file of this name, whatever is in it.
pub fn is_program_name(name: &str) -> bool {
    let name = name.trim_end_matches(['.', ' ']);
    name.rsplit_once('.').is_some_and(|(_, end)| PROGRAM_ENDINGS.contains(&end.to_lowercase().as_str()))
}

/// A name that is never a path and that every file system takes; `附件` where nothing is left of it.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let kept = kept.trim().trim_start_matches('.').trim_end_matches(['.', ' ']).trim();
    let name = shortened(kept);
    let stem = name.split('.').next().unwrap_or_default().to_uppercase();
    match name.as_str() {
        "" => "附件".to_owned(),
        // Names of devices, which Windows never takes for files.
        _ if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") => format!("_{name}"),
        _ if stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) => format!("_{name}"),
        _ => name,
    }
}

/// Marks that turn the direction of writing, so that “gpj.exe” can look like a picture, and the like.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, end)| format!(".{end}")).filter(|e| e.chars().count() <= 12);
    let ending = ending.unwrap_or_default();
    let stem: String = name.chars().take(NAME_CHARS - ending.chars().count()).collect();
    format!("{}{ending}", stem.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_content_tells_the_kind_and_never_the_name() {
        let zip = |inside: &str| [b"PK\x03\x04....", inside.as_bytes()].concat();
        for (head, wanted) in [
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), FileKind::Picture),
            (b"\xff\xd8\xff\xe0".to_vec(), FileKind::Picture),
            (b"GIF89a...".to_vec(), FileKind::Picture),
            (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), FileKind::Picture),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec(), FileKind::Picture),
            (b"BM is a text".to_vec(), FileKind::Text),
            (b"%PDF-1.4".to_vec(), FileKind::Pdf),
            (zip("word/document.xml"), FileKind::Office),
            (zip("xl/workbook.xml"), FileKind::Office),
            (zip("OFD.xml"), FileKind::Office),
            (zip("a.txt"), FileKind::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), FileKind::Office),
            ("说明".as_bytes().to_vec(), FileKind::Text),
            // Shown as a picture it could run scripts: it is a text, and only saved.
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(), FileKind::Text),
            (b"\0\x01\x02".to_vec(), FileKind::Other),
        ] {
            assert_eq!(recognise(&head, &[]).map(kind_of), Some(wanted), "{head:?}");
        }
        assert_eq!(recognise(b"PK\x03\x04", b"...ppt/presentation.xml"), Some(PPTX), "named at its end");
    }

    #[test]
    fn programs_are_known_by_content_and_by_name() {
        let windows = [b"MZ\x90\0".as_slice(), &[0; 60]].concat();
        for head in [windows.as_slice(), b"\x7fELF\x02", b"#!/bin/sh\n", b"\xcf\xfa\xed\xfe"] {
            assert_eq!(recognise(head, &[]), None, "{head:?}");
        }
        for name in ["a.exe", "照片.jpg.EXE", "a.exe.", "a.bat ", "b.Lnk", "x.hta"] {
            assert!(is_program_name(name), "{name}");
        }
        for name in ["a.jpg", "exe", "a.docx", "说明.exe.pdf"] {
            assert!(!is_program_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_is_never_a_path() {
        for (given, wanted) in [
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\x\照片.jpg", "照片.jpg"),
            ("  现场 照片.png ", "现场 照片.png"),
            ("a<b>:c?.pdf", "a_b__c_.pdf"),
            ("..", "附件"),
            ("", "附件"),
            ("con.txt", "_con.txt"),
            ("COM1", "_COM1"),
            ("a\u{202e}gpj.exe", "agpj.exe"),
            ("a\n.txt", "a.txt"),
        ] {
            assert_eq!(clean_name(given), wanted, "{given}");
        }
        let long = clean_name(&format!("{}.pdf", "长".repeat(300)));
        assert_eq!(long.chars().count(), NAME_CHARS);
        assert!(long.ends_with("长.pdf"));
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_a_folder_takes(name in "\\PC{0,200}") {
            let clean = clean_name(&name);
            prop_assert!(!clean.is_empty() && clean.chars().count() <= NAME_CHARS + 1);
            let taken = !clean.contains(['/', '\\', ':', '\0']) && clean != "." && clean != "..";
            prop_assert!(taken, "{clean}");
            prop_assert_eq!(clean_name(&clean), clean, "clean once, clean for good");
        }

        #[test]
        fn any_bytes_are_told(head in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Some(media_type) = recognise(&head, &head) {
                prop_assert!(FileKind::ALL.contains(&kind_of(media_type)));
            }
        }
    }
}
