//! Roles of people, by titles and appositives, and anaphora resolution: whom "she" (a pronoun), "the minister" and "the
//! politician" (nominals) refer to. By rules, within one article.

mod cluster;
mod demonym;
mod discourse;
mod gender;
mod key;
mod nominal;
mod noun;
mod pronoun;
mod title;

pub(super) use demonym::{is_demonym, is_same_stem};
pub(super) use discourse::DiscourseModel;
pub use discourse::PersonRole;
pub(super) use key::RoleKey;
pub(super) use noun::is_role_noun;

/// The roles that the article of `discourse` gives to the people it mentions, in order; takes them out of the model.
///
/// ```
/// use reading_room::{Document, Source, Span};
/// use reading_room::{EntityKind, internals::entity::{ArticleAnnotation, EntityMention}};
/// let text = "French Culture Minister Ada Morel met Jo Lind, the head of the museum, on Monday.";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let person = |start, end| EntityMention { span: Span::new(start, end), kind: EntityKind::Person, confidence: 1.0 };
/// let roles = ArticleAnnotation::from_mentions(&document, vec![person(24, 33), person(38, 45)]).roles;
/// let said: Vec<_> = roles.iter().map(|role| (role.mention, role.span.slice_of(text))).collect();
/// assert_eq!(said, [(0, "French Culture Minister"), (1, "head of the museum")]);
/// # Ok::<(), reading_room::Error>(())
/// ```
pub(super) fn find_roles(discourse: &mut DiscourseModel<'_>) -> Vec<PersonRole> {
    std::mem::take(&mut discourse.roles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::token_row::TokenRow;
    use crate::entity::{ArticleAnnotation, EntityKind, EntityMention};
    use crate::span::Span;
    use crate::{Document, Source};

    /// Finds in `text` the people named, each wherever the name stands.
    pub(crate) fn people(text: &str, names: &[&str]) -> Vec<EntityMention> {
        let mut mentions: Vec<EntityMention> = names
            .iter()
            .flat_map(|name| text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())))
            .map(|span| EntityMention { span, kind: EntityKind::Person, confidence: 1.0 })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        mentions
    }

    fn roles(text: &str, names: &[&str]) -> Vec<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        ArticleAnnotation::from_mentions(&document, people(text, names))
            .roles
            .iter()
            .map(|role| role.span.slice_of(text).to_owned())
            .collect()
    }

    #[test]
    fn roles_stand_before_names_and_behind_them() {
        for (text, wanted) in [
            ("Danish Defense Minister Ann Lee left.", "Danish Defense Minister"),
            ("The minister of National Defence Ann Lee left.", "minister of National Defence"),
            ("They met Norway’s foreign minister Ann Lee.", "Norway’s foreign minister"),
            ("Ann Lee, the chief executive of Vole Ltd, left.", "chief executive of Vole Ltd"),
            ("Ann Lee, 43, a nurse from Leeds, left.", "nurse from Leeds"),
            ("The Commander-in-Chief of the Armed Forces, Ann Lee, left.", "Commander-in-Chief of the Armed Forces"),
            ("Ann Lee, who heads the union, left.", "heads the union"),
            ("Ann Lee is the president of the club.", "president of the club"),
            ("Ann Lee was appointed director of the zoo in May.", "director of the zoo"),
            ("Ann Lee (chief economist) left.", "chief economist"),
            ("They let former Attorney General Ann Lee go.", "former Attorney General"),
            ("They met Ohio Gov. Ann Lee.", "Ohio Gov."),
            ("They met President-elect Ann Lee.", "President-elect"),
            ("On Monday Senator Ann Lee left.", "Senator"),
            ("Apparently Senator Ann Lee left.", "Senator"),
            ("They asked whether Senator Ann Lee left.", "Senator"),
            ("The government of President Ann Lee fell.", "President"),
            ("They want to encourage special counsel Ann Lee.", "special counsel"),
            ("The then-nominee Ann Lee left.", "then-nominee"),
            ("Ann Lee, an attorney appointed by the court, left.", "attorney"),
            ("Ann Lee, a governor and one of the best voices, left.", "governor"),
            ("Ann Lee, a lawyer in the U.S., left.", "lawyer in the U.S."),
        ] {
            assert_eq!(roles(text, &["Ann Lee"]), [wanted], "{text}");
        }
    }

    #[test]
    fn not_every_noun_beside_a_name_is_a_role() {
        for text in [
            "The train that Ann Lee took left.",
            "Asked about the player, Ann Lee left.",
            "Ann Lee, in a red coat, left.",
            "She told the minister that Ann Lee left.",
        ] {
            assert_eq!(roles(text, &["Ann Lee"]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_role_belongs_to_whom_it_is_said_of() {
        let names = ["Ann Lee", "Berg"];
        let held = |text: &str| {
            let document =
                Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() })
                    .unwrap();
            let mentions = people(text, &names);
            let annotation = ArticleAnnotation::from_mentions(&document, mentions.clone());
            let holder = |role: &PersonRole| mentions[role.mention as usize].span.slice_of(text).to_owned();
            let described =
                annotation.roles.iter().map(|role| format!("{}: {}", holder(role), role.span.slice_of(text)));
            described.collect::<Vec<_>>().join("; ")
        };
        for (text, wanted) in [
            ("Ann Lee, a senior adviser to Mr. Berg, left.", "Ann Lee: senior adviser to Mr. Berg"),
            ("A spokesman for Ms. Berg left.", ""),
            ("An adviser to President Berg left.", "Berg: President"),
            ("Ann Lee, whose father was mayor, left.", ""),
            ("President Berg’s son Ann Lee left.", "Berg: President; Ann Lee: Berg’s son"),
            ("Berg adviser Ann Lee left.", "Ann Lee: Berg adviser"),
            ("Berg's campaign chairman, Ann Lee, left.", "Ann Lee: Berg's campaign chairman"),
            ("They heard Ann Lee, Secretary of State Berg, and others.", "Berg: Secretary of State"),
            ("According to Berg, counsel of the centre, Ann Lee, left.", "Berg: counsel of the centre"),
            ("It is a major Berg asset.", ""),
            ("Ann Lee, the first president to come, left.", ""),
            ("Mr. Berg and Dr. Ann Lee left.", ""),
        ] {
            assert_eq!(held(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_role_ends_where_the_next_person_begins() {
        let text = "President Jo Berg of Norway and Prime Minister Ann Lee met.";
        assert_eq!(roles(text, &["Jo Berg", "Ann Lee"]), ["President", "Prime Minister"]);
    }

    fn meant(text: &str, names: &[&str], phrase: &str) -> Option<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        let words = TokenRow::new(&document);
        let discourse = DiscourseModel::new(&words, &people(text, names));
        let start = text.rfind(phrase).unwrap() as u32;
        let range = words.first_at_byte(start)..words.first_at_byte(start + phrase.len() as u32);
        let found =
            if range.len() == 1 { discourse.resolve_pronoun(range.start) } else { discourse.resolve_nominal(range) };
        let named = discourse.mentions.get(found?.0).copied()?;
        words.span_of(named.first_token..named.end_token).map(|span| span.slice_of(text).to_owned())
    }

    #[test]
    fn noun_phrases_mean_the_one_with_that_role() {
        let text = "Irish Defense Minister Jan Nowak and his Norwegian counterpart Ona Petraitė met. The Irish defence minister, \
                    the Norwegian minister and the president left.";
        let names = ["Jan Nowak", "Ona Petraitė"];
        assert_eq!(meant(text, &names, "The Irish defence minister").as_deref(), Some("Jan Nowak"));
        assert_eq!(meant(text, &names, "the Norwegian minister").as_deref(), Some("Ona Petraitė"));
        assert_eq!(meant(text, &names, "the president"), None);
    }

    #[test]
    fn a_bare_surname_stays_with_its_first_bearer() {
        let text = "Lee came to Oslo. His wife Ann Lee came too. Lee left, and she stayed.";
        let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let words = TokenRow::new(&document);
        let mentions: Vec<_> = [(0, 3), (27, 34), (45, 48)]
            .map(|(start, end)| EntityMention {
                span: Span::new(start, end),
                kind: EntityKind::Person,
                confidence: 1.0,
            })
            .into();
        let discourse = DiscourseModel::new(&words, &mentions);
        assert!(discourse.is_same_referent(Some(0), Some(2)), "the surname is his");
        assert!(!discourse.is_same_referent(Some(0), Some(1)), "she is not he");
    }

    #[test]
    fn the_minister_of_another_country_is_somebody_else() {
        let text = "Iranian foreign minister Jan Nowak spoke. Britain’s foreign minister left.";
        let mut mentions = people(text, &["Jan Nowak"]);
        mentions.push(EntityMention { span: Span::new(42, 49), kind: EntityKind::Place, confidence: 1.0 });
        let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let words = TokenRow::new(&document);
        let discourse = DiscourseModel::new(&words, &mentions);
        let phrase = words.first_at_byte(42)..words.first_at_byte(text.rfind(" left").unwrap() as u32 + 1);
        assert_eq!(discourse.resolve_nominal(phrase), None);
    }

    #[test]
    fn pronouns_mean_the_last_subject_whom_they_fit() {
        let text = "Mary Lee met John Berg. He left. She stayed.";
        assert_eq!(meant(text, &["Mary Lee", "John Berg"], "She").as_deref(), Some("Mary Lee"));
        assert_eq!(meant(text, &["Mary Lee", "John Berg"], "He").as_deref(), Some("John Berg"));
        let asked = "When Jo Berg asked Ann Lee about it, she hedged. She stayed.";
        assert_eq!(meant(asked, &["Jo Berg", "Ann Lee"], "She").as_deref(), Some("Ann Lee"));
        assert_eq!(meant("Nobody came. She stayed.", &[], "She"), None);
    }
}
