//! Varints: unsigned LEB128. Seven bits a byte, the lowest first; the top bit says that another byte follows. One to five bytes for a
//! `u32`.

/// Appends `number` as a varint.
#[inline]
pub fn write_varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a varint off the front of `bytes`; `None` at the end or where five bytes say that more follow.
#[inline]
pub fn read_varint(bytes: &mut &[u8]) -> Option<u32> {
    // Most are of one byte.
    if let [byte @ ..0x80, rest @ ..] = bytes {
        *bytes = rest;
        return Some((*byte).into());
    }
    let mut number = 0;
    for shift in [0, 7, 14, 21, 28] {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Takes the bytes of `count` varints off the front without decoding them; fewer where the bytes end.
pub fn take_varints<'a>(count: u32, bytes: &mut &'a [u8]) -> &'a [u8] {
    let mut ends = bytes.iter().enumerate().filter(|&(_, &byte)| byte < 0x80).map(|(at, _)| at + 1);
    let end = (count as usize).checked_sub(1).map_or(Some(0), |last| ends.nth(last)).unwrap_or(bytes.len());
    let (taken, rest) = bytes.split_at(end);
    *bytes = rest;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(number: u32) {
            let mut bytes = Vec::new();
            write_varint(number, &mut bytes);
            prop_assert_eq!(read_varint(&mut bytes.as_slice()), Some(number));
        }

        #[test]
        fn numbers_are_taken_without_being_read(numbers: Vec<u32>, count in 0u32..8) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&number| write_varint(number, &mut bytes));
            let mut rest = bytes.as_slice();
            let mut taken = take_varints(count, &mut rest);
            let mut read = Vec::new();
            for row in [&mut taken, &mut rest] {
                while let Some(number) = read_varint(row) {
                    read.push(number);
                }
                if count as usize >= numbers.len() {
                    prop_assert_eq!(read.len(), numbers.len());
                } else if read.len() < numbers.len() {
                    prop_assert_eq!(read.len(), count as usize);
                }
            }
            prop_assert_eq!(read, numbers);
        }
    }
}
