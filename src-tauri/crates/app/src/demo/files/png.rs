//! Pictures with a palette, uncompressed: enough for a sketch, and needs no library (PNG, W3C; zlib, RFC 1950).

const WIDTH: u32 = 480;
const HEIGHT: u32 = 320;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    /// A wall with a stain below the ceiling.
    Stain,
    /// A roof with a shed on it.
    Roof,
    /// Chimneys with smoke.
    Smoke,
}

/// Wall, dark, light, sky, brick, shadow.
const PALETTE: [[u8; 3]; 6] =
    [[232, 226, 214], [92, 74, 58], [252, 250, 244], [178, 204, 226], [166, 92, 74], [120, 116, 112]];

/// The colour of a point.
fn colour(scene: Scene, x: i32, y: i32) -> u8 {
    let within = |cx: i32, cy: i32, rx: i32, ry: i32| {
        let (dx, dy) = (i64::from(x - cx), i64::from(y - cy));
        let (rx, ry) = (i64::from(rx), i64::from(ry));
        dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry
    };
    let framed = x < 8 || y < 8 || x >= WIDTH as i32 - 8 || y >= HEIGHT as i32 - 8;
    if framed {
        return 2;
    }
    match scene {
        Scene::Stain if y < 60 => 2,
        Scene::Stain if within(210, 70, 120, 70) || within(300, 120, 60, 90) => {
            if (x * 7 + y * 13) % 5 < 3 {
                5
            } else {
                1
            }
        }
        Scene::Stain => 0,
        Scene::Roof if (150..300).contains(&x) && (90..200).contains(&y) => {
            if y < 104 || (x - 150) % 30 < 3 {
                1
            } else {
                5
            }
        }
        Scene::Roof if y >= 200 => {
            if (y - 200) % 20 < 2 || (x + (y / 20) * 15) % 40 < 2 {
                2
            } else {
                4
            }
        }
        Scene::Roof => 3,
        Scene::Smoke if within(160, 100, 70, 34) || within(240, 70, 80, 30) || within(330, 100, 60, 28) => 5,
        Scene::Smoke if y >= 150 && [150, 230, 310].iter().any(|at| (*at..at + 24).contains(&x)) => 1,
        Scene::Smoke if y >= 230 => 4,
        Scene::Smoke => 3,
    }
}

/// The picture as a file.
pub(super) fn draw(scene: Scene) -> Vec<u8> {
    let mut raw = Vec::new();
    for y in 0..HEIGHT as i32 {
        raw.push(0);
        raw.extend((0..WIDTH as i32).map(|x| colour(scene, x, y)));
    }
    let mut head = Vec::new();
    head.extend(WIDTH.to_be_bytes());
    head.extend(HEIGHT.to_be_bytes());
    // Eight bits, a palette, nothing interlaced.
    head.extend([8, 3, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, b"IHDR", &head);
    chunk(&mut file, b"PLTE", PALETTE.as_flattened());
    chunk(&mut file, b"IDAT", &stored(&raw));
    chunk(&mut file, b"IEND", &[]);
    file
}

/// A zlib stream whose blocks are stored as they are.
fn stored(raw: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks = raw.chunks(0xffff);
    let last = blocks.len() - 1;
    for (n, block) in blocks.enumerate() {
        let len = block.len() as u16;
        out.push(u8::from(n == last));
        out.extend(len.to_le_bytes());
        out.extend((!len).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let begun = file.len();
    file.extend(kind);
    file.extend(data);
    let crc = crc32(&file[begun..]);
    file.extend(crc.to_be_bytes());
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(stored(b"Wikipedia")[16..], [0x11, 0xe6, 0x03, 0x98]);
    }

    #[test]
    fn every_scene_is_another_picture() {
        let files = [Scene::Stain, Scene::Roof, Scene::Smoke].map(draw);
        assert!(files[0] != files[1] && files[1] != files[2]);
        assert!(files.iter().all(|file| file.len() < 200_000 && file.ends_with(b"IEND\xae\x42\x60\x82")));
    }
}
