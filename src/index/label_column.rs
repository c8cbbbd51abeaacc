//! A label column: one string for each document out of few distinct ones, dictionary-encoded. It holds the language, and the site or
//! folder of origin. Useful for filtering and facet counts; not for texts that differ in every document.

use rustc_hash::FxHashMap;

use crate::{
    error::Result,
    storage::container::{IntegerColumn, SharedBytes, damaged_error},
};

/// Builds a [`LabelColumn`] column, document by document in corpus order.
#[derive(Default)]
pub struct LabelColumnBuilder {
    ids: FxHashMap<String, u32>,
    labels: Vec<String>,
    label_ids: Vec<u32>,
}

impl LabelColumnBuilder {
    /// Appends the label of the next document; empty for none. Line breaks become spaces, since labels are stored a line each.
    pub fn push(&mut self, label: &str) {
        let label = label.replace(['\n', '\r'], " ");
        let next = self.labels.len() as u32;
        let number = *self.ids.entry(label).or_insert_with_key(|label| {
            self.labels.push(label.clone());
            next
        });
        self.label_ids.push(number);
    }

    /// The finished column.
    pub fn build(self) -> LabelColumn {
        let lines = self.labels.join("\n").into_bytes().into();
        LabelColumn { labels: self.labels, stored_labels: lines, label_ids: self.label_ids.into_iter().collect() }
    }
}

/// The labels of all documents: a list of distinct labels and a number into it for each document.
pub struct LabelColumn {
    labels: Vec<String>,
    /// The distinct labels in stored form, a line each.
    stored_labels: SharedBytes,
    label_ids: IntegerColumn,
}

impl LabelColumn {
    /// Opens the two sections that [`LabelColumn::sections`] gave; fails where the labels are no UTF-8.
    pub fn open(lines: SharedBytes, of_documents: IntegerColumn) -> Result<Self> {
        let text = std::str::from_utf8(lines.as_ref()).map_err(|_| damaged_error("a list of labels is damaged"))?;
        Ok(LabelColumn {
            labels: text.split('\n').map(str::to_owned).collect(),
            stored_labels: lines,
            label_ids: of_documents,
        })
    }

    /// The sections to store: the distinct labels, and the label number of each document.
    pub fn sections(&self) -> [&[u8]; 2] {
        [self.stored_labels.as_ref(), self.label_ids.as_ref()]
    }

    /// Number of documents.
    pub fn document_count(&self) -> usize {
        self.label_ids.len()
    }

    /// The distinct labels, in order of first occurrence.
    pub fn distinct_labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(String::as_str)
    }

    /// Label number of a document.
    pub fn label_id(&self, document: u32) -> u32 {
        self.label_ids.get(document as usize)
    }

    /// Label of a document; empty for none.
    pub fn label_of(&self, document: u32) -> &str {
        self.labels.get(self.label_id(document) as usize).map_or("", String::as_str)
    }

    /// Facet counts: the labels that occur in `documents` with their number of documents, most first.
    pub fn count_labels(&self, documents: impl Iterator<Item = u32>) -> Vec<(&str, u32)> {
        let mut counts = vec![0; self.labels.len()];
        for document in documents {
            if let Some(count) = counts.get_mut(self.label_id(document) as usize) {
                *count += 1;
            }
        }
        let mut counted: Vec<(&str, u32)> =
            self.distinct_labels().zip(counts).filter(|&(_, count)| count > 0).collect();
        crate::order::sort_by_key(&mut counted, |&(_, count)| std::cmp::Reverse(count));
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_back_and_are_counted() {
        let mut builder = LabelColumnBuilder::default();
        ["b", "", "a", "b", "two\nlines"].into_iter().for_each(|label| builder.push(label));
        let built = builder.build();
        let [lines, numbers] = built.sections().map(|section| SharedBytes::from(section.to_vec()));
        let labels = LabelColumn::open(lines, numbers.into()).unwrap();
        assert_eq!(labels.document_count(), 5);
        assert_eq!(labels.count_labels(0..5), [("b", 2), ("", 1), ("a", 1), ("two lines", 1)]);
        assert_eq!(labels.distinct_labels().collect::<Vec<_>>(), ["b", "", "a", "two lines"]);
        assert_eq!((0..5).map(|document| labels.label_id(document)).collect::<Vec<_>>(), [0, 1, 2, 0, 3]);
    }
}
