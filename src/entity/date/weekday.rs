//! Days of the week.

use super::super::lexicon::WordClassLexicon;

/// Their names; the class is the number of the day, from 0 for Monday.
pub(super) static WEEKDAYS: WordClassLexicon =
    WordClassLexicon::new("monday\ntuesday\nwednesday\nthursday\nfriday\nsaturday\nsunday");
