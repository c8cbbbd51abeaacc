//! What the corpus is made of, what was recognised in it and what was not.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Room, present};
use crate::document::DocumentId;
use crate::entity::{EntityId, Open, resolve::Because};
use crate::error::Result;
use crate::parts::all;
use crate::view::{AboutView, Evidence, FileView, Found, PageOf, Recognition};

/// Articles that are looked at for the sentences that say most.
const LATEST: usize = 12;

impl Room {
    /// One page of the files with their hashes, and what was found in all of them.
    pub fn about(&self, offset: usize, limit: usize) -> Result<AboutView> {
        let numbers = || (0..self.shelf.len()).map(DocumentId);
        let mut found = Found::default();
        let mut open_dates: BTreeMap<Open, u32> = BTreeMap::new();
        for number in numbers().filter(|_| self.register.is_some()) {
            let scene = self.scene(number)?;
            let annotation = &scene.annotation;
            found.mentions += annotation.mentions.len() as u32;
            found.quotes += annotation.quotes.len() as u32;
            found.speakers += scene.quotes.len() as u32;
            found.amounts += annotation.amounts.len() as u32;
            found.values += annotation.amounts.iter().filter(|amount| amount.value.is_some()).count() as u32;
            found.dates += annotation.dates.len() as u32;
            for open in annotation.dates.iter().filter_map(|date| date.when.err()) {
                *open_dates.entry(open).or_default() += 1;
            }
        }
        let mut rules: BTreeMap<Because, u32> = BTreeMap::new();
        if let Some(register) = &self.register {
            found.entities = register.len();
            for entity in (0..register.len()).map(EntityId) {
                for merge in register.record(entity)?.merges {
                    *rules.entry(merge.because).or_default() += 1;
                }
            }
        }
        let is = |wanted: Recognition| numbers().filter(|&number| self.recognition(number) == wanted).count();
        let files = all(numbers().skip(offset).take(limit).map(|number| self.file(number)))?;
        Ok(AboutView {
            version: env!("CARGO_PKG_VERSION"),
            files: PageOf { total: self.len(), offset, items: files },
            covered: is(Recognition::Full),
            uncovered: is(Recognition::Limited),
            found,
            open_dates: present::counted(open_dates),
            rules: present::counted(rules),
        })
    }

    fn file(&self, number: DocumentId) -> Result<FileView> {
        let document = self.shelf.get(number)?;
        let hash = Sha256::digest(document.text.as_bytes());
        let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = document.text.len();
        Ok(FileView { article: present::row(&document, self.words(number)), bytes, hash })
    }

    /// A sentence each from some of the latest articles: the one that says most.
    pub fn highlights(&self, limit: usize) -> Result<Vec<Evidence>> {
        let mut highlights = Vec::new();
        for &number in self.shelf_order().iter().take(LATEST) {
            let (document, scene) = (self.shelf.get(number)?, self.scene(number)?);
            let Some(sentence) = self.key_sentences(&document, &scene)?.into_iter().next() else { continue };
            highlights.push(Evidence { article: present::reference(&document), sentence });
            if highlights.len() == limit {
                break;
            }
        }
        Ok(highlights)
    }
}
