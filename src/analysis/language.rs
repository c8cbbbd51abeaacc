//! Languages by their codes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A language, by its two- or three-letter code (ISO 639).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// Parses a language tag such as `en`, `en-GB`, `pt_BR` or `fil`, of which only the language is kept; `None` if it
    /// is not a tag.
    ///
    /// ```
    /// use reading_room::Language;
    /// assert_eq!(Language::parse("en-GB").unwrap().as_str(), "en");
    /// assert_eq!(Language::parse("English"), None);
    /// ```
    pub fn parse(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_']).next()?;
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut letters = [0; 3];
        for (letter, byte) in letters.iter_mut().zip(code.bytes()) {
            *letter = byte.to_ascii_lowercase();
        }
        Some(Language(letters))
    }

    /// The code, in lower case.
    pub fn as_str(&self) -> &str {
        debug_assert!(self.0.is_ascii(), "a code is ASCII letters");
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        text.trim_end_matches('\0')
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.as_str())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Language::parse(&code).ok_or_else(|| de::Error::custom("not a language code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_codes() {
        assert_eq!(Language::parse("PT_br").map(|l| l.to_string()).as_deref(), Some("pt"));
        for tag in ["", "e", "engl", "1a", "é-x"] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
    }
}
