//! Charset detection: decodes a file by its byte order mark, else as UTF-8, else by the charset that an HTML page
//! declares. Nothing is guessed from the bytes: others are refused.

use encoding_rs::{Encoding, UTF_8};

use crate::error::{Error, ErrorKind, Result};

/// A decoded text, and the length of the UTF-8 byte order mark cut off before it: offsets in the text count from behind
/// that.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DecodedText {
    pub text: String,
    pub bom_bytes: u32,
}

/// Bytes at the head of a page that are searched for a charset declaration.
const CHARSET_PRESCAN_BYTES: usize = 4096;

/// Decodes `bytes`: UTF-16 with a byte order mark, else UTF-8, else, if `is_html`, the declared charset. Fails with
/// kind `Input`, and the line where it is known, for invalid bytes and for binary data.
pub(super) fn decode_text(bytes: Vec<u8>, is_html: bool) -> Result<DecodedText> {
    if let Some((encoding, mark_len)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        debug_assert!(mark_len <= bytes.len());
        return decode_with(encoding, bytes.get(mark_len..).unwrap_or_default());
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.as_bytes();
            reject_binary(bytes)?;
            if let Some(encoding) = find_declared_charset(bytes).filter(|encoding| is_html && *encoding != UTF_8) {
                return decode_with(encoding, bytes);
            }
            let at = error.utf8_error().valid_up_to();
            let line = 1 + bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
            return Err(
                Error::new(ErrorKind::Input, format!("not valid UTF-8 at byte {at}")).at_location("", Some(line))
            );
        }
    };
    reject_binary(text.as_bytes())?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => DecodedText { text: rest.to_owned(), bom_bytes: 3 },
        None => DecodedText { text, bom_bytes: 0 },
    })
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> Result<DecodedText> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        return Err(Error::new(ErrorKind::Input, format!("not valid {}, though it says so", encoding.name())));
    }
    Ok(DecodedText { text: text.into_owned(), bom_bytes: 0 })
}

/// Refuses binary data: more than 2 % control characters, white space and escape aside. A stray one spoils nothing.
fn reject_binary(bytes: &[u8]) -> Result<()> {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = bytes.iter().filter(|&&byte| is_control(byte)).count();
    let mut places = bytes.iter().copied().enumerate().filter(|&(_, byte)| is_control(byte));
    let Some((at, byte)) = places.next().filter(|_| controls * 50 > bytes.len()) else { return Ok(()) };
    let line = 1 + bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    Err(Error::new(ErrorKind::Input, format!("not text: a byte {byte:#04x} at {at}, and more of the kind"))
        .at_location("", Some(line)))
}

/// The charset that the head of a page declares, as HTML (`charset=`) or XML (`encoding=`); `None` if it is missing or
/// unknown.
fn find_declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(CHARSET_PRESCAN_BYTES))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let name = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key).map(|(_, rest)| rest))?;
    let name: String = name
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], is_html: bool) -> Result<String, String> {
        decode_text(bytes.to_vec(), is_html).map(|decoded| decoded.text).map_err(|error| error.to_string())
    }

    #[test]
    fn utf8_and_marked_utf16_are_read() {
        assert_eq!(
            decode_text(b"\xEF\xBB\xBFa".to_vec(), false).unwrap(),
            DecodedText { text: "a".into(), bom_bytes: 3 }
        );
        assert_eq!(text(b"\xFF\xFEa\0\x05\x01", false), Ok("aą".into()));
        assert_eq!(text(b"\xFE\xFF\0a\x01\x05", false), Ok("aą".into()));
    }

    #[test]
    fn pages_may_declare_old_encodings() {
        let page = b"<meta charset=\"windows-1252\"><p>caf\xE9 \x93x\x94";
        assert_eq!(text(page, true), Ok("<meta charset=\"windows-1252\"><p>café “x”".into()));
        assert!(text(page, false).is_err());
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_place() {
        assert_eq!(text(b"one\ntwo \xFF three", false), Err(":2: not valid UTF-8 at byte 8".into()));
        assert!(text(b"PNG\0\0\0\x01\x02", false).is_err_and(|error| error.contains("not text")));
        assert!(text(b"a long line of ordinary text with one stray\0byte in it", false).is_ok());
    }
}
