//! What differs between two versions of a story: their sentences, compared by their words.

use rustc_hash::FxHashSet;

use super::fingerprint::hash_phrase;
use crate::document::Document;
use crate::span::Span;

/// Fewest words of a sentence that makes a difference.
const MIN_WORDS: u32 = 3;

/// The sentences of `article` that stand, word for word, nowhere in `other`, in the order of the text. The headline is none.
pub fn sentences_only_in(article: &Document, other: &Document) -> Vec<Span> {
    let hash = |text: &str, sentence: &Span| hash_phrase(sentence.slice_of(text));
    let known: FxHashSet<u64> = other.sentences.iter().map(|sentence| hash(&other.text, sentence).0).collect();
    let is_new = |sentence: &&Span| {
        let (hash, words) = hash(&article.text, sentence);
        words >= MIN_WORDS && !known.contains(&hash)
    };
    let headline = article.title.as_ref().and_then(|title| title.span);
    let in_text = article.sentences.iter().filter(|&&sentence| headline.is_none_or(|span| !span.contains(sentence)));
    in_text.filter(is_new).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn sentences_are_compared_by_their_words() {
        let article = |text: &str| Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let first = article("The bridge opened on Monday. Nobody was hurt. It cost two million.\n\nYes, indeed.");
        let second = article("The bridge opened, on Monday!\n\nNobody was hurt. It cost three million.");
        let only = |one: &Document, other: &Document| -> Vec<String> {
            sentences_only_in(one, other).into_iter().map(|span| span.slice_of(&one.text).to_owned()).collect()
        };
        assert_eq!(only(&first, &second), ["It cost two million."]);
        assert_eq!(only(&second, &first), ["It cost three million."]);
    }
}
