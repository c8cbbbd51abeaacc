//! Quotation attribution: direct quotes, their cue verbs and their speakers, by rules.
//!
//! Quotation marks are paired into passages, over paragraphs where the opening mark is repeated. Each passage looks for
//! its reporting clause (cue verb and subject): after the passage, before it, at the passage it continues, and last in
//! the sentence before. Subjects that are pronouns or noun phrases are resolved in the discourse model of `role`. A
//! passage without attribution has no speaker.

mod attributor;
mod continuation;
mod cue;
mod cue_subject;
mod dash_dialogue;
mod labelled_speech;
mod passage;
mod passage_shape;
mod reporting_clause;
mod signature;
mod speaker_phrase;
mod word_class;

use serde::{Deserialize, Serialize};

use super::FactConfidence;
use super::role::DiscourseModel;
use super::token_row::{TokenClass, TokenRow};
use crate::document::Document;
use crate::span::Span;
use attributor::{CueSubject, QuoteAttribution, QuoteAttributor, ReportingClause};
use dash_dialogue::DashLine;
use labelled_speech::find_labelled_speeches;
use passage::{QuotedPassage, add_block_quotes, find_quoted_passages};

/// A direct quote: a passage in quotation marks, attributed to its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DirectQuote {
    /// The text between the marks.
    pub span: Span,
    /// The speaker: index of a mention in the list that was given. `None` where the text names nobody.
    pub speaker: Option<u32>,
    /// The words that say who speaks where they are no name: "a spokesman for the fund".
    pub speaker_text: Option<Span>,
    /// The cue: the word that reports the quote, "said".
    pub cue: Option<Span>,
    /// How sure the attribution is; of a quotation without one, that it is a quotation.
    pub confidence: FactConfidence,
}

/// Every quotation in `document`, in order; titles of works and scare quotes are not quotations.
///
/// ```
/// use reading_room::{Document, Source, Span};
/// use reading_room::{EntityKind, internals::entity::{ArticleAnnotation, EntityMention}};
/// let text = "Ada Morel runs the museum. “Nobody came at first,” she said. “Now there are queues.”";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let ada = EntityMention { span: Span::new(0, 9), kind: EntityKind::Person, confidence: 1.0 };
/// let quotes = ArticleAnnotation::from_mentions(&document, vec![ada]).quotes;
/// assert_eq!(quotes[0].span.slice_of(text), "Nobody came at first,");
/// assert_eq!(quotes[1].span.slice_of(text), "Now there are queues.");
/// assert!(quotes.iter().all(|quote| quote.speaker == Some(0)));
/// # Ok::<(), reading_room::Error>(())
/// ```
pub(super) fn find_quotes<'a>(
    document: &Document,
    words: &'a TokenRow<'a>,
    mut discourse: DiscourseModel<'a>,
) -> Vec<DirectQuote> {
    let speeches = find_labelled_speeches(document, words, &discourse);
    let mut passages = find_quoted_passages(document, words);
    passages.retain(|passage| {
        let next = speeches.partition_point(|speech| speech.span.start <= passage.span.start);
        next.checked_sub(1).and_then(|last| speeches.get(last)).is_none_or(|speech| speech.span.end < passage.span.end)
    });
    add_block_quotes(&mut passages, document, words);
    discourse.quoted_ranges = passages.iter().map(|passage| passage.first_token..passage.end_token).collect();
    let mut reader = QuoteAttributor { words, discourse, attributions: Vec::new() };
    for place in 0..passages.len() {
        let found = reader.attribute_passage(&passages, place);
        reader.attributions.push(found);
    }
    let mut quotes: Vec<_> = passages
        .iter()
        .zip(&reader.attributions)
        .filter_map(|(passage, found)| reader.quote_of(passage, found))
        .collect();
    let lines = reader.find_dash_lines(document);
    if !speeches.is_empty() || !lines.is_empty() {
        quotes.extend(lines.iter().filter_map(|line| reader.quote_of_line(line)));
        quotes.extend(speeches.iter().map(|speech| DirectQuote {
            span: speech.span,
            speaker: reader.mention_number(speech.speaker),
            speaker_text: speech.label,
            cue: None,
            confidence: FactConfidence::Likely,
        }));
        crate::order::sort_by_key(&mut quotes, |quote| quote.span);
    }
    quotes
}

/// How far behind a passage that no comma ends its cue may stand, in tokens, the closing mark included.
const BARE_CUE_TOKENS: usize = 4;

impl QuoteAttributor<'_> {
    fn attribute_passage(&mut self, passages: &[QuotedPassage], place: usize) -> QuoteAttribution {
        let none = QuoteAttribution {
            is_quote: false,
            is_scare_quote: false,
            speaker: None,
            cue: None,
            confidence: 0.0,
            clause_end: 0,
            signature: None,
        };
        let Some(&passage) = passages.get(place) else { return none };
        let words = self.words;
        let shape = self.describe_passage(&passage);
        let next_open = passages.get(place + 1).map_or(usize::MAX, |next| next.first_token.saturating_sub(1));
        let last_close = place.checked_sub(1).and_then(|last| passages.get(last)).map_or(0, |last| last.end_token + 1);
        let sentence = words.sentence_index(passage.first_token);

        if let Some(signature) = self.signature_after(&passage).filter(|_| {
            self.starts_line(passage.first_token.saturating_sub(usize::from(!passage.is_unmarked)))
                && shape.word_count > 2
        }) {
            return QuoteAttribution {
                is_quote: true,
                is_scare_quote: false,
                speaker: signature.speaker,
                confidence: 0.9,
                signature: Some((signature.words.start, signature.words.end)),
                ..none
            };
        }
        let mut report = None;
        if shape.ends_with_stop || shape.comma_follows {
            report = self.clause_after(&passage, next_open);
        } else if shape.word_count >= 4 && shape.starts_capitalised && self.is_own_sentence(&passage) {
            // "“…” said Ann Lee", without a comma
            report = self
                .clause_after(&passage, next_open)
                .filter(|report| report.cue <= passage.end_token + BARE_CUE_TOKENS);
        }
        let mut before = self.clause_before(&passage, last_close);
        // "…,” said X, the mayor, “and …": the verb belongs to the words before it, and its subject with it.
        let last = self.attributions.last().filter(|found| found.is_quote && found.clause_end > 0).copied();
        if let (Some(report), Some(last)) = (&mut before, last)
            && Some(report.cue) == last.cue
            && let Some(speaker) = last.speaker
        {
            report.subject = CueSubject::Known(speaker, last.confidence);
        }
        // "He said: “…,” and the minister agreed": a cue that leads into the passage has precedence.
        let leads = before.is_some_and(|before| self.leads_into(before.cue, passage.first_token));
        if report.is_none() || leads {
            report = before.or(report);
        }
        if report.is_none() && !shape.ends_with_stop && !shape.title_cased {
            report = self.clause_at_sentence_end(&passage);
        }
        let mut found = match report {
            Some(ReportingClause { cue, subject, end }) => {
                let (speaker, confidence) = match subject {
                    CueSubject::Known(place, confidence) => (Some(place), confidence),
                    CueSubject::Unnamed => (None, 0.0),
                };
                let (speaker, confidence) = match speaker {
                    Some(_) => (speaker, confidence),
                    None => self.represented_person(&passage, end).map_or((None, 0.0), |place| (Some(place), 0.5)),
                };
                // "one caller said. “…,” he said": the caller, not somebody named before.
                let signature = self.unnamed_antecedent(passages, place, cue);
                let (speaker, confidence) = if signature.is_some() { (None, 0.0) } else { (speaker, confidence) };
                let work = shape.title_cased
                    && shape.word_count <= 6
                    && !self.leads_into(cue, passage.first_token)
                    && end == 0;
                QuoteAttribution {
                    is_quote: !work,
                    is_scare_quote: false,
                    speaker,
                    cue: Some(cue),
                    confidence,
                    clause_end: end,
                    signature,
                }
            }
            None => none,
        };
        if shape.title_cased && self.names_work(&passage) {
            return none;
        }
        found.is_scare_quote = shape.word_count <= 2 && !self.is_exclamation(&passage, &shape, &found);
        if report.is_none() {
            let is_scare_quote = found.is_scare_quote;
            found = self.attribute_continuation(passages, place, &shape, last_close).unwrap_or(none);
            found.is_scare_quote = is_scare_quote;
        }
        let whole = shape.word_count >= 4 && shape.ends_with_stop && shape.starts_capitalised && !shape.title_cased;
        if !found.is_quote
            && report.is_none()
            && whole
            && !words.is_in_heading(passage.first_token)
            && self.is_own_sentence(&passage)
        {
            found.is_quote = true;
        }
        if let (true, Some(speaker)) = (found.is_quote, found.speaker) {
            self.discourse.record_speaker(sentence, speaker);
            self.discourse.record_speaker(words.sentence_index(passage.end_token.saturating_sub(1)), speaker);
            if found.clause_end > 0 {
                self.discourse.record_speaker(words.sentence_index(found.clause_end.saturating_sub(1)), speaker);
            }
        }
        found
    }

    /// Index of a mention of the discourse model in the list that was given.
    fn mention_number(&self, place: Option<usize>) -> Option<u32> {
        self.discourse.mentions.get(place?).map(|named| named.mention_index)
    }

    /// The quote in a line of dash dialogue, if it says who speaks.
    fn quote_of_line(&self, line: &DashLine) -> Option<DirectQuote> {
        let (first_token, end_token) = line.tokens;
        let passage = QuotedPassage { span: line.span, first_token, end_token, is_unmarked: true };
        let speaker = line.speaker.and_then(|(place, _)| self.mention_number(Some(place)));
        let phrase = || self.words.span_of(self.speaker_phrase(&passage, line.cue)?);
        let speaker_text = if speaker.is_none() { phrase() } else { None };
        let confidence = line.speaker.map_or(0.75, |(_, confidence)| confidence);
        (speaker.is_some() || speaker_text.is_some()).then_some(DirectQuote {
            span: line.span,
            speaker,
            speaker_text,
            cue: self.words.span_of(line.cue..line.cue + 1),
            confidence: FactConfidence::from_probability(confidence),
        })
    }

    /// The quote that the passage is, if it is one.
    fn quote_of(&self, passage: &QuotedPassage, found: &QuoteAttribution) -> Option<DirectQuote> {
        let words = self.words;
        let speaker = self.mention_number(found.speaker);
        let is_quote = found.is_quote
            && !found.is_scare_quote
            && (!passage.is_unmarked || speaker.is_some() || found.signature.is_some());
        if !is_quote {
            return None;
        }
        let phrase = || match found.signature {
            Some((first, end)) => Some(first..end),
            None => self.speaker_phrase(passage, found.cue?),
        };
        let speaker_text = if speaker.is_none() { phrase().and_then(|phrase| words.span_of(phrase)) } else { None };
        let confidence = match speaker {
            Some(_) => FactConfidence::from_probability(found.confidence),
            None => FactConfidence::Likely,
        };
        let cue = found.cue.filter(|&at| words.has_class(at, TokenClass::Letters));
        let cue = cue.and_then(|at| words.span_of(at..at + 1));
        Some(DirectQuote { span: passage.span, speaker, speaker_text, cue, confidence })
    }

    /// The words that say who spoke the passage before, on the same line and without a name, where the cue of this one
    /// has a pronoun: the one who goes on.
    fn unnamed_antecedent(&self, passages: &[QuotedPassage], place: usize, cue: usize) -> Option<(usize, usize)> {
        let words = self.words;
        let pronoun = |at: usize| matches!(words.lower_at(at), "he" | "she");
        if !(pronoun(cue + 1) || cue > 0 && pronoun(cue - 1)) {
            return None;
        }
        let before = passages.get(place.checked_sub(1)?)?;
        let found = self.attributions.last().filter(|found| found.is_quote && found.speaker.is_none())?;
        let same_line = !self.text_between(before, passages.get(place)?).contains('\n');
        if !same_line {
            return None;
        }
        found.signature.or_else(|| self.speaker_phrase(before, found.cue?).map(|phrase| (phrase.start, phrase.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::entity::{ArticleAnnotation, EntityKind, EntityMention};

    /// Quotes as "speaker: words"; capitalised two-word names are given as people.
    fn quotes(text: &str, names: &[&str]) -> Vec<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        let mut mentions: Vec<EntityMention> = names
            .iter()
            .flat_map(|name| document.text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())))
            .map(|span| EntityMention { span, kind: EntityKind::Person, confidence: 1.0 })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        let name = |at: u32| mentions[at as usize].span.slice_of(&document.text);
        let describe = |quote: &DirectQuote| {
            format!("{}: {}", quote.speaker.map_or("-", name), quote.span.slice_of(&document.text))
        };
        ArticleAnnotation::from_mentions(&document, mentions.clone()).quotes.iter().map(describe).collect()
    }

    /// The words that say who speaks, of each quote that nobody with a name says.
    fn speaker_texts(text: &str) -> Vec<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        let quotes = ArticleAnnotation::from_mentions(&document, Vec::new()).quotes;
        let said =
            |quote: &DirectQuote| quote.speaker_text.map_or("-", |span| span.slice_of(&document.text)).to_owned();
        quotes.iter().map(said).collect()
    }

    #[test]
    fn a_cue_may_be_the_first_word_of_an_article() {
        assert_eq!(quotes("Says: “It is late now.”", &[]), ["-: It is late now."]);
    }

    #[test]
    fn a_speaker_without_a_name_is_kept_as_the_text_has_it() {
        for (text, wanted) in [
            ("“It is late now,” said a spokesman for the ferry line.", "a spokesman for the ferry line"),
            ("“It is late now,” one neighbour said.", "one neighbour"),
            ("“It is late now,” a source, who asked for silence, told the paper.", "a source"),
            ("“It is late now,” said a clerk in a statement.", "a clerk"),
            ("But a senior official said on Monday that “it is late now”.", "a senior official"),
            ("According to a report published in May, “it is late now”.", "a report"),
            ("In May the harbour board said that “it is late now”.", "the harbour board"),
            ("One warden told the paper “it is late now” and added that “it is cold and dark”.", "One warden"),
            ("“It is late now,” they said.", "-"),
            ("The inn was described as “a cold and dark place”.", "-"),
        ] {
            assert_eq!(speaker_texts(text).last().map(String::as_str), Some(wanted), "{text}");
        }
    }

    #[test]
    fn answers_under_headings_that_ask_are_those_of_the_one_interviewed() {
        let text = "An interview with Ann Lee, who runs the inn.\n\n## Why is it cold?\n\nWe have no stove.\n\nWe burned it.\n\n\
                    ## Are you sorry?\n\nI am not.";
        let source = Source { text: text.into(), format: crate::SourceFormat::Markdown, ..Source::default() };
        let document = Document::parse(source).unwrap();
        let start = document.text.find("Ann Lee").unwrap();
        let ann = EntityMention { span: Span::new(start, start + 7), kind: EntityKind::Person, confidence: 1.0 };
        let quotes = ArticleAnnotation::from_mentions(&document, vec![ann]).quotes;
        let said: Vec<_> = quotes.iter().map(|quote| (quote.speaker, quote.span.slice_of(&document.text))).collect();
        assert_eq!(said, [(Some(0), "We have no stove.\n\nWe burned it."), (Some(0), "I am not.")]);
    }

    #[test]
    fn a_dash_opens_a_line_of_dialogue() {
        check("The inn was cold.\n\n– We leave at once, said Ann Lee.", &["Ann Lee: We leave at once,"]);
        check("The inn was cold.\n\n— We leave at once — said Ann Lee, the warden.", &["Ann Lee: We leave at once"]);
        assert_eq!(speaker_texts("The inn was cold.\n\n– We leave at once, said a guest."), ["a guest"]);
        check("The inn was cold.\n\n– Ann Lee\n\n– Soup and bread", &[]);
    }

    #[test]
    fn a_pronoun_means_the_one_without_a_name_who_spoke_last() {
        let text = "Ann Lee left. “It is late now,” one guest said. “It is cold and dark,” he said.";
        check(text, &["-: It is late now,", "-: It is cold and dark,"]);
        assert_eq!(speaker_texts(text), ["one guest", "one guest"]);
    }

    #[test]
    fn a_label_names_the_speaker_of_a_transcript() {
        check(
            "Shore News: Why is it cold?\n\nAnn Lee: We have no stove. We burned it.\n\nLEE: I am sorry.",
            &["Ann Lee: We have no stove. We burned it.", "Ann Lee: I am sorry."],
        );
        check(
            "We spoke with Ann Lee.\n\nQ: Why is it cold?\n\nA: We have no stove.\n\nQ: Why?\n\nA: We burned it.",
            &["Ann Lee: We have no stove.", "Ann Lee: We burned it."],
        );
        check("Ann Lee: a keeper of the old inn.\n\nJo Berg: the owner of it.", &[]);
        check(
            "Ann Lee: The stove is gone.\n\nJo Berg: It was never there.\n\nAnn Lee: Then it is cold.",
            &["Ann Lee: The stove is gone.", "Jo Berg: It was never there.", "Ann Lee: Then it is cold."],
        );
        assert_eq!(
            speaker_texts("Reporter: Why is it cold?\n\nQ: Why?\n\nReporter: Is it you?"),
            ["Reporter", "Reporter"]
        );
    }

    #[test]
    fn a_signature_names_the_speaker() {
        check("The inn is old.\n\n“It is late and cold.” – Ann Lee", &["Ann Lee: It is late and cold."]);
        check(
            "The inn is old.\n\n“It is late and cold.”\n— Warden Ann Lee, the inn",
            &["Ann Lee: It is late and cold."],
        );
        check("The inn is old.\n\n“It is late and cold.”\n\n/ Ann Lee, warden", &["Ann Lee: It is late and cold."]);
        check(
            "From the desk of Ann Lee, warden.\n\n“It was late and cold there.”",
            &["Ann Lee: It was late and cold there."],
        );
        assert_eq!(speaker_texts("“It is late and cold.” — Old Proverb"), ["Old Proverb"]);
        check("The inn is old.\n\n“It is late and cold.” – The Ann Lee inn was closed.", &["-: It is late and cold."]);
    }

    #[test]
    fn a_title_with_a_point_belongs_to_the_name_behind_it() {
        for title in ["Mr.", "Mrs.", "Ms.", "Gen.", "Dr.", "Rep.", "Sen.", "Gov.", "Prof.", "the Rev.", "Lt.", "Hon."] {
            let text = format!("Ann Lee came. “It is late now,” said {title} Ann Lee.");
            check(&text, &["Ann Lee: It is late now,"]);
            let text = format!("According to {title} Ann Lee, “it is late now”.");
            check(&text, &["Ann Lee: it is late now"]);
        }
        check("“It is late now,” said the daughter of Gen. Ann Lee.", &["-: It is late now,"]);
        check("The daughter of Gen. Ann Lee said “it is late now”.", &["-: it is late now"]);
    }

    fn check(text: &str, wanted: &[&str]) {
        assert_eq!(quotes(text, &["Ann Lee", "Jo Berg"]), wanted, "{text}");
    }

    #[test]
    fn every_pair_of_marks_is_known() {
        for (open, close) in
            [("“", "”"), ("\"", "\""), ("„", "”"), ("„", "“"), ("«", "»"), ("« ", " »"), ("‘", "’"), ("'", "'")]
        {
            let text = format!("{open}We don’t go home yet,{close} Ann Lee said on the stairs.");
            check(&text, &["Ann Lee: We don’t go home yet,"]);
        }
    }

    #[test]
    fn the_verb_stands_behind_before_or_turned_round() {
        check("“It is late now,” said Ann Lee.", &["Ann Lee: It is late now,"]);
        check("“It is late now,” said the warden, Ann Lee.", &["Ann Lee: It is late now,"]);
        check("“It is late now,” Ann Lee, who runs the inn, said.", &["Ann Lee: It is late now,"]);
        check("Ann Lee said: “It is late now.”", &["Ann Lee: It is late now."]);
        check("Ann Lee told Jo Berg that “it is late now”.", &["Ann Lee: it is late now"]);
        check("According to Ann Lee, “it is late now”.", &["Ann Lee: it is late now"]);
        check("“It is very late now” said Ann Lee.", &["Ann Lee: It is very late now"]);
        check("Ann Lee went on to add, “It is late now”.", &["Ann Lee: It is late now"]);
        check("“It is late now,” according to Ann Lee.", &["Ann Lee: It is late now,"]);
        check("“Is it late now?” Ann Lee asked. Nobody knew.", &["Ann Lee: Is it late now?"]);
        check("Ann Lee: “It is late now.”", &["Ann Lee: It is late now."]);
        check("Ann Lee met Jo Berg, adding that “it is late now”.", &["Ann Lee: it is late now"]);
        check("The inn is “a cold and dark place”, Ann Lee said.", &["Ann Lee: a cold and dark place"]);
        check("The inn was described as “a cold and dark place” by Ann Lee.", &["Ann Lee: a cold and dark place"]);
        check("Jo Berg quoted Ann Lee as saying “it is late now”.", &["Ann Lee: it is late now"]);
    }

    #[test]
    fn a_quotation_goes_on_behind_its_verb_and_over_paragraphs() {
        check("“It is late,” Ann Lee said. “Go home.”", &["Ann Lee: It is late,", "Ann Lee: Go home."]);
        check("“It is late,” Ann Lee said, “and it is cold.”", &["Ann Lee: It is late,", "Ann Lee: and it is cold."]);
        check(
            "Ann Lee said: “It is late.\n\n“It is cold.\n\n“Go home.”",
            &["Ann Lee: It is late.\n\n“It is cold.\n\n“Go home."],
        );
        check(
            "Ann Lee said he should “go home”, and that “it is getting late now”.",
            &["Ann Lee: it is getting late now"],
        );
    }

    #[test]
    fn pronouns_and_nominals_speak_for_people() {
        check("Ann Lee came. “It is late now,” she said.", &["Ann Lee: It is late now,"]);
        check(
            "Eva Berg was content, but Ann Lee was not so sure. “It is late now,” she said.",
            &["Ann Lee: It is late now,"],
        );
        check(
            "The mayor, Ann Lee, came with Jo Berg. “It is late now,” the mayor said.",
            &["Ann Lee: It is late now,"],
        );
        check("Ann Lee came. “It is late now,” said a neighbour.", &["-: It is late now,"]);
        check("Ann Lee came. “It is late now,” her lawyer said.", &["-: It is late now,"]);
    }

    #[test]
    fn the_label_of_a_party_is_no_speaker() {
        let text = "Ann Lee, D-Ohio, came. Ann Lee, D-Ohio, said it was “late and cold now”.";
        assert_eq!(quotes(text, &["Ann Lee", "D-Ohio"]), ["Ann Lee: late and cold now"]);
        let text = "“It is late now,” said the Ohio Republican, who was cold.";
        assert_eq!(quotes(text, &["Ohio Republican"]), ["-: It is late now,"]);
    }

    #[test]
    fn a_pronoun_that_may_mean_two_is_only_possible() {
        let confidence = |text: &str| {
            let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
            let spans = ["Tom Lee", "Jack Berg"].iter().filter_map(|name| {
                let start = document.text.find(name)?;
                Some(Span::new(start, start + name.len()))
            });
            let mention = |span| EntityMention { span, kind: EntityKind::Person, confidence: 1.0 };
            ArticleAnnotation::from_mentions(&document, spans.map(mention).collect()).quotes[0].confidence
        };
        assert_eq!(confidence("Tom Lee met Jack Berg. “It is late now,” he said."), FactConfidence::Possible);
        assert_eq!(confidence("Tom Lee met with Jack Berg. “It is late now,” he said."), FactConfidence::Likely);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_words() {
        check(
            "“She called it ‘a dark place’ and left,” Ann Lee said.",
            &["Ann Lee: She called it ‘a dark place’ and left,"],
        );
        check(
            "‘She called it “a dark place” and left,’ Ann Lee said.",
            &["Ann Lee: She called it “a dark place” and left,"],
        );
    }

    #[test]
    fn titles_and_words_at_arm_s_length_are_not_quotations() {
        check("The film “The Long Night” opened with the so-called “experts” there.", &[]);
        check("Ann Lee said the film “The Long Night” was long.", &[]);
        check("Ann Lee said on Monday that the “pier tax” was a mere “idea” of theirs.", &[]);
        check("The inn, which Ann Lee called “pigs,” was shut.", &[]);
        check("Ann Lee sang “Blue Moon Over the Inn” there.", &[]);
        check("Ann Lee, seen on the inn's “Face the Long Night,” was asked about it.", &[]);
        check("Ann Lee, author of “The Long Night of the Inn,” said so.", &[]);
        check("“And we,” Ann Lee added, “knew it.”", &["Ann Lee: And we,", "Ann Lee: knew it."]);
        check("“Stop,” Ann Lee said. Ann Lee said: “No.”", &["Ann Lee: Stop,", "Ann Lee: No."]);
        check("It was a “hard day” for the players’ union and the teachers’ one.", &[]);
        check("He is 6'2\" tall, rock 'n' roll, the '90s and 'em all.", &[]);
    }

    #[test]
    fn a_passage_that_nobody_says_has_no_speaker() {
        check(
            "Jo Berg likes trains. The line is old.\n\n“The station was built long ago. Nobody remembers it now.”",
            &["-: The station was built long ago. Nobody remembers it now."],
        );
    }

    #[test]
    fn an_office_gives_out_the_words_of_its_chief() {
        check("“I have signed it today,” the office of Ann Lee said.", &["Ann Lee: I have signed it today,"]);
    }
}
