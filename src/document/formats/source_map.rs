//! Source map: from spans of a parsed text back to the file it was read from.

use crate::span::Span;

/// Maps spans of a text to spans of its source: a sorted list of runs, searched by bisection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<MappedRun>,
}

/// A span of text and the span of source it came from: the same bytes where the lengths agree, a decoded entity or
/// escape where they do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MappedRun {
    text: Span,
    source: Span,
}

impl SourceMap {
    /// The map of a text that stands verbatim in its source, `skipped` bytes from the beginning.
    pub fn verbatim(text_len: usize, skipped: usize) -> Self {
        // A text over 4 GiB is refused when it is parsed.
        if u32::try_from(text_len + skipped).is_err() {
            return SourceMap::default();
        }
        let run = MappedRun { text: Span::new(0, text_len), source: Span::new(skipped, skipped + text_len) };
        SourceMap { runs: vec![run] }
    }

    /// The same map of a source with `skipped` more bytes at its beginning.
    pub(crate) fn shifted_by(mut self, skipped: u32) -> Self {
        for run in &mut self.runs {
            run.source = run.source.shifted_by(skipped);
        }
        self
    }

    /// Appends a run behind the others in the text. It is merged into the last one where both are verbatim and
    /// adjacent.
    pub(super) fn push_run(&mut self, text: Span, source: Span) {
        if let Some(last) = self.runs.last_mut() {
            let gap = text.start - last.text.end;
            let verbatim = last.text.len() == last.source.len() && text.len() == source.len();
            if verbatim && source.start == last.source.end + gap && gap <= 1 {
                last.text.end = text.end;
                last.source.end = source.end;
                return;
            }
        }
        self.runs.push(MappedRun { text, source });
    }

    /// Drops all runs from offset `text_len` of the text on.
    pub(super) fn truncate_to(&mut self, text_len: usize) {
        while self.runs.last().is_some_and(|run| run.text.start as usize >= text_len) {
            self.runs.pop();
        }
    }

    /// The span of the source for `span` of the text, markup inside included.
    pub fn to_source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.source_start(span.start);
            return Span { start: at, end: at };
        }
        let start = self.source_start(span.start);
        Span { start, end: self.source_end(span.end).max(start) }
    }

    fn source_start(&self, at: u32) -> u32 {
        let next = self.runs.partition_point(|run| run.text.end <= at);
        match self.runs.get(next) {
            Some(run) if run.text.len() == run.source.len() => run.source.start + at.saturating_sub(run.text.start),
            Some(run) => run.source.start,
            None => self.runs.last().map_or(0, |run| run.source.end),
        }
    }

    fn source_end(&self, at: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.text.start < at);
        match after.checked_sub(1).and_then(|place| self.runs.get(place)) {
            Some(run) if run.text.len() == run.source.len() => run.source.start + at.min(run.text.end) - run.text.start,
            Some(run) => run.source.end,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_back_through_entities_and_markup() {
        // <p>a &amp; <b>c</b>  d
        let mut map = SourceMap::default();
        map.push_run(Span::new(0, 1), Span::new(3, 4));
        map.push_run(Span::new(2, 3), Span::new(5, 10));
        map.push_run(Span::new(4, 5), Span::new(14, 15));
        map.push_run(Span::new(6, 7), Span::new(21, 22));
        assert_eq!(map.to_source(Span::new(0, 7)), Span::new(3, 22));
        assert_eq!(map.to_source(Span::new(2, 3)), Span::new(5, 10));
        assert_eq!(map.to_source(Span::new(4, 5)), Span::new(14, 15));
    }

    #[test]
    fn a_verbatim_text_is_only_moved() {
        assert_eq!(SourceMap::verbatim(10, 3).to_source(Span::new(2, 5)), Span::new(5, 8));
        assert_eq!(SourceMap::verbatim(10, 0).to_source(Span::new(0, 10)), Span::new(0, 10));
    }

    #[test]
    fn nothing_maps_to_nothing() {
        assert_eq!(SourceMap::default().to_source(Span::new(0, 0)), Span::new(0, 0));
    }
}
