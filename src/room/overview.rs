//! Totals of the corpus, and the order in which its articles are listed.

use std::cmp::Reverse;

use super::{Room, present};
use crate::{
    document::{CalendarDate, DocumentId, Language},
    error::Result,
    index::IndexField,
    order::sort_by_key,
    storage::lazy_parts::{collect_all, combine_both},
    view::{ArticleRow, LanguageCount, OverviewView},
};

impl Room {
    /// Totals of the corpus and a page of its articles: newest first, undated ones last in corpus order. `offset` and `limit` count
    /// articles.
    pub fn overview(&self, offset: usize, limit: usize) -> Result<OverviewView> {
        let order = self.browse_order();
        let dates = || order.iter().filter_map(|&id| self.index.publication_date(id));
        let page = order.iter().skip(offset).take(limit);
        Ok(OverviewView {
            total: self.len(),
            words: order.iter().map(|&id| u64::from(self.word_count(id))).sum(),
            first_date: dates().min().map(CalendarDate::to_iso),
            last_date: dates().max().map(CalendarDate::to_iso),
            languages: self
                .index
                .language_column()
                .count_labels(0..self.doc_store.len())
                .into_iter()
                .map(|(code, count)| LanguageCount {
                    language: Language::parse(code).map(|language| language.to_string()),
                    count: count as usize,
                })
                .collect(),
            articles: collect_all(page.map(|&id| self.article_row(id)))?,
        })
    }

    pub(super) fn neighbour_rows(&self, id: DocumentId) -> Result<(Option<ArticleRow>, Option<ArticleRow>)> {
        let order = self.browse_order();
        let at = order.iter().position(|&other| other == id);
        let row = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|&id| self.article_row(id)).transpose();
        combine_both(row(at.and_then(|at| at.checked_sub(1))), row(at.map(|at| at + 1)))
    }

    /// All articles in browse order: newest first, undated ones last in corpus order.
    pub(super) fn browse_order(&self) -> &[DocumentId] {
        self.browse_order.get_or_init(|| {
            let mut order: Vec<DocumentId> = (0..self.doc_store.len()).map(DocumentId).collect();
            sort_by_key(&mut order, |&id| Reverse(self.index.publication_date(id)));
            order
        })
    }

    pub(super) fn article_row(&self, id: DocumentId) -> Result<ArticleRow> {
        Ok(present::article_row(&self.doc_store.load_document(id)?, self.word_count(id)))
    }

    pub(super) fn word_count(&self, id: DocumentId) -> u32 {
        [IndexField::Title, IndexField::Heading, IndexField::Body]
            .iter()
            .map(|&field| self.index.field_length(id, field))
            .sum()
    }
}
