//! Sentence segmentation, by rules.
//!
//! A sentence terminator ends a sentence unless something speaks against it: a lower-case letter after it, an
//! abbreviation, an initial or an ordinal before it. One pass; the context of a terminator is of bounded length or read
//! only once. By hand: the rules of Unicode (UAX #29) end a sentence after "Dr.".

use super::block::{is_blank, is_closing_mark, is_sentence_terminator};
use super::phrases::PhraseTable;
use crate::analysis::fold::is_unspaced_script;
use crate::analysis::language::Language;
use crate::analysis::swar::{SwarWord, find_first};
use crate::span::{Span, slice_text};

/// Characters before a full stop that are looked at: no abbreviation is longer.
const ABBREVIATION_CHARS: usize = 12;

/// Abbreviations after which something always follows, in lower case without the last full stop.
fn abbreviations_of(language: &str) -> &'static str {
    match language {
        "de" => {
            "z.b|d.h|u.a|s|nr|str|ca|bzw|evtl|ggf|inkl|vgl|dr|prof|hr|fr|st|abs|art|bd|jh|mio|mrd|geb|gest|dipl|ing|sog|tel|\
             zzgl|min|max|mind|i.d.r|o.g|bspw|hrsg|red"
        }
        "fr" => "m|mm|mme|mlle|mgr|dr|pr|me|st|ste|av|bd|cf|env|ex|art|p|vol|n|no|éd|gén|col|cap|lt",
        "pl" => {
            "np|tzn|tzw|m.in|dr|prof|mgr|inż|gen|płk|ppłk|mjr|kpt|por|ppor|sierż|plut|kpr|st|ul|al|pl|św|ks|bp|abp|kard|o|s|\
             tj|ok|godz|nr|art|ust|pkt|poz|red|hab|adm|kmdr|woj|im|ang|łac|zob|wg|tys|mln|mld|ur|zm|śp|tel|m.st"
        }
        "ru" => {
            "т.е|т.д|т.п|т.к|т.н|г|гг|ул|пр|просп|пл|д|кв|им|см|ср|проф|акад|доц|ген|полк|св|руб|коп|тыс|млн|млрд|напр|др|\
             стр|рис|обл|р|с|пос|ст|п|н.э|до н.э"
        }
        "uk" => {
            "т.е|тобто|т.д|т.п|т.зв|т.ін|м|вул|просп|пл|буд|кв|ім|див|пор|проф|акад|доц|ген|св|грн|коп|тис|млн|млрд|напр|ст|\
             обл|р|рр|с|смт|о|п|ред"
        }
        "lt" => {
            "pvz|t.y|t.t|kt|pan|m|d|a|g|pr|al|gatv|prof|dr|doc|gen|plk|mjr|kpt|ltn|vyr|jaun|mln|mlrd|tūkst|apie|nr|str|žr|\
             plg|vad|red|šv|vysk|kun|r|p|š.m"
        }
        "cs" | "sk" => {
            "např|napr|tzv|tj|atd|apod|mj|dr|prof|ing|mgr|judr|mudr|phdr|gen|plk|ul|nám|sv|č|čl|str|s|r|st|cca|tis|mil|mld|\
             zn|pozn|resp"
        }
        "es" => {
            "sr|sra|srta|d|da|dña|dr|dra|prof|gral|cnel|sto|sta|av|avda|ej|p.ej|pág|págs|núm|no|nº|art|ee.uu|ud|uds|vs|\
             aprox|tel"
        }
        "it" => {
            "sig|sigg|sig.ra|dott|dott.ssa|prof|prof.ssa|avv|ing|on|sen|gen|col|cap|mons|ecc|es|p.es|cfr|pag|pagg|art|artt|\
             n|nr|ca|s|ss|tel|vol"
        }
        "pt" | "nl" | "sv" | "da" | "no" | "fi" => {
            "sr|sra|dr|dra|prof|av|pág|art|nº|dhr|mevr|mr|drs|ir|bijv|ca|nl|o.a|d.w.z|blz|nr|t.ex|bl.a|dvs|kl|s.k|f.d|m.m|\
             f.eks|pga|jf|st|esim|ns|mm|ym|n"
        }
        _ => "",
    }
}

/// Abbreviations of English, and titles and measures that every language borrows.
static COMMON_ABBREVIATIONS: PhraseTable = PhraseTable::new(
    "
    mr|mrs|ms|messrs|mx|dr|prof|st|ste|gen|lt|col|maj|capt|cpt|cmdr|adm|sgt|cpl|pvt|brig|gov|sen|rep|reps|sens|rev
    hon|pres|supt|fr|sr.ltn|amb|min|atty|asst|assoc|dept|univ|approx|ca|c|cf|viz|vs|v|e.g|i.e|eg|ie|esp|est|no|nos
    nr|art|arts|sec|ch|fig|figs|vol|vols|pp|p|par|para|ed|eds|al|tel|ext|mt|ft|op|lt.col|lt.gen|maj.gen|brig.gen
    avg|incl|excl|resp|hr|mil|natl|intl
",
);

/// Abbreviations that also end sentences: the next word decides.
static AMBIGUOUS_ABBREVIATIONS: PhraseTable = PhraseTable::new(
    "
    etc|jr|sr|inc|co|corp|ltd|llc|plc|bros|a.m|p.m|am|pm|u.s|u.k|u.n|e.u|u.s.a|d.c|ph.d|m.d|b.a|m.a|b.c|a.d|jan
    feb|apr|jun|jul|aug|sep|sept|oct|nov|dec|ave|blvd|rd|usw|itd|itp|atd|apod|ecc|др|ін|тд|г|гг|р|рр|r|w|m|d|руб
    грн|zł|tys|mln|mld|млн|млрд|тис|тыс|s.a|a.s|gmbh|o.o|z.o.o|ee.uu|ret|pct
",
);

/// Words that begin sentences but not names.
static SENTENCE_STARTERS: PhraseTable = PhraseTable::new(
    "
    The|A|An|He|She|It|They|We|I|You|His|Her|Their|Our|My|This|That|These|Those|There|Here|In|On|At|By|For
    From|To|With|But|And|Or|So|As|If|When|While|After|Before|Since|However|Meanwhile|Then|Now|Some|Many|Most|All
    Both|No|Not|Nobody|One|What|Who|Why|How|Where|Asked|According|Also|Once|Under|During|Earlier|Later|Last
    Although|Though|Because|Only|Such|Even|Still|Yet|Each|Every|Another|Other|Few|Der|Die|Das|Ein|Eine|Er|Sie|Es
    Wir|Ich|Und|Aber|Doch|Im|Am|Auf|Mit|Bei|Nach|Vor|Für|Zu|Zum|Zur|Auch|Dann|Danach|Dort|Hier|Wenn|Als|Weil|Le|La
    Les|Un|Une|Il|Elle|Ils|Elles|Nous|Je|Et|Mais|En|Dans|Pour|Ce|Cette|Ces|Selon|Après|Avec|El|Los|Las|Una|Y|Pero
    Según|Su|Sus|Lo|Gli|Ma|Nel|Nella|Per|Con|Secondo|Anche|W|Na|Po|Do|Od|Za|Ten|Ta|Jak|Jednak|Ale|Oraz|Według|Nie
    Jego|Jej|Tam|Gdy|Kiedy|Potem|Jest|Był|Była|В|На|По|За|Это|Он|Она|Они|Мы|Но|И|А|Как|Так|Не|Для|При|После|Когда
    Там|У|Та|Це|Він|Вона|Вони|Ми|Але|Як|Також|Після|Коли|Проте|Однак|Тоді|Тепер|Теперь|Тогда|Сейчас|Зараз|Ещё
    Уже|Потом|Потім|Однако|Его|Её|Їх|Його|Tai|Jis|Ji|Jie|Mes|Bet|Ir|Tačiau|Kai|Pasak
    Šis|Ši|Tada
",
);

/// A cursor over the characters of a text, with their offsets.
struct CharCursor<'t> {
    text: &'t str,
    offset_bytes: usize,
}

impl CharCursor<'_> {
    fn peek_char(&self) -> Option<(usize, char)> {
        self.text.get(self.offset_bytes..)?.chars().next().map(|c| (self.offset_bytes, c))
    }

    fn next_char(&mut self) -> Option<(usize, char)> {
        self.next_char_if(|_| true)
    }

    fn next_char_if(&mut self, fits: impl FnOnce(&(usize, char)) -> bool) -> Option<(usize, char)> {
        let next = self.peek_char().filter(fits)?;
        self.offset_bytes += next.1.len_utf8();
        Some(next)
    }

    /// The next character that may be a terminator. ASCII characters that are none, nearly all, are passed over eight
    /// at a time (SWAR).
    fn next_terminator_candidate(&mut self) -> Option<(usize, char)> {
        let rest = self.text.as_bytes().get(self.offset_bytes..)?;
        let stops = |eight: SwarWord| {
            [b'.', b'!', b'?'].into_iter().fold(eight.non_ascii_mask(), |all, c| all | eight.range_mask(c, c))
        };
        self.offset_bytes += find_first(rest, stops);
        self.next_char()
    }
}

/// Appends the sentences of the block at `span` in `text` to `found`, in order. Together they hold all its words.
pub(super) fn split_sentences(text: &str, span: Span, language: Option<Language>, found: &mut Vec<Span>) {
    let block = span.slice_of(text);
    let offset = span.start as usize;
    let language = language.as_ref().map_or("", Language::as_str);
    let mut start = 0;
    let mut chars = CharCursor { text: block, offset_bytes: 0 };
    let mut push = |from: usize, to: usize| {
        if let Some(span) = super::block::trim_to_span(text, offset + from, offset + to) {
            found.push(span);
        }
    };
    while let Some((at, c)) = chars.next_terminator_candidate() {
        if !is_sentence_terminator(c) {
            continue;
        }
        let mut single = true;
        let mut tight = is_fullwidth_terminator(c);
        while let Some((_, next)) = chars.next_char_if(|(_, next)| is_sentence_terminator(*next)) {
            single = false;
            tight |= is_fullwidth_terminator(next);
        }
        let mut end = block.len();
        while let Some((next_at, next)) = chars.peek_char() {
            end = next_at;
            // “ closes in German and opens in Chinese.
            let opens = tight && matches!(next, '\u{201C}' | '\u{2018}');
            if opens || (!is_closing_mark(next) && !is_reference_mark(block, next_at)) {
                break;
            }
            // A bracket or quotation mark with no space before it closes; "[1]" is a reference mark of the sentence
            // before it.
            let note = if is_closing_mark(next) { 0 } else { reference_mark_len(block, next_at) };
            chars.next_char();
            for _ in 1..note {
                chars.next_char();
            }
            end = block.len();
        }
        // French puts a space before the closing mark: « C’est fini. »
        let guillemet = guillemet_len(slice_text(block, end..));
        if guillemet > 0 {
            end += guillemet;
            while chars.next_char_if(|(at, _)| *at < end).is_some() {}
        }
        let rest = slice_text(block, end..);
        if rest.is_empty() {
            break;
        }
        let spaced = rest.starts_with(is_blank);
        // Where no space follows, only a full-width terminator ends a sentence.
        if !spaced && (!tight || rest.starts_with(is_clause_mark)) {
            continue;
        }
        let after = FollowingText::after_terminator(rest);
        if after.continues_sentence || (single && c == '.' && is_abbreviated(block, start, at, &after, language)) {
            continue;
        }
        push(start, end);
        start = end;
    }
    push(start, block.len());
}

/// Full-width terminators, of scripts without spaces between sentences.
fn is_fullwidth_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

fn is_clause_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '，' | '、' | '；' | '：')
}

/// Length in bytes of a blank and the closing guillemet behind it, where a blank, a mark or the end follows; 0 if there
/// is none.
fn guillemet_len(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let opens =
        chars.next().is_some_and(|(_, c)| is_blank(c)) && chars.next().is_some_and(|(_, c)| matches!(c, '»' | '›'));
    match chars.next() {
        Some((at, c)) if opens && (is_blank(c) || is_sentence_terminator(c) || is_clause_mark(c)) => at,
        None if opens => rest.len(),
        _ => 0,
    }
}

/// Whether a reference mark such as `[12]` stands at `at`.
fn is_reference_mark(block: &str, at: usize) -> bool {
    reference_mark_len(block, at) > 0
}

/// Length in bytes of the reference mark `[12]` at `at`; 0 if there is none.
fn reference_mark_len(block: &str, at: usize) -> usize {
    let Some(inner) = block.get(at..).and_then(|rest| rest.strip_prefix('[')) else { return 0 };
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if digits > 0 && inner.get(digits..).is_some_and(|rest| rest.starts_with(']')) { digits + 2 } else { 0 }
}

/// The context after a terminator.
struct FollowingText<'a> {
    /// The next word, opening marks aside.
    first_word: &'a str,
    /// Whether the sentence goes on: a lower-case letter, a comma or the like, or another terminator follows.
    continues_sentence: bool,
}

impl<'a> FollowingText<'a> {
    fn after_terminator(rest: &'a str) -> Self {
        let rest = rest.trim_start_matches(is_blank);
        if rest.starts_with(is_sentence_terminator) {
            // ". . ." is one ellipsis; ".NET" begins a sentence no less often than it goes on.
            return FollowingText { first_word: "", continues_sentence: true };
        }
        // At most a few opening marks are looked through, so that a row of them costs nothing.
        let opening = |c: char| {
            is_closing_mark(c)
                || is_blank(c)
                || matches!(
                    c,
                    '(' | '['
                        | '„'
                        | '‚'
                        | '「'
                        | '『'
                        | '（'
                        | '-'
                        | '–'
                        | '—'
                        | '―'
                        | '¿'
                        | '¡'
                        | '*'
                        | '_'
                        | '•'
                )
        };
        let skipped: usize = rest.chars().take(6).take_while(|&c| opening(c)).map(char::len_utf8).sum();
        let rest = slice_text(rest, skipped..);
        let len: usize = rest.chars().take(16).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        let word = slice_text(rest, ..len);
        FollowingText {
            first_word: word,
            continues_sentence: rest.starts_with(char::is_lowercase) && !rest.starts_with(is_unspaced_script)
                || rest.starts_with(is_clause_mark),
        }
    }

    fn starts_with_number(&self) -> bool {
        self.first_word.starts_with(|c: char| c.is_numeric())
    }

    fn starts_sentence(&self) -> bool {
        SENTENCE_STARTERS.contains(self.first_word)
    }
}

/// Whether the full stop at `at` belongs to an abbreviation, an initial or an ordinal before it, and does not end the
/// sentence that began at `start`.
fn is_abbreviated(block: &str, start: usize, at: usize, after: &FollowingText, language: &str) -> bool {
    let before = slice_text(block, start..at);
    let len: usize = before
        .chars()
        .rev()
        .take(ABBREVIATION_CHARS + 1)
        .take_while(|&c| c.is_alphanumeric() || c == '.')
        .map(char::len_utf8)
        .sum();
    let word = slice_text(before, before.len() - len..).trim_start_matches('.');
    let chars = word.chars().count();
    if chars == 0 || chars > ABBREVIATION_CHARS {
        return false;
    }
    // "(ret.)" stands within a sentence; a sentence in brackets begins with a capital letter.
    let bracketed = before.get(..before.len() - word.len()).is_some_and(|before| before.ends_with(['(', '[']));
    if bracketed
        && word.starts_with(char::is_lowercase)
        && block.get(at + 1..).is_some_and(|rest| rest.starts_with([')', ']']))
    {
        return true;
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        // The number of a list item; elsewhere German alone writes ordinals with a full stop before capital letters.
        let leads = before.trim_start_matches(|c| is_blank(c) || is_closing_mark(c)).len() == word.len();
        return (leads && chars <= 3)
            || (language == "de" && chars <= 2 && !after.starts_sentence() && !after.starts_with_number());
    }
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let mut letters = word.chars().filter(|&c| c != '.');
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // An initial, unless a sentence clearly begins: "Plan B. The next".
        if letter.is_alphabetic() && after.first_word.chars().count() == 1 && !after.starts_sentence() {
            return true;
        }
        if letter.is_uppercase() {
            return !after.starts_sentence();
        }
    }
    if abbreviations_of(language).split('|').any(|known| known == lower) || COMMON_ABBREVIATIONS.contains(lower) {
        // "No." and "p." are abbreviations before numbers, and words anywhere else.
        let before_numbers = matches!(
            lower,
            "no" | "nos"
                | "nr"
                | "art"
                | "arts"
                | "sec"
                | "ch"
                | "fig"
                | "figs"
                | "vol"
                | "vols"
                | "pp"
                | "p"
                | "par"
                | "para"
                | "c"
                | "op"
                | "min"
                | "al"
                | "ext"
                | "ed"
                | "eds"
                | "mil"
                | "hr"
                | "ft"
                | "on"
                | "me"
                | "ex"
                | "max"
                | "red"
        );
        if AMBIGUOUS_ABBREVIATIONS.contains(lower) {
            return !after.starts_sentence();
        }
        // "Ft. Worth" is a fort, "ten ft." are feet.
        return !before_numbers
            || word == "Ft"
            || after.starts_with_number()
            || (language != "en" && !language.is_empty() && !after.starts_sentence());
    }
    let dotted = lower.contains('.') && lower.split('.').all(|part| (1..=2).contains(&part.chars().count()));
    (dotted || AMBIGUOUS_ABBREVIATIONS.contains(lower)) && !after.starts_sentence()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
        let mut found = Vec::new();
        if let Some(span) = crate::document::block::trim_to_span(text, 0, text.len()) {
            split_sentences(text, span, Language::parse(language), &mut found);
        }
        found.into_iter().map(|span| span.slice_of(text)).collect()
    }

    /// `|` marks where the cuts belong.
    fn check(language: &str, cases: &[&str]) {
        for case in cases {
            let wanted: Vec<_> = case.split('|').map(str::trim).collect();
            let text = case.replace('|', "");
            assert_eq!(cut(&text, language), wanted, "{case}");
        }
    }

    #[test]
    fn english_sentences() {
        check(
            "en",
            &[
                "He came.| She left!| Did they?| Yes.",
                "Minister R. Okafor and I have discussed it.| He agreed.",
                "J. R. R. Tolkien wrote it.| It sold.",
                "It fired 155mm shells.| R12 wagons followed.",
                "The U.S. Army met the U.S. Navy in the U.S.| They talked.",
                "It costs approx. EUR 15 million.| That is much.",
                "Gen. Smith met Lt. Col. Jones.| No. 5 is alive.",
                "The answer was no.| Nobody minded.",
                "At 5 p.m. Moscow time it began.| At 6 p.m.| The end came.",
                "It grew by 3.5 percent to $1.2 billion.| Then it fell.",
                "He waited… and waited.| Then…| Nothing.",
                "He waited… and left…| Then came night.",
                "“Is it over?” he asked.| “It is.”| She sat down.",
                "“It is over.| We go home.”| (They did not.)| The end.",
                "Lt. Col. (ret.) A. J. Marsh spoke.",
                "They met on the flank… therefore, it held.",
                "Yahoo! is a company.| Really?!| Yes.",
                "Wait . . . what?| Now.",
                "It was Plan B.| The next plan failed.",
                "See fig. 3 and pp. 12–14.| They show it.",
                "Smith et al. 2019 found it.| Acme Inc. sells it.| Acme Inc.| The seller.",
                "It was noted.[12]| Others disagreed.",
                "1. First we eat.| 2. Then we sleep.",
                "Visit example.com for more.| Thanks.",
                "He read “War and Peace.”| It was long.",
                "Vitamin C.| It helps.",
                "Col. Hart, U.S. Army, Ret. of Ft. Worth said so.| The wall is ten ft.| Nobody climbs it.",
                "The Natl. Guard lost 5 pct. of it.| It fell 5 pct.| The rest held.",
                "The St. Louis vs. Boston game.| Dr. Who won.",
            ],
        );
    }

    #[test]
    fn sentences_of_other_languages() {
        check(
            "de",
            &[
                "Am 3. Oktober feiert man z. B. in Berlin.| Danach nicht.",
                "Im 19. Jahrhundert lebte Dr. Schmidt.| Er starb 1899.| Es war kalt.",
                "Er zahlte ca. 5 Mio. Euro usw.| Das war viel.",
            ],
        );
        check("fr", &["M. Dupont a vu Mme. Durand.| Il est parti.", "« C’est fini. »| Elle partit."]);
        check(
            "pl",
            &[
                "Gen. Kowalski mieszka przy ul. Długiej 5.| Ma ok. 60 lat.",
                "W 2023 r. Polska kupiła m.in. czołgi.| To dużo.",
            ],
        );
        check("ru", &["В 2023 г. Россия, т.е. страна, жила.| Он уехал.", "А. С. Пушкин родился в Москве.| Он писал."]);
        check("uk", &["У м. Київ на вул. Хрещатик дощ.| Він мокне."]);
        check("lt", &["Ministras J. Petraitis kalbėjo.| Jis sakė, kad 2023 m. gegužę lis."]);
        check("zh", &["第一句。|第二句！|“第三句。”|他说。"]);
        check("ja", &["雨が降る。|風が吹く？|はい。"]);
        check("ar", &["هل جاء؟| نعم جاء."]);
        check("hi", &["वह आया।| वह गया।"]);
    }

    #[test]
    fn a_wrapped_sentence_is_one() {
        assert_eq!(cut("It began\nin May.\nThen it ended.", "en"), ["It began\nin May.", "Then it ended."]);
    }

    #[test]
    fn stops_alone_are_harmless() {
        for text in ["...", "?!?!", "“”.", ". . .", "[1]", "。。", "a.", ".a", "[[[[1]]]]."] {
            assert!(cut(text, "").len() <= 2, "{text}");
        }
    }

    #[test]
    fn long_noise_takes_linear_time() {
        for piece in [". ", "a.", "\"", "[1]", "A. ", "…", ". \u{201c}"] {
            let text = piece.repeat(200_000);
            let started = std::time::Instant::now();
            cut(&text, "en");
            assert!(started.elapsed().as_secs() < 60, "{piece}");
        }
    }
}
