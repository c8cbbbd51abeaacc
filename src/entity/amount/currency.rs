//! Currency codes, signs and words, and the disambiguation of words that several countries share.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::fmt;

use super::super::lexicon::Lexicon;
use super::super::word::{Make, among};
use super::number::SCALES;
use super::parser::Reader;

/// A currency code: three capital letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "[u8; 3]")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of `code`, in either case; `None` if it is not three ASCII letters.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The code, in capital letters.
    pub fn as_str(&self) -> &str {
        let code = std::str::from_utf8(&self.0);
        debug_assert!(code.is_ok(), "a currency code is three letters");
        code.unwrap_or_default()
    }
}

impl TryFrom<[u8; 3]> for Currency {
    type Error = &'static str;

    /// Fails on bytes of a damaged room that are not three capital letters.
    fn try_from(code: [u8; 3]) -> Result<Self, Self::Error> {
        if code.iter().all(u8::is_ascii_uppercase) { Ok(Currency(code)) } else { Err("not a currency code") }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Unambiguous currency words and signs, one currency a line. Its code comes first and counts only in capital letters.
pub(super) static CURRENCIES: Lexicon = Lexicon::new(
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
    btc bitcoin bitcoins
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
pub(super) static SHARED: &[(&str, &str)] = &[
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
pub(super) static DOLLAR_PREFIXES: Lexicon = Lexicon::new(
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

/// A currency as it is written, before disambiguation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    Known(Currency),
    /// An ambiguous word: its row in `SHARED_CURRENCY_WORDS`.
    Open(usize),
}

impl Reader<'_> {
    /// The currency before a number ("€", "US$", "EUR", "Rs."), its country's, and the token after it.
    pub(super) fn currency_before(&self, at: usize) -> Option<(Written, Option<Currency>, usize)> {
        let words = self.words;
        if words.is(at, Make::Letters) && words.small(at + 1) == "$" && words.is_glued(at + 1) {
            let line = DOLLAR_PREFIXES.find(words.small(at))?;
            let code = DOLLAR_PREFIXES.lines().nth(usize::from(line)).and_then(|line| Currency::new(line.get(..3)?))?;
            return Some((Written::Known(code), None, at + 2));
        }
        let word = words.small(at);
        // "R6.5 million"
        if words.surface(at) == "R"
            && words.is_glued(at + 1)
            && words.is(at + 1, Make::Digits)
            && SCALES.has(words.small(at + 2))
        {
            return Currency::new("zar").map(|code| (Written::Known(code), None, at + 1));
        }
        let is_sign = words.is(at, Make::Mark);
        let is_code = words.surface(at).len() == 3 && words.is_capital(at);
        if !is_sign && !is_code && !among(word, "rs kr zł kč nis rmb btc") {
            return None;
        }
        let (written, _) = self.currency_word(at)?;
        let point = usize::from(words.small(at + 1) == "." && words.is_glued(at + 1) && word == "rs");
        let next = at + 1 + point;
        let digits = words.is(next, Make::Digits) || (is_sign && words.is(next, Make::Letters));
        digits.then_some((written, None, next))
    }

    /// The currency after a number, perhaps with a country word: "Australian dollars"; as `currency_before`.
    pub(super) fn currency_after(&self, at: usize) -> Option<(Written, Option<Currency>, usize)> {
        let words = self.words;
        if let Some((written, told)) = self.currency_word(at) {
            return Some((written, told, at + 1));
        }
        // "U.S. dollars", "New Zealand dollars", "Swiss francs"
        for skipped in 1..=4 {
            let Some((Written::Open(row), _)) = self.currency_word(at + skipped) else { continue };
            let country = (0..skipped).find_map(|offset| country_currency(row, words.small(at + offset)));
            let dotted = words.reads(at, &["u", ".", "s"]).then(|| Currency::new("usd")).flatten();
            return country.or(dotted).map(|code| (Written::Open(row), Some(code), at + skipped + 1));
        }
        // "Polish zlotys", "Ukrainian hryvnias"
        if words.is_capital(at)
            && words.is(at, Make::Letters)
            && words.is(at + 1, Make::Letters)
            && words.surface(at + 1).len() > 3
            && let Some((known @ Written::Known(_), _)) = self.currency_word(at + 1)
        {
            return Some((known, None, at + 2));
        }
        None
    }

    pub(super) fn currency_word(&self, at: usize) -> Option<(Written, Option<Currency>)> {
        let word = self.words.small(at);
        if word.is_empty() {
            return None;
        }
        if let Some(line) = CURRENCIES.find(word) {
            let code = CURRENCIES.lines().nth(usize::from(line)).and_then(|line| line.get(..3))?;
            // "try", "all" and "cop" are words; codes are written in capital letters.
            if word != code || self.words.surface(at).chars().all(char::is_uppercase) {
                return Currency::new(code).map(|code| (Written::Known(code), None));
            }
            return None;
        }
        let row = SHARED.iter().position(|(names, _)| names.split(' ').any(|name| name == word))?;
        Some((Written::Open(row), None))
    }

    /// Resolves an ambiguous currency word by the countries that the article names; `None` where two readings stay.
    pub(super) fn resolve(&mut self, row: usize) -> Option<Currency> {
        let words = self.words;
        let named = self.named.get_or_insert_with(|| {
            let mut named = FxHashSet::default();
            for at in 0..words.len() {
                let dotted =
                    words.surface(at) == "S" && words.small_before(at, 2) == "u" && words.small_before(at, 1) == ".";
                if dotted || words.surface(at) == "US" {
                    named.insert("us");
                } else if words.is_capital(at) && words.small(at) != "us" {
                    named.insert(words.small(at));
                }
            }
            named
        });
        let (_, countries) = SHARED.get(row)?;
        let mut usual = None;
        let mut usual_named = false;
        let mut others = Vec::new();
        for country in countries.split('|') {
            let (code, names) = country.split_once(' ')?;
            let is_named = names.split(' ').any(|name| named.contains(name));
            if let Some(code) = code.strip_suffix('*') {
                (usual, usual_named) = (Currency::new(code), is_named);
            } else if is_named {
                others.push(code);
            }
        }
        match (usual, others.as_slice()) {
            (usual @ Some(_), []) => usual,
            // The default's country is named beside others: the default stands.
            (usual @ Some(_), _) if usual_named => usual,
            (None, [only]) => Currency::new(only),
            _ => None,
        }
    }
}

/// The currency of `row` that the country word `word` selects: "Australian" of dollars.
pub(super) fn country_currency(row: usize, word: &str) -> Option<Currency> {
    let (_, countries) = SHARED.get(row)?;
    let country = countries.split('|').find(|country| country.split(' ').skip(1).any(|name| name == word))?;
    Currency::new(country.get(..3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_starts_with_a_code() {
        for line in CURRENCIES.lines().chain(DOLLAR_PREFIXES.lines()) {
            assert!(line.split(' ').next().and_then(Currency::new).is_some(), "{line}");
        }
        for country in SHARED.iter().flat_map(|(_, countries)| countries.split('|')) {
            let (code, names) = country.split_once(' ').unwrap();
            assert!(Currency::new(code.trim_end_matches('*')).is_some() && !names.is_empty(), "{country}");
        }
    }

    #[test]
    fn a_stored_code_is_three_capital_letters() {
        let stored = postcard::to_allocvec(&Currency::new("eur")).unwrap();
        assert_eq!(stored, b"\x01EUR");
        assert_eq!(postcard::from_bytes::<Option<Currency>>(&stored).unwrap(), Currency::new("EUR"));
        assert!(postcard::from_bytes::<Option<Currency>>(b"\x01EU\xff").is_err());
    }
}
