//! Currency codes, signs and words, and the disambiguation of words that several countries share.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::fmt;

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::numeral::SCALE_WORDS;
use super::parser::AmountParser;

/// A currency code: three capital letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "[u8; 3]")]
pub struct CurrencyCode([u8; 3]);

impl CurrencyCode {
    /// The currency of `code`, in either case; `None` if it is not three ASCII letters.
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| CurrencyCode(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The code, in capital letters.
    pub fn as_str(&self) -> &str {
        let code = std::str::from_utf8(&self.0);
        debug_assert!(code.is_ok(), "a currency code is three letters");
        code.unwrap_or_default()
    }
}

impl TryFrom<[u8; 3]> for CurrencyCode {
    type Error = &'static str;

    /// Fails on bytes of a damaged room that are not three capital letters.
    fn try_from(code: [u8; 3]) -> Result<Self, Self::Error> {
        if code.iter().all(u8::is_ascii_uppercase) { Ok(CurrencyCode(code)) } else { Err("not a currency code") }
    }
}

impl fmt::Debug for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Unambiguous currency words and signs, one currency a line. Its code comes first and counts only in capital letters.
pub(super) static CURRENCY_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    eur € euro euros eura eurų eurai євро евро
    gbp £ sterling
    usd
    jpy ¥ yen
    cny yuan renminbi rmb юаней
    inr ₹
    rub ₽ рублей рубля руб
    uah ₴ hryvnia hryvnias hryvnya hryvnyas hryven грн гривень гривні
    try ₺
    ils ₪ shekel shekels nis
    krw ₩ won
    vnd ₫ dong
    ngn ₦ naira
    php ₱
    pln zloty zlotys zloties zlotych złoty złote złotych zł
    huf forint forints
    czk koruna korunas korun koruny kč
    sek kronor
    ron lei
    bgn lev leva levs
    brl reais
    zar rand
    thb ฿ baht
    idr rupiah rupiahs
    myr ringgit ringgits
    kzt ₸ tenge
    gel ₾ lari
    bdt taka ৳
    ghs cedi cedis
    etb birr
    hrk kuna kunas
    ltl litas litai litų
    chf
    aud
    cad
    nzd
    hkd
    sgd
    twd
    nok
    dkk
    isk
    mxn
    ars
    clp
    cop
    pkr
    lkr
    egp
    aed
    sar
    qar
    kwd
    kes
    mdl
    rsd
    byn
    azn
    amd
",
);

/// Ambiguous currency words, then for each currency its code and the country words that select it. A code with a star
/// is the default where the article names none of the others' countries.
pub(super) static SHARED_CURRENCY_WORDS: &[(&str, &str)] = &[
    (
        "dollar dollars $ долларов доларів dolarów dolary doleriai dolerių",
        "usd* us american states america washington americans|aud australian australia|cad canadian canada|\
         nzd zealand zealander|hkd kong|sgd singapore singaporean|twd taiwan taiwanese|jmd jamaican jamaica|\
         zwl zimbabwean zimbabwe|bbd barbados|fjd fiji|nad namibian namibia|lrd liberian liberia",
    ),
    (
        "pound pounds",
        "gbp* british britain uk england english scotland scottish wales london|egp egyptian egypt|lbp lebanese lebanon|\
         syp syrian syria|sdg sudanese sudan",
    ),
    (
        "rupee rupees rs",
        "inr indian india delhi mumbai|pkr pakistani pakistan|lkr lankan lanka|npr nepalese nepali nepal|mur mauritius",
    ),
    ("kroner krone kr", "nok norwegian norway oslo|dkk danish denmark copenhagen|sek swedish sweden stockholm"),
    ("krona kronas", "sek swedish sweden stockholm|isk icelandic iceland reykjavik"),
    ("crown crowns", "czk czech prague|sek swedish sweden|nok norwegian norway|dkk danish denmark"),
    (
        "peso pesos",
        "mxn mexican mexico|php philippine philippines manila|ars argentine argentina|clp chilean chile|\
         cop colombian colombia|cup cuban cuba|uyu uruguayan uruguay|dop dominican",
    ),
    ("franc francs", "chf swiss switzerland zurich geneva|xof cfa senegal|rwf rwandan rwanda|frf french france"),
    ("lira liras lire", "try turkish turkey ankara istanbul|itl italian italy|syp syrian syria|lbp lebanese lebanon"),
    ("dinar dinars", "kwd kuwaiti kuwait|iqd iraqi iraq|rsd serbian serbia|jod jordanian jordan|dzd algerian algeria"),
    ("ruble rubles rouble roubles", "rub* russian russia moscow kremlin|byn belarusian belarus minsk"),
    ("riyal riyals", "sar saudi|qar qatari qatar|yer yemeni yemen"),
    ("rial rials", "irr iranian iran tehran|omr omani oman|yer yemeni yemen"),
    ("dirham dirhams", "aed emirati emirates dubai|mad moroccan morocco"),
    ("shilling shillings", "kes kenyan kenya|ugx ugandan uganda|tzs tanzanian tanzania"),
    ("leu", "ron romanian romania|mdl moldovan moldova"),
    ("real", "brl brazilian"),
];

/// Country prefixes of the dollar sign: "US$", "A$".
pub(super) static DOLLAR_PREFIXES: WordClassLexicon = WordClassLexicon::new(
    "
    usd us
    aud a au aus
    cad c ca cdn can
    nzd nz
    hkd hk
    sgd s sg
    twd nt
    mxn mx
    brl r
    jmd j
",
);

/// The ways to write the currency that `word` means where no country is named, the code and signs first; a word that several countries
/// share has only those of its row, and what is no currency has none.
pub(crate) fn currency_spellings(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase();
    let line_with = |word: &str| CURRENCY_WORDS.class_lines().find(|line| line.split(' ').any(|known| known == word));
    let default_code =
        |countries: &'static str| countries.split('|').find_map(|row| row.split(' ').next()?.strip_suffix('*'));
    let known = line_with(&word);
    let code = known.and_then(|line| line.split(' ').next());
    let shared = SHARED_CURRENCY_WORDS.iter().find(|(words, countries)| {
        words.split(' ').any(|known| known == word) || (code.is_some() && default_code(countries) == code)
    });
    let line = known.or_else(|| shared.and_then(|(_, countries)| line_with(default_code(countries)?)));
    let lines = line.into_iter().chain(shared.map(|&(words, _)| words));
    lines.flat_map(|line| line.split(' ')).collect()
}

/// The default currency of an ambiguous word, with whether its country is named, and others whose countries are.
type CurrencyReadings = (Option<(CurrencyCode, bool)>, Vec<CurrencyCode>);

/// A currency as it is written, before disambiguation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CurrencyMention {
    Known(CurrencyCode),
    /// An ambiguous word: its row in `SHARED_CURRENCY_WORDS`.
    Ambiguous(usize),
}

impl AmountParser<'_> {
    /// The currency before a number ("€", "US$", "EUR", "Rs."), its country's, and the token after it.
    pub(super) fn currency_before(&self, at: usize) -> Option<(CurrencyMention, Option<CurrencyCode>, usize)> {
        let words = self.words;
        if words.has_class(at, TokenClass::Letters) && words.lower_at(at + 1) == "$" && words.joins_previous(at + 1) {
            let line = DOLLAR_PREFIXES.class_of(words.lower_at(at))?;
            let code = DOLLAR_PREFIXES
                .class_lines()
                .nth(usize::from(line))
                .and_then(|line| CurrencyCode::from_code(line.get(..3)?))?;
            return Some((CurrencyMention::Known(code), None, at + 2));
        }
        let word = words.lower_at(at);
        // "R6.5 million"
        if words.surface_at(at) == "R"
            && words.joins_previous(at + 1)
            && words.has_class(at + 1, TokenClass::Digits)
            && SCALE_WORDS.contains(words.lower_at(at + 2))
        {
            return CurrencyCode::from_code("zar").map(|code| (CurrencyMention::Known(code), None, at + 1));
        }
        let is_sign = words.has_class(at, TokenClass::Symbol);
        let is_code = words.surface_at(at).len() == 3 && words.is_capitalised(at);
        if !is_sign && !is_code && !is_one_of(word, "rs kr zł kč nis rmb") {
            return None;
        }
        let (written, _) = self.currency_word(at)?;
        let point = usize::from(words.lower_at(at + 1) == "." && words.joins_previous(at + 1) && word == "rs");
        let next = at + 1 + point;
        let bare_point = words.lower_at(next) == "." && words.joins_previous(next);
        let digits = words.has_class(next + usize::from(bare_point && is_sign), TokenClass::Digits)
            || (is_sign && words.has_class(next, TokenClass::Letters));
        digits.then_some((written, None, next))
    }

    /// The currency after a number, perhaps with a country word: "Australian dollars"; as `currency_before`.
    pub(super) fn currency_after(&self, at: usize) -> Option<(CurrencyMention, Option<CurrencyCode>, usize)> {
        let words = self.words;
        if let Some((written, modifier)) = self.currency_word(at) {
            // In "in 2004 $5 million" the sign belongs to what follows.
            let leads = words.has_class(at, TokenClass::Symbol)
                && words.joins_previous(at + 1)
                && words.has_class(at + 1, TokenClass::Digits);
            return Some((written, modifier, at + 1)).filter(|_| !leads);
        }
        // "U.S. dollars", "New Zealand dollars", "Swiss francs"
        for skipped in 1..=4 {
            let Some((CurrencyMention::Ambiguous(row), _)) = self.currency_word(at + skipped) else { continue };
            if !words.is_capitalised(at) || words.has_class(at + skipped, TokenClass::Symbol) {
                return None;
            }
            let country = (0..skipped).find_map(|offset| country_currency(row, words.lower_at(at + offset)));
            let dotted = words.matches_at(at, &["u", ".", "s"]).then(|| CurrencyCode::from_code("usd")).flatten();
            return country.or(dotted).map(|code| (CurrencyMention::Ambiguous(row), Some(code), at + skipped + 1));
        }
        // "Polish zlotys", "Ukrainian hryvnias"
        if words.is_capitalised(at)
            && words.has_class(at, TokenClass::Letters)
            && words.has_class(at + 1, TokenClass::Letters)
            && words.surface_at(at + 1).len() > 3
            && let Some((known @ CurrencyMention::Known(_), _)) = self.currency_word(at + 1)
        {
            return Some((known, None, at + 2));
        }
        None
    }

    /// The currency of "cents" where the article leaves no doubt: it writes dollars, and neither euros nor pence.
    pub(super) fn cent_currency(&self, at: usize) -> Option<CurrencyMention> {
        let words = self.words;
        if !is_one_of(words.lower_at(at), "cents cent ¢")
            || words.lower_before(at, 1) == "-"
            || words.has_class(at + 1, TokenClass::Digits)
        {
            return None;
        }
        let clear = *self.has_clear_cents.get_or_init(|| {
            let is_pence = |at: usize| {
                words.lower_at(at) == "p" && words.joins_previous(at) && words.has_class(at - 1, TokenClass::Digits)
            };
            (0..words.len()).any(|at| is_one_of(words.lower_at(at), "$ dollar dollars"))
                && !(0..words.len())
                    .any(|at| is_one_of(words.lower_at(at), "€ euro euros £ pence rand") || is_pence(at))
        });
        let row = SHARED_CURRENCY_WORDS.iter().position(|(names, _)| names.starts_with("dollar "))?;
        clear.then_some(CurrencyMention::Ambiguous(row))
    }

    pub(super) fn currency_word(&self, at: usize) -> Option<(CurrencyMention, Option<CurrencyCode>)> {
        let word = self.words.lower_at(at);
        if word.is_empty() {
            return None;
        }
        if let Some(line) = CURRENCY_WORDS.class_of(word) {
            let code = CURRENCY_WORDS.class_lines().nth(usize::from(line)).and_then(|line| line.get(..3))?;
            // "try", "all" and "cop" are words; codes are written in capital letters.
            if word != code || self.words.surface_at(at).chars().all(char::is_uppercase) {
                return CurrencyCode::from_code(code).map(|code| (CurrencyMention::Known(code), None));
            }
            return None;
        }
        let row = SHARED_CURRENCY_WORDS.iter().position(|(names, _)| names.split(' ').any(|name| name == word))?;
        Some((CurrencyMention::Ambiguous(row), None))
    }

    /// Resolves an ambiguous currency word by the countries that the article names, and whether they decided: `None`
    /// where two readings stay, `false` for the default where no other reading is near.
    pub(super) fn resolve_shared_currency(&mut self, row: usize) -> (Option<CurrencyCode>, bool) {
        let (default, others) = self.shared_currency_readings(row).unwrap_or_default();
        match (default, others.as_slice()) {
            (Some((default, _)), []) => (Some(default), false),
            // The default's country is named beside others: the default stands.
            (Some((default, true)), _) => (Some(default), true),
            (None, [only]) => (Some(*only), true),
            _ => (None, false),
        }
    }

    /// The default reading of an ambiguous currency word, with whether its country is named, and the other readings
    /// whose countries are.
    fn shared_currency_readings(&mut self, row: usize) -> Option<CurrencyReadings> {
        let words = self.words;
        let named = self.capitalised_words.get_or_insert_with(|| {
            let mut named = FxHashSet::default();
            for at in 0..words.len() {
                let dotted =
                    words.surface_at(at) == "S" && words.lower_before(at, 2) == "u" && words.lower_before(at, 1) == ".";
                if dotted || words.surface_at(at) == "US" {
                    named.insert("us");
                } else if words.is_capitalised(at) && words.lower_at(at) != "us" {
                    named.insert(words.lower_at(at));
                }
            }
            named
        });
        let (_, countries) = SHARED_CURRENCY_WORDS.get(row)?;
        let mut default = None;
        let mut others = Vec::new();
        for country in countries.split('|') {
            let (code, names) = country.split_once(' ')?;
            let is_named = names.split(' ').any(|name| named.contains(name));
            match code.strip_suffix('*') {
                Some(code) => default = CurrencyCode::from_code(code).map(|code| (code, is_named)),
                None if is_named => others.extend(CurrencyCode::from_code(code)),
                None => {}
            }
        }
        Some((default, others))
    }
}

/// The currency of `row` that the country word `word` selects: "Australian" of dollars.
pub(super) fn country_currency(row: usize, word: &str) -> Option<CurrencyCode> {
    let (_, countries) = SHARED_CURRENCY_WORDS.get(row)?;
    let country = countries.split('|').find(|country| country.split(' ').skip(1).any(|name| name == word))?;
    CurrencyCode::from_code(country.get(..3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_starts_with_a_code() {
        for line in CURRENCY_WORDS.class_lines().chain(DOLLAR_PREFIXES.class_lines()) {
            assert!(line.split(' ').next().and_then(CurrencyCode::from_code).is_some(), "{line}");
        }
        for country in SHARED_CURRENCY_WORDS.iter().flat_map(|(_, countries)| countries.split('|')) {
            let (code, names) = country.split_once(' ').unwrap();
            assert!(CurrencyCode::from_code(code.trim_end_matches('*')).is_some() && !names.is_empty(), "{country}");
        }
    }

    #[test]
    fn a_stored_code_is_three_capital_letters() {
        let stored = postcard::to_allocvec(&CurrencyCode::from_code("eur")).unwrap();
        assert_eq!(stored, b"\x01EUR");
        assert_eq!(postcard::from_bytes::<Option<CurrencyCode>>(&stored).unwrap(), CurrencyCode::from_code("EUR"));
        assert!(postcard::from_bytes::<Option<CurrencyCode>>(b"\x01EU\xff").is_err());
    }
}
