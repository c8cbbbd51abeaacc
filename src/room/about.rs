//! The files of a room with their hashes, and totals of what was recognised.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Room, present};
use crate::document::DocumentId;
use crate::entity::{EntityId, UnresolvedReason, resolve::MergeReason};
use crate::error::Result;
use crate::storage::lazy_parts::collect_all;
use crate::view::{AboutView, Evidence, FileView, PageOf, Recognition, RecognitionTotals};

/// Latest articles that are searched for a key sentence.
const HIGHLIGHTED_ARTICLES: usize = 12;

impl Room {
    /// One page of the articles as files, each with the SHA-256 of its text, and totals of what was recognised in all. `offset` and
    /// `limit` count articles.
    pub fn about(&self, offset: usize, limit: usize) -> Result<AboutView> {
        let numbers = || (0..self.doc_store.len()).map(DocumentId);
        let mut found = RecognitionTotals::default();
        let mut open_dates: BTreeMap<UnresolvedReason, u32> = BTreeMap::new();
        for number in numbers().filter(|_| self.register.is_some()) {
            let resolved = self.annotation_of(number)?;
            let annotation = &resolved.annotation;
            found.mentions += annotation.mentions.len() as u32;
            found.quotes += annotation.quotes.len() as u32;
            found.speakers += resolved.speaker_spans.len() as u32;
            found.amounts += annotation.amounts.len() as u32;
            found.values += annotation.amounts.iter().filter(|amount| amount.value.is_some()).count() as u32;
            found.dates += annotation.dates.len() as u32;
            for open in annotation.dates.iter().filter_map(|date| date.value.err()) {
                *open_dates.entry(open).or_default() += 1;
            }
        }
        let mut rules: BTreeMap<MergeReason, u32> = BTreeMap::new();
        if let Some(register) = &self.register {
            found.entities = register.len();
            for entity in (0..register.len()).map(EntityId) {
                for merge in register.entity_record(entity)?.merges {
                    *rules.entry(merge.reason).or_default() += 1;
                }
            }
        }
        let is = |wanted: Recognition| numbers().filter(|&number| self.recognition_of(number) == wanted).count();
        let files = collect_all(numbers().skip(offset).take(limit).map(|number| self.file_view(number)))?;
        Ok(AboutView {
            version: env!("CARGO_PKG_VERSION"),
            files: PageOf { total: self.len(), offset, items: files },
            covered: is(Recognition::Full),
            uncovered: is(Recognition::Limited),
            found,
            open_dates: present::sorted_counts(open_dates),
            rules: present::sorted_counts(rules),
        })
    }

    fn file_view(&self, number: DocumentId) -> Result<FileView> {
        let document = self.doc_store.load_document(number)?;
        let hash = Sha256::digest(document.text.as_bytes());
        let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = document.text.len();
        Ok(FileView { article: present::article_row(&document, self.word_count(number)), bytes, hash })
    }

    /// One key sentence each from the latest articles, at most `limit`.
    pub fn highlights(&self, limit: usize) -> Result<Vec<Evidence>> {
        let mut highlights = Vec::new();
        for &number in self.browse_order().iter().take(HIGHLIGHTED_ARTICLES) {
            let document = self.set_aside(number, self.doc_store.load_document(number)?);
            let resolved = self.annotation_of(number)?;
            let Some(sentence) = self.key_sentences(&document, &resolved)?.into_iter().next() else { continue };
            highlights.push(Evidence { article: present::article_ref(&document), sentence });
            if highlights.len() == limit {
                break;
            }
        }
        Ok(highlights)
    }
}
