//! A label column: one string for each document out of few distinct ones, dictionary-encoded. It holds the language, and the site or
//! folder of origin. Useful for filtering and facet counts; not for texts that differ in every document.

use rustc_hash::FxHashMap;

use crate::{
    error::Result,
    store::{Bytes, Numbers, damaged},
};

/// Builds a [`Labels`] column, document by document in corpus order.
#[derive(Default)]
pub struct LabelsBuilder {
    numbers: FxHashMap<String, u32>,
    labels: Vec<String>,
    of_documents: Vec<u32>,
}

impl LabelsBuilder {
    /// Appends the label of the next document; empty for none. Line breaks become spaces, since labels are stored a line each.
    pub fn push(&mut self, label: &str) {
        let label = label.replace(['\n', '\r'], " ");
        let next = self.labels.len() as u32;
        let number = *self.numbers.entry(label).or_insert_with_key(|label| {
            self.labels.push(label.clone());
            next
        });
        self.of_documents.push(number);
    }

    /// The finished column.
    pub fn build(self) -> Labels {
        let lines = self.labels.join("\n").into_bytes().into();
        Labels { labels: self.labels, lines, of_documents: self.of_documents.into_iter().collect() }
    }
}

/// The labels of all documents: a list of distinct labels and a number into it for each document.
pub struct Labels {
    labels: Vec<String>,
    /// The distinct labels in stored form, a line each.
    lines: Bytes,
    of_documents: Numbers,
}

impl Labels {
    /// Opens the two sections that [`Labels::sections`] gave; fails where the labels are no UTF-8.
    pub fn open(lines: Bytes, of_documents: Numbers) -> Result<Self> {
        let text = std::str::from_utf8(lines.as_ref()).map_err(|_| damaged("a list of labels is damaged"))?;
        Ok(Labels { labels: text.split('\n').map(str::to_owned).collect(), lines, of_documents })
    }

    /// The sections to store: the distinct labels, and the label number of each document.
    pub fn sections(&self) -> [&[u8]; 2] {
        [self.lines.as_ref(), self.of_documents.as_ref()]
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.of_documents.len()
    }

    /// The distinct labels, in order of first occurrence.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(String::as_str)
    }

    /// Label number of a document.
    pub fn number(&self, document: u32) -> u32 {
        self.of_documents.get(document as usize)
    }

    /// Label of a document; empty for none.
    pub fn of(&self, document: u32) -> &str {
        self.labels.get(self.number(document) as usize).map_or("", String::as_str)
    }

    /// Facet counts: the labels that occur in `documents` with their number of documents, most first.
    pub fn count(&self, documents: impl Iterator<Item = u32>) -> Vec<(&str, u32)> {
        let mut counts = vec![0; self.labels.len()];
        for document in documents {
            if let Some(count) = counts.get_mut(self.number(document) as usize) {
                *count += 1;
            }
        }
        let mut counted: Vec<(&str, u32)> = self.iter().zip(counts).filter(|&(_, count)| count > 0).collect();
        crate::order::sort_by_key(&mut counted, |&(_, count)| std::cmp::Reverse(count));
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_back_and_are_counted() {
        let mut builder = LabelsBuilder::default();
        ["b", "", "a", "b", "two\nlines"].into_iter().for_each(|label| builder.push(label));
        let built = builder.build();
        let [lines, numbers] = built.sections().map(|section| Bytes::from(section.to_vec()));
        let labels = Labels::open(lines, numbers.into()).unwrap();
        assert_eq!(labels.documents(), 5);
        assert_eq!(labels.count(0..5), [("b", 2), ("", 1), ("a", 1), ("two lines", 1)]);
        assert_eq!(labels.iter().collect::<Vec<_>>(), ["b", "", "a", "two lines"]);
        assert_eq!((0..5).map(|document| labels.number(document)).collect::<Vec<_>>(), [0, 1, 2, 0, 3]);
    }
}
