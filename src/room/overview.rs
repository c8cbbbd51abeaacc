//! The corpus at a glance, and the order in which its articles are listed.

use std::cmp::Reverse;

use super::{Room, present};
use crate::{
    document::{Date, DocumentId, Language},
    error::Result,
    index::Field,
    order::sort_by_key,
    parts::{all, both},
    view::{ArticleRow, LanguageCount, OverviewView},
};

impl Room {
    /// The corpus at a glance, with one page of its articles: dated ones newest first, then the others in corpus order.
    pub fn overview(&self, offset: usize, limit: usize) -> Result<OverviewView> {
        let order = self.shelf_order();
        let dates = || order.iter().filter_map(|&id| self.index.date(id));
        let page = order.iter().skip(offset).take(limit);
        Ok(OverviewView {
            total: self.len(),
            words: order.iter().map(|&id| u64::from(self.words(id))).sum(),
            first_date: dates().min().map(Date::iso),
            last_date: dates().max().map(Date::iso),
            languages: self
                .index
                .languages()
                .count(0..self.shelf.len())
                .into_iter()
                .map(|(code, count)| LanguageCount {
                    language: Language::parse(code).map(|language| language.to_string()),
                    count: count as usize,
                })
                .collect(),
            articles: all(page.map(|&id| self.row(id)))?,
        })
    }

    pub(super) fn neighbours(&self, id: DocumentId) -> Result<(Option<ArticleRow>, Option<ArticleRow>)> {
        let order = self.shelf_order();
        let at = order.iter().position(|&other| other == id);
        let row = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|&id| self.row(id)).transpose();
        both(row(at.and_then(|at| at.checked_sub(1))), row(at.map(|at| at + 1)))
    }

    /// Articles as a list shows them: dated ones newest first, then the others in corpus order.
    pub(super) fn shelf_order(&self) -> &[DocumentId] {
        self.shelf_order.get_or_init(|| {
            let mut order: Vec<DocumentId> = (0..self.shelf.len()).map(DocumentId).collect();
            sort_by_key(&mut order, |&id| Reverse(self.index.date(id)));
            order
        })
    }

    pub(super) fn row(&self, id: DocumentId) -> Result<ArticleRow> {
        Ok(present::row(&self.shelf.get(id)?, self.words(id)))
    }

    pub(super) fn words(&self, id: DocumentId) -> u32 {
        [Field::Title, Field::Heading, Field::Body].iter().map(|&field| self.index.length(id, field)).sum()
    }
}
