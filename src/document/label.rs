//! Labels of documents for lists.

use super::Document;
use crate::span::slice_text;

/// Characters of the opening words that a label takes, at most.
const MAX_LABEL_CHARS: usize = 90;

impl Document {
    /// The headline, else the opening words cut at a word boundary, else the id: always something to read.
    pub fn display_label(&self) -> String {
        if let Some(title) = &self.title {
            return title.text.clone();
        }
        let Some(first) = self.sentences.first().map(|span| span.slice_of(&self.text)) else { return self.id.clone() };
        let Some((limit, _)) = first.char_indices().nth(MAX_LABEL_CHARS) else { return first.to_owned() };
        let cut = slice_text(first, ..limit);
        let cut = cut.rfind(char::is_whitespace).and_then(|space| cut.get(..space)).unwrap_or(cut);
        format!("{}…", cut.trim_end_matches(|c: char| !c.is_alphanumeric()))
    }
}
