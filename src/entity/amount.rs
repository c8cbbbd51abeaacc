//! Money in running text: how much, of which currency, what for and from whom.
//!
//! Values are exact decimals. A currency that the text leaves open stays open: "$" is the American dollar unless the
//! article speaks of another country's dollars, "rupees" are nobody's until a country is named.

use std::fmt;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::word::{Make, Words, among, is_break};
use super::{Kind, Mention};
use crate::document::Document;
use crate::span::Span;

/// A sum of money in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Where it stands, with the words that say how exact it is.
    pub span: Span,
    /// The currency, where the text says it.
    pub currency: Option<Currency>,
    /// The sum in whole units; of a range, its lower end; `None` for "millions of dollars".
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub up_to: Option<Decimal>,
    /// How exact it is.
    pub precision: Precision,
    /// The phrase that says what it is for.
    pub purpose: Option<Span>,
    /// Who gives or pays it, where the sentence says so.
    pub giver: Option<Span>,
}

/// How exact a sum is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// As it stands.
    Exact,
    /// "about", "nearly", "approx."
    About,
    /// "more than", "at least"
    AtLeast,
    /// "up to", "less than"
    AtMost,
}

/// A currency by its three letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this code, in either case; `None` if it is not three letters.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The code, in capital letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An exact decimal number, 0 or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decimal {
    /// The digits.
    pub digits: u64,
    /// How many of them stand behind the point; no zero at the end is kept there.
    pub places: u8,
}

impl Decimal {
    /// The number with these digits, `places` of them behind the point.
    pub fn new(mut digits: u64, mut places: u8) -> Self {
        while places > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            places -= 1;
        }
        Decimal { digits, places }
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        let mut divisor = 1.0;
        for _ in 0..self.places {
            divisor *= 10.0;
        }
        self.digits as f64 / divisor
    }

    /// Times ten to the power of `zeros`; `None` where that is too much.
    fn scaled(self, zeros: u8) -> Option<Self> {
        let cut = zeros.min(self.places);
        let digits = self.digits.checked_mul(10_u64.checked_pow(u32::from(zeros - cut))?)?;
        Some(Decimal::new(digits, self.places - cut))
    }

    fn is_less(self, other: Decimal) -> bool {
        let whole = |number: Decimal, places: u8| {
            u128::from(number.digits) * 10_u128.pow(u32::from(places.saturating_sub(number.places).min(19)))
        };
        let places = self.places.max(other.places);
        whole(self, places) < whole(other, places)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>1$}", self.digits, usize::from(self.places) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.places));
        f.write_str(whole)?;
        if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
    }
}

/// Currencies that one word or sign names. The code leads and counts only in capital letters.
static CURRENCIES: Lexicon = Lexicon::new(
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

/// Words that several countries call their money, then for each currency its code and the words that tell it. A code
/// with a star is meant where nothing speaks against it.
static SHARED: &[(&str, &str)] = &[
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

/// What stands glued before a dollar sign.
static DOLLAR_PREFIXES: Lexicon = Lexicon::new(
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

/// Tens by which a word multiplies, one line for each power of ten in `ZEROS`.
static SCALES: Lexicon = Lexicon::new(
    "
    hundred hundreds
    thousand thousands k tys tūkst тыс тис tausend mille mila tysięcy tysiące тысяч тисяч
    million millions m mn mln mio mil milion milionów miliony millionen millones milioni milhões milijonų milijonai млн
    billion billions bn b mrd mld milliard milliarden milliards miliard miliardów miliardy miliardi milijardų млрд
    trillion trillions tn trn bln трлн
    lakh lakhs
    crore crores
",
);
const ZEROS: [u8; 7] = [2, 3, 6, 9, 12, 5, 7];

/// Scales of one or two letters, which only money makes clear.
fn is_short_scale(word: &str) -> bool {
    among(word, "k m b mn tn mil")
}

/// Numbers in words, in order from one on.
static UNITS: Lexicon = Lexicon::new(
    "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\nthirteen\nfourteen\nfifteen\nsixteen\n\
     seventeen\neighteen\nnineteen",
);
static TENS: Lexicon = Lexicon::new("ten\ntwenty\nthirty\nforty\nfifty\nsixty\nseventy\neighty\nninety");

/// The small number in words at `at`, below 100, and how many words it takes: "twenty-five".
pub(super) fn small_number(words: &Words, at: usize) -> Option<(u64, usize)> {
    if let Some(place) = UNITS.find(words.small(at)) {
        return Some((u64::from(place) + 1, 1));
    }
    let tens = (u64::from(TENS.find(words.small(at))?) + 1) * 10;
    let hyphen = usize::from(words.small(at + 1) == "-" && words.is_glued(at + 1));
    match UNITS.find(words.small(at + 1 + hyphen)) {
        Some(unit) if unit < 9 => Some((tens + u64::from(unit) + 1, 2 + hyphen)),
        _ => Some((tens, 1)),
    }
}

/// Verbs with which somebody gives, pays or promises money.
static GIVING: Lexicon = Lexicon::new(
    "
    give gives gave given giving donate donates donated donating contribute contributes contributed contributing pledge
    pledges pledged pledging allocate allocates allocated allocating provide provides provided providing grant grants
    granted pay pays paid paying spend spends spent spending invest invests invested investing transfer transfers
    transferred commit commits committed committing offer offers offered award awards awarded lend lends lent earmark
    earmarked earmarks disburse disbursed fund funds funded funding finance financed finances put injected inject
    release released releases announce announces announced sanctioned sanction cleared promise promised promises set send sends sent approve approved approves bid bids
",
);

/// Verbs with which nobody gives: money is taken or goes the other way.
static TAKING: Lexicon = Lexicon::new(
    "
    steal steals stole stolen stealing embezzled embezzling robbed defrauded extorted laundered laundering withdrew
    bought buy buys buying purchase purchased sold sell borrowed borrow owe owes owed lost fell rose
",
);

/// Words that speak of money, without which a bare "50 billion" is a number of anything.
static MONEY_WORDS: Lexicon = Lexicon::new(
    "
    cost costs costing worth spend spends spent spending pay pays paid price priced budget fee fees fund funds funding
    aid loan loans grant grants debt revenue revenues profit profits sales turnover invest invested investment salary
    donated donate pledged fine fined tax taxes bailout financing deficit
",
);

/// Nouns of what money can be "in": "$3m in aid".
static MONEY_KINDS: Lexicon = Lexicon::new(
    "
    aid assistance support funding help damages compensation fines taxes tax revenue revenues loans grants investment
    investments savings profit profits sales costs bonuses prize debt debts bonds cash losses exports imports relief
    wages benefits contracts fees earnings donations subsidies equipment weapons ammunition goods property bail
",
);

/// Words at which a phrase that says what money is for ends.
static PHRASE_ENDS: Lexicon = Lexicon::new(
    "
    that which who whom whose while after as because when although though but since until if before from has have had
    is are was were will would said says say according this last next yesterday today tomorrow by than so per
    into over under during amid despite he she they it we
",
);

static DETERMINERS: Lexicon = Lexicon::new("a an the its their his her our my your this that these those any another");

/// Every sum of money in `document`, in order. Mentions help to say who gives; without any, the sentence alone does.
///
/// ```
/// use reading_room::{Document, Source, entity::find_amounts};
/// let text = "The council will spend about €1.25 million on a new library, the mayor said.";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let amounts = find_amounts(&document, &[]);
/// assert_eq!(amounts[0].span.of(text), "about €1.25 million");
/// assert_eq!(amounts[0].currency.unwrap().as_str(), "EUR");
/// assert_eq!(amounts[0].value.unwrap().to_string(), "1250000");
/// assert_eq!(amounts[0].purpose.unwrap().of(text), "on a new library");
/// # Ok::<(), reading_room::Error>(())
/// ```
pub fn find_amounts(document: &Document, mentions: &[Mention]) -> Vec<Amount> {
    let words = Words::new(document);
    let language = document.language.map_or(String::new(), |language| language.as_str().to_owned());
    let mut reader = Reader { words: &words, mentions, comma_decimal: has_comma_decimal(&language), named: None };
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.amount(at) {
            Some((amount, end)) => {
                amounts.push(amount);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    amounts
}

/// Languages that write one and a half as 1,5.
fn has_comma_decimal(language: &str) -> bool {
    "de fr pl lt lv et es it pt nl sv da no fi cs sk sl hr uk ru bg ro hu tr el".split(' ').any(|code| code == language)
}

/// A currency as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Written {
    Known(Currency),
    /// A word of several countries, by its row in the table.
    Open(usize),
}

/// One end of a range, or the whole of a sum.
#[derive(Debug, Clone, Copy)]
struct Side {
    currency: Option<Written>,
    /// The word before a currency word: "Australian dollars".
    told: Option<Currency>,
    number: Option<Decimal>,
    /// Tens to multiply by.
    zeros: Option<u8>,
    end: usize,
}

impl Side {
    fn value(&self) -> Option<Decimal> {
        self.number?.scaled(self.zeros.unwrap_or(0))
    }
}

struct Reader<'a> {
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    comma_decimal: bool,
    /// Words with capital letters in the article, gathered when a shared currency is first met.
    named: Option<FxHashSet<&'a str>>,
}

impl Reader<'_> {
    /// The sum that begins at `at`, and the word after it.
    fn amount(&mut self, at: usize) -> Option<(Amount, usize)> {
        let words = self.words;
        if words.get(at.checked_sub(1).unwrap_or(usize::MAX)).is_some_and(|before| before.make != Make::Mark)
            && words.is_glued(at)
        {
            return None;
        }
        let mut first = self.side(at)?;
        let mut last = None;
        // "€10–15 million", "$3m to $5m", "between 10 and 15 million euros"
        let between = words.small_before(at, 1) == "between";
        let joint = words.small(first.end);
        let joins = match joint {
            "-" | "–" | "—" => words.is(first.end + 1, Make::Digits) || first.currency.is_some(),
            "to" => words.small_before(at, 1) != "from" || (first.currency.is_none() && first.zeros.is_none()),
            "and" => between,
            _ => false,
        };
        if joins
            && first.number.is_some()
            && let Some(other) = self.side(first.end + 1)
            && (first.currency.is_some() || other.currency.is_some())
            && other.number.is_some()
            && !(joint == "to" && first.currency.is_some() && first.zeros.is_some() && other.currency.is_none())
        {
            if first.zeros.is_none() && (first.currency.is_none() || other.currency.is_none() || joint == "-") {
                first.zeros = other.zeros;
            }
            if first.value().zip(other.value()).is_some_and(|(low, high)| low.is_less(high)) {
                first.currency = first.currency.or(other.currency);
                first.told = first.told.or(other.told);
                first.end = other.end;
                last = other.value();
            } else {
                first.zeros = self.side(at)?.zeros;
            }
        }
        if first.currency.is_none()
            && !(first.zeros.is_some_and(|zeros| zeros >= 6) && self.speaks_of_money(at, first.end))
        {
            return None;
        }
        let value = first.value();
        if value.is_none() && (first.number.is_some() || first.currency.is_none()) {
            return None;
        }
        let currency = match first.currency {
            Some(Written::Known(currency)) => Some(currency),
            Some(Written::Open(row)) => first.told.or_else(|| self.resolve(row)),
            None => None,
        };
        let (mut precision, mut start) = self.precision(at);
        if last.is_some() && between {
            start = at - 1;
        }
        if value.is_none() {
            precision = Precision::About;
        }
        let span = words.span(start..first.end)?;
        let purpose = self.purpose(start, first.end);
        let giver = self.giver(start, first.end);
        Some((Amount { span, currency, value, up_to: last, precision, purpose, giver }, first.end))
    }

    fn side(&self, at: usize) -> Option<Side> {
        let words = self.words;
        let (mut currency, mut told, mut from) = (None, None, at);
        if let Some((written, adjective, end)) = self.currency_before(at) {
            (currency, told, from) = (Some(written), adjective, end);
        }
        let (number, mut end) = self.number(from, currency.is_some())?;
        // "tens of thousands of dollars": the last scale counts, but the sum is nobody's to say.
        let mut zeros = None;
        let hyphen = usize::from(words.small(end) == "-" && words.is_glued(end) && words.is_glued(end + 1));
        let mut scale_at = end + hyphen;
        while let Some(scale) = SCALES.find(words.small(scale_at)) {
            let short = is_short_scale(words.small(scale_at));
            let next = scale_at + 1;
            if short && currency.is_none() && self.currency_after(next).is_none() {
                break;
            }
            zeros = Some(zeros.unwrap_or(0) + ZEROS.get(usize::from(scale)).copied().unwrap_or(0));
            end = next;
            if words.small(end) == "." && words.is_glued(end) && matches!(words.small(scale_at), "mio" | "mrd" | "tys")
            {
                end += 1;
            }
            scale_at = end;
        }
        if number.is_none() {
            while words.small(end) == "of" && SCALES.has(words.small(end + 1)) {
                end += 2;
            }
        }
        if currency.is_none() {
            let mut after = end + usize::from(words.small(end) == "-" && words.is_glued(end));
            if number.is_none() && words.small(after) == "of" {
                after += 1;
            }
            if let Some((written, adjective, next)) = self.currency_after(after) {
                (currency, told, end) = (Some(written), adjective, next);
            }
        } else if let Some(Written::Open(_)) = currency
            && let Some((Written::Known(code), _, next)) = self.currency_after(end)
            && words.surface(end).len() == 3
        {
            // "$5m USD"
            (told, end) = (Some(code), next);
        }
        if number.is_none() && currency.is_none() {
            return None;
        }
        let side = Side { currency, told, number, zeros, end };
        self.is_sum(at, &side).then_some(side)
    }

    /// Whether what looks like a sum is one: pounds weigh, teams have won, and rand, real and lei are words.
    fn is_sum(&self, at: usize, side: &Side) -> bool {
        let words = self.words;
        let unit = words.small(side.end - 1);
        let clear = side.zeros.is_some_and(|zeros| zeros >= 5) || self.speaks_of_money(at, side.end);
        match unit {
            "pound" | "pounds" => clear || words.small(side.end) == "sterling",
            "won" | "rand" | "dong" | "crown" | "crowns" | "real" | "lei" | "leva" | "lari" | "try" => {
                side.zeros.is_some_and(|zeros| zeros >= 3)
                    || side.told.is_some()
                    || (clear && side.number.is_some_and(|number| number.digits >= 100))
            }
            _ => true,
        }
    }

    /// The currency written before a number: "€", "US$", "EUR", "Rs.".
    fn currency_before(&self, at: usize) -> Option<(Written, Option<Currency>, usize)> {
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

    /// The currency written after a number, perhaps with the country before it: "Australian dollars".
    fn currency_after(&self, at: usize) -> Option<(Written, Option<Currency>, usize)> {
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

    fn currency_word(&self, at: usize) -> Option<(Written, Option<Currency>)> {
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

    /// The number at `at` and the word after it; the number is `None` where the text gives none: "tens", "several".
    fn number(&self, at: usize, after_currency: bool) -> Option<(Option<Decimal>, usize)> {
        let words = self.words;
        if words.is(at, Make::Digits) {
            let mut digits = words.surface(at).to_owned();
            let mut end = at + 1;
            // "1 200 000 zł": groups of three after at most three.
            let plain = |at: usize| words.surface(at).bytes().all(|byte| byte.is_ascii_digit());
            if digits.len() <= 3 && plain(at) {
                while words.is(end, Make::Digits) && plain(end) && words.surface(end).len() == 3 && !words.is_glued(end)
                {
                    digits.push_str(words.surface(end));
                    end += 1;
                }
            }
            let scaled = SCALES.find(words.small(end)).is_some_and(|scale| scale > 0);
            let number = parse_number(&digits, self.comma_decimal, scaled)?;
            let half = words.reads(end, &["and", "a", "half"]);
            return Some((Some(number), if half { end + 3 } else { end }));
        }
        if after_currency && !SCALES.has(words.small(at)) && UNITS.find(words.small(at)).is_none() {
            return None;
        }
        let word = words.small(at);
        if among(word, "a an half several few many tens dozens hundreds thousands millions billions trillions") {
            return match word {
                "a" | "an" if SCALES.has(words.small(at + 1)) && !is_short_scale(words.small(at + 1)) => {
                    Some((Some(Decimal::new(1, 0)), at + 1))
                }
                "a" if words.small(at + 1) == "few" && SCALES.has(words.small(at + 2)) => Some((None, at + 2)),
                "half" if matches!(words.small(at + 1), "a" | "an") && SCALES.has(words.small(at + 2)) => {
                    Some((Some(Decimal::new(5, 1)), at + 2))
                }
                "several" | "few" | "many" if SCALES.has(words.small(at + 1)) => Some((None, at + 1)),
                "tens" | "dozens" | "hundreds" | "thousands" | "millions" | "billions" | "trillions"
                    if words.small(at + 1) == "of" =>
                {
                    Some((None, at + 1))
                }
                _ => None,
            };
        }
        let (small, count) = small_number(words, at)?;
        let mut end = at + count;
        let mut number = Decimal::new(small, 0);
        if words.reads(end, &["and", "a", "half"]) {
            number = Decimal::new(small * 10 + 5, 1);
            end += 3;
        } else if words.small(end) == "point"
            && let Some((tenth, 1)) = small_number(words, end + 1)
            && tenth < 10
        {
            number = Decimal::new(small * 10 + tenth, 1);
            end += 2;
        }
        Some((Some(number), end))
    }

    /// How exact the sum at `at` is, and where the words that say so begin.
    fn precision(&self, at: usize) -> (Precision, usize) {
        let words = self.words;
        let (one, two, three) = (words.small_before(at, 1), words.small_before(at, 2), words.small_before(at, 3));
        let same =
            |back: usize| at.checked_sub(back).is_some_and(|from| words.sentence_of(from) == words.sentence_of(at));
        let (precision, back) = match (three, two, one) {
            (_, "approx" | "ca", ".") => (Precision::About, 2),
            (_, _, "~" | "≈") => (Precision::About, 1),
            ("as", "much", "as") => (Precision::AtMost, 3),
            (_, "more" | "greater", "than") => (Precision::AtLeast, 2),
            (_, "less" | "fewer", "than") => (Precision::AtMost, 2),
            (_, "up", "to") => (Precision::AtMost, 2),
            (_, "at", "least") => (Precision::AtLeast, 2),
            (_, "at", "most") => (Precision::AtMost, 2),
            (_, "close", "to") => (Precision::About, 2),
            (_, "an", "estimated") => (Precision::About, 2),
            (
                _,
                _,
                "approximately" | "approx" | "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "circa"
                | "ca" | "estimated" | "około" | "ok" | "rund" | "etwa" | "apie" | "environ",
            ) => (Precision::About, 1),
            (_, _, "over" | "exceeding" | "ponad" | "über") => (Precision::AtLeast, 1),
            (_, _, "under" | "below" | "maximum") => (Precision::AtMost, 1),
            _ => (Precision::Exact, 0),
        };
        if back > 0 && same(back) { (precision, at - back) } else { (Precision::Exact, at) }
    }

    /// Whether the words around say that a bare number is money.
    fn speaks_of_money(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(start));
        (start.saturating_sub(6).max(sentence.start)..start)
            .chain(end..(end + 3).min(sentence.end))
            .any(|at| MONEY_WORDS.has(words.small(at)))
    }

    /// The currency of a word that several countries use, by the countries that the article names.
    fn resolve(&mut self, row: usize) -> Option<Currency> {
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
            let mut names = country.split(' ');
            let code = names.next().unwrap_or_default();
            let is_named = names.any(|name| named.contains(name));
            if let Some(code) = code.strip_suffix('*') {
                (usual, usual_named) = (Currency::new(code), is_named);
            } else if is_named {
                others.push(code);
            }
        }
        match (usual, others.as_slice()) {
            (usual @ Some(_), []) => usual,
            // The usual one and another are both possible: the usual one is not told from it.
            (usual @ Some(_), _) if usual_named => usual,
            (None, [only]) => Currency::new(only),
            _ => None,
        }
    }

    /// What the sum between `start` and `end` is for.
    fn purpose(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(start));
        let until = |from: usize| words.span(end..self.phrase_end(from, sentence.end)).filter(|_| from < sentence.end);
        if words.reads(end, &["worth", "of"]) {
            return until(end + 2);
        }
        if words.small(end) == "in"
            && (end + 1..(end + 5).min(sentence.end)).any(|at| {
                MONEY_KINDS.has(words.small(at))
                    && (!words.is(at + 1, Make::Letters) || is_preposition(words.small(at + 1)))
            })
        {
            return until(end + 1);
        }
        if words.small_before(start, 1) == "worth"
            && let Some(found) = self.thing_before(start - 1, sentence.start)
        {
            return Some(found);
        }
        if let Some(found) = self.thing_after(start, end, sentence.end) {
            return Some(found);
        }
        // "500 million shillings ($4.9 million) for relief"
        let mut end = end;
        if words.small(end) == "(" {
            end = (end..sentence.end.min(end + 8)).find(|&at| words.small(at) == ")").map_or(end, |close| close + 1);
        } else if words.small(end) == ")" && words.small_before(start, 1) == "(" {
            end += 1;
        }
        let mut at = end;
        while at < sentence.end.min(end + 14) {
            let word = words.small(at);
            let passes = at == end;
            if matches!(word, "for" | "towards" | "toward") && !self.is_duration(at + 1)
                || passes
                    && word == "on"
                    && self.is_spent(start, sentence.start)
                    && words.is(at + 1, Make::Letters)
                    && !is_day(words.small(at + 1))
                || passes && word == "to" && self.is_verb_like(at + 1)
            {
                return words.span(at..self.phrase_end(at + 1, sentence.end));
            }
            if word == "to" && self.is_verb_like(at + 1) && words.small_before(at, 1) != "according" && at < end + 6 {
                return words.span(at..self.phrase_end(at + 1, sentence.end));
            }
            if is_break(word) || words.is(at, Make::Digits) || (PHRASE_ENDS.has(word) && word != "from") {
                break;
            }
            at += 1;
        }
        self.subject_before(start, sentence.start)
    }

    /// Where the phrase that began before `from` ends.
    fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let words = self.words;
        let mut at = from;
        while at < limit.min(from + 14) {
            let word = words.small(at);
            let inner = word == "." && words.is_glued(at) && words.is_glued(at + 1) && words.is(at + 1, Make::Letters);
            // "for drainage two years ago"
            let is_unit = |word: &str| among(word, "days weeks months years year month week");
            if small_number(words, at).is_some_and(|(_, count)| is_unit(words.small(at + count))) {
                break;
            }
            let pronoun = matches!(word, "it" | "he" | "she" | "they" | "we");
            let ends = PHRASE_ENDS.has(word) && at > from + usize::from(pronoun);
            if (is_break(word) && !inner) || ends || words.is(at, Make::Digits) || matches!(word, "$" | "€" | "£") {
                break;
            }
            // "in 2023", "in March"
            if word == "in"
                && (words.is(at + 1, Make::Digits) || crate::document::month::find_month(words.small(at + 1)).is_some())
            {
                break;
            }
            at += 1;
        }
        while at > from
            && among(words.small(at - 1), "and or the of in to a an with - about some nearly almost another")
        {
            at -= 1;
        }
        at
    }

    fn is_spent(&self, start: usize, limit: usize) -> bool {
        (limit.max(start.saturating_sub(14))..start)
            .any(|at| among(self.words.small(at), "spend spends spent spending splashed lavished wasted"))
    }

    fn is_verb_like(&self, at: usize) -> bool {
        let word = self.words.small(at);
        self.words.is(at, Make::Letters)
            && !self.words.is_capital(at)
            && !DETERMINERS.has(word)
            && SCALES.find(word).is_none()
            && small_number(self.words, at).is_none()
    }

    /// "for three years", "for the first time", "for example".
    fn is_duration(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at, Make::Digits)
            || small_number(words, at).is_some()
            || among(words.small(at), "example instance now years decades $ € £")
            || words.reads(at, &["the", "first"])
            || words.reads(at, &["a", "year"])
    }

    /// The noun that an amount stands before: "a €20 million arms deal", "the $5m fine".
    fn thing_after(&self, start: usize, end: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let led = (1..=2).any(|back| {
            let before = words.small_before(start, back);
            DETERMINERS.has(before) || (before == "s" && words.is_glued(start - back))
        });
        let named = words.is_capital(end) && !words.is_heading(end);
        let titled = words.is_heading(end) && words.is_capital(end);
        if !(led || named || titled) {
            return None;
        }
        let mut at = end;
        while at < limit.min(end + 5) {
            let word = words.small(at);
            let joins = word == "-" && words.is_glued(at) && at > end;
            let fits = words.is(at, Make::Letters)
                && !PHRASE_ENDS.has(word)
                && !among(
                    word,
                    "in to for on of at and or with a an the more less due each annually worth towards toward against between out away off not can could should may might there through about they back",
                )
                && (at == end || !word.ends_with("ed"))
                && (led || words.is_capital(at));
            if !joins && !fits {
                break;
            }
            at += 1;
        }
        words.span(end..at)
    }

    /// The thing said to be worth an amount: "arms worth €20 million".
    fn thing_before(&self, end: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let mut at = end;
        while at > limit.max(end.saturating_sub(8)) {
            let word = words.small(at - 1);
            let acts = word == "by" || word == "with" || word.ends_with("ed") || is_copula(word);
            if is_break(word) || acts || matches!(word, "that" | "which" | "who") {
                break;
            }
            at -= 1;
            if matches!(word, "a" | "an" | "the") {
                break;
            }
        }
        words.span(at..end)
    }

    /// The subject of a sentence that says how much something is: "The military assistance so far has reached …".
    fn subject_before(&self, start: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let verb = (limit.max(start.saturating_sub(5))..start).rev().find(|&at| is_reaching(words.small(at)))?;
        if (verb + 1..start).any(|at| is_break(words.small(at))) {
            return None;
        }
        let verb = verb - usize::from(words.small_before(verb, 1).ends_with("ly"));
        if matches!(words.small_before(verb, 1), "that" | "which") {
            return self.thing_before(verb - 1 - usize::from(words.small_before(verb, 2) == ","), limit);
        }
        // From the beginning of the clause to its first verb.
        let mut from = verb;
        while from > limit.max(verb.saturating_sub(20)) && !is_break(words.small(from - 1)) {
            from -= 1;
        }
        let end = (from..=verb).find(|&at| {
            let word = words.small(at);
            is_copula(word) || is_reaching(word) || among(word, "that which who") || at == verb
        })?;
        if let Some(said) = (from..end).rev().find(|&at| matches!(words.small(at), "said" | "says")) {
            from = said + 1;
        }
        while from < end && matches!(words.small(from), "and" | "but" | "that") {
            from += 1;
        }
        let fits = end > from && !among(words.small(from), "it he she they we which who i you those these this that");
        words.span(from..end).filter(|_| fits)
    }

    /// Who gives the sum.
    fn giver(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(start));
        let taken = (sentence.start.max(start.saturating_sub(14))..start).any(|at| TAKING.has(words.small(at)));
        if matches!(words.small_before(start, 1), "for" | "from") || taken {
            return None;
        }
        if words.small(end) == "from" && words.is(end + 1, Make::Letters) && !self.is_duration(end + 1) {
            let from = end + 1 + usize::from(words.small(end + 1) == "the");
            return words.span(end + 1..self.phrase_end(from, sentence.end));
        }
        let gives = |at: usize| {
            let before = words.small_before(at, 1);
            let noun = DETERMINERS.has(before) || before == "of" || matches!(words.small(at + 1), "of" | "that");
            GIVING.has(words.small(at)) && !noun
        };
        let verb = (sentence.start.max(start.saturating_sub(12))..start).rev().find(|&at| gives(at))?;
        // "urged donors to provide": not the one who urges, but "ordered Lee Ltd to pay" is Lee Ltd.
        let bids = |at: usize| among(words.small(at), "urged urges asked asks called calls told ordered orders wants");
        if words.small_before(verb, 1) == "to" && (sentence.start.max(verb.saturating_sub(8))..verb).any(bids) {
            let bidden = self
                .mentions
                .partition_point(|mention| mention.span.end <= words.get(verb - 1).map_or(0, |to| to.start));
            let bidden = self.mentions.get(bidden.checked_sub(1)?)?.span;
            return Some(bidden).filter(|span| words.at_byte(span.end) == verb - 1);
        }
        if (verb..start).any(|at| is_reaching(words.small(at))) {
            return None;
        }
        let passive = among(words.small_before(verb, 1), "is are was were be been being");
        if passive {
            return None;
        }
        // "Lee of the Harbour Fund, which gave": the Fund.
        let relative = verb - usize::from(matches!(words.small_before(verb, 1), "has" | "have" | "had" | "will"));
        if matches!(words.small_before(relative, 1), "which" | "who") {
            let end = relative - 1 - usize::from(words.small_before(relative, 2) == ",");
            let owner = self
                .mentions
                .partition_point(|mention| mention.span.end <= words.get(end).map_or(0, |word| word.start));
            let owner = self.mentions.get(owner.checked_sub(1)?)?.span;
            return Some(owner).filter(|span| words.at_byte(span.end) == end);
        }
        // Of "Lee said that the board had paid", the clause with the verb.
        let clause =
            (sentence.start..verb).rev().find(|&at| words.small(at) == "that").map_or(sentence.start, |that| that + 1);
        let first = self
            .mentions
            .partition_point(|mention| mention.span.start < words.get(clause).map_or(0, |word| word.start));
        let verb_start = words.get(verb)?.start;
        let mut found = None;
        for mention in self.mentions.iter().skip(first).take_while(|mention| mention.span.end <= verb_start) {
            let at = words.at_byte(mention.span.start);
            let next = words.at_byte(mention.span.end);
            let led = words.small_before(at, 1);
            let led = if led == "the" { words.small_before(at, 2) } else { led };
            let inside = among(led, "of to for from with by in on at against into after than between and");
            if matches!(mention.kind, Kind::Person | Kind::Organisation | Kind::Place)
                && !words.is_possessive(next)
                && !inside
            {
                // "Nagpur: Council to spend" is a place and another's deed.
                found = Some(mention.span).filter(|_| words.small(next) != ":");
            }
        }
        found.or_else(|| self.plain_subject(verb, clause))
    }

    /// A short subject right at the beginning of the sentence: "The council will spend", "Ministers pledged".
    fn plain_subject(&self, verb: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let end = (limit..verb).find(|&at| is_copula(words.small(at)) || is_break(words.small(at))).unwrap_or(verb);
        let noun = (limit..end).all(|at| {
            let word = words.small(at);
            words.is(at, Make::Letters) && !among(word, "he she they it we i you in on this there to that")
        });
        let whole = words.small(end) != ":";
        words.span(limit..end).filter(|_| noun && whole && end - limit <= 5 && end > limit)
    }
}

/// Verbs that say how much something comes to.
fn is_reaching(word: &str) -> bool {
    among(
        word,
        "reached reaches reach amounts amounted cost costs costing totalled totaled totals worth estimated valued stands stood rose fell grew financed funded exceeded exceeds averaged came comes priced sold",
    )
}

fn is_copula(word: &str) -> bool {
    among(word, "is are was were be been has have had will would could should may might can")
}

fn is_preposition(word: &str) -> bool {
    among(word, "for to from on at in by and with over since after before this last next as that which")
}

fn is_day(word: &str) -> bool {
    among(word, "monday tuesday wednesday thursday friday saturday sunday")
        || crate::document::month::find_month(word).is_some()
}

/// The currency of `row` that `word` tells: "Australian" of dollars.
fn country_currency(row: usize, word: &str) -> Option<Currency> {
    let (_, countries) = SHARED.get(row)?;
    let country = countries.split('|').find(|country| country.split(' ').skip(1).any(|name| name == word))?;
    Currency::new(country.get(..3)?)
}

/// The number written `digits`, with points and commas as English or, if `comma_decimal`, as the continent writes them.
fn parse_number(digits: &str, comma_decimal: bool, scaled: bool) -> Option<Decimal> {
    let points = digits.bytes().filter(|&byte| byte == b'.').count();
    let commas = digits.bytes().filter(|&byte| byte == b',').count();
    let last = digits.rfind(['.', ',']);
    let after = last.map_or(0, |at| digits.len() - at - 1);
    let mark = last.and_then(|at| digits.as_bytes().get(at).copied());
    let decimal = match (points, commas) {
        (0, 0) => false,
        (1, 0) => after != 3 || !comma_decimal || scaled,
        (0, 1) => after != 3 || (comma_decimal && scaled) || digits.starts_with("0,"),
        (1, _) if mark == Some(b'.') => true,
        (_, 1) if mark == Some(b',') => true,
        _ => false,
    };
    let mut number = 0_u64;
    for byte in digits.bytes().filter(u8::is_ascii_digit) {
        number = number.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    (is_plain && after < 16).then(|| Decimal::new(number, if decimal { after as u8 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    fn read(text: &str) -> (Document, Vec<Amount>) {
        let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let amounts = find_amounts(&document, &[]);
        (document, amounts)
    }

    /// As "EUR 35000000".
    fn sums(text: &str) -> Vec<String> {
        let (_, amounts) = read(text);
        let describe = |amount: &Amount| {
            let currency = amount.currency.map_or("?".to_owned(), |currency| currency.as_str().to_owned());
            let value = amount.value.map_or("?".to_owned(), |value| value.to_string());
            let up_to = amount.up_to.map_or(String::new(), |value| format!("-{value}"));
            format!("{currency} {value}{up_to}")
        };
        amounts.iter().map(describe).collect()
    }

    fn check(cases: &[(&str, &str)]) {
        for (text, wanted) in cases {
            let sentence = format!("They have paid {text} already, it was said in the evening.");
            assert_eq!(sums(&sentence).join(", "), *wanted, "{text}");
        }
    }

    #[test]
    fn currencies_stand_before_and_behind_in_signs_codes_and_words() {
        check(&[
            ("EUR 35 million", "EUR 35000000"),
            ("€20 million", "EUR 20000000"),
            ("35 million EUR", "EUR 35000000"),
            ("a billion euros", "EUR 1000000000"),
            ("half a million euros", "EUR 500000"),
            ("two and a half million euros", "EUR 2500000"),
            ("twenty-five pounds sterling", "GBP 25"),
            ("$1.2bn", "USD 1200000000"),
            ("US$ 3m", "USD 3000000"),
            ("A$5.50", "AUD 5.5"),
            ("£30k", "GBP 30000"),
            ("PLN 4.5 bn", "PLN 4500000000"),
            ("1,200 zlotys", "PLN 1200"),
            ("30 million Australian dollars", "AUD 30000000"),
            ("30 million U.S. dollars", "USD 30000000"),
            ("5 million Swiss francs", "CHF 5000000"),
            ("Rs 500 crore", "? 5000000000"),
            ("₹500 crore", "INR 5000000000"),
            ("3 trillion won", "KRW 3000000000000"),
            ("$5-million", "USD 5000000"),
        ]);
    }

    #[test]
    fn values_are_exact() {
        check(&[
            ("$0.07", "USD 0.07"),
            ("$1,234,567.89", "USD 1234567.89"),
            ("€1.234.567,89", "EUR 1234567.89"),
            ("$1.10bn", "USD 1100000000"),
            ("12 345 678 zł", "PLN 12345678"),
        ]);
        assert_eq!(Decimal::new(110, 2).to_f64(), 1.1);
        assert_eq!(Decimal::new(5, 2).to_string(), "0.05");
    }

    #[test]
    fn a_comma_is_a_point_on_the_continent() {
        let text = "Die Stadt hat für den Bau der neuen Brücke und der Straße 2,5 Mio. Euro bezahlt, nicht 1.200 Euro.";
        assert_eq!(sums(text), ["EUR 2500000", "EUR 1200"]);
    }

    #[test]
    fn ranges_have_two_ends_and_share_what_is_written_once() {
        check(&[
            ("between $3m and $5m", "USD 3000000-5000000"),
            ("€10-15 million", "EUR 10000000-15000000"),
            ("10 to 15 million euros", "EUR 10000000-15000000"),
            ("$3m–$5m", "USD 3000000-5000000"),
            ("from $3m to $5m", "USD 3000000, USD 5000000"),
        ]);
    }

    #[test]
    fn what_the_text_does_not_say_stays_open() {
        check(&[
            ("tens of thousands of dollars", "USD ?"),
            ("several million euros", "EUR ?"),
            ("800 rupees", "? 800"),
            ("300 pesos", "? 300"),
        ]);
        assert_eq!(sums("Canada’s parliament approved $3 billion for the railway."), ["? 3000000000"]);
        assert_eq!(sums("Canada gave the United States $3 billion for the railway."), ["USD 3000000000"]);
        assert_eq!(sums("In Mexico the tickets cost 300 pesos."), ["MXN 300"]);
        assert_eq!(sums("The budget is 50 billion for the whole country."), ["? 50000000000"]);
    }

    #[test]
    fn numbers_of_other_things_are_not_money() {
        for text in [
            "About 50 million people live there.",
            "The parcel weighs 200 pounds.",
            "They won 3 matches and fired 155mm shells.",
            "In 2023 the team won 2 cups.",
            "It is 100 m long and holds 5 k of them.",
            "M577 carriers and 12 tanks came.",
        ] {
            assert_eq!(sums(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn words_before_a_sum_say_how_exact_it_is() {
        for (text, precision) in [
            ("approx. EUR 610 million", Precision::About),
            ("nearly €5", Precision::About),
            ("more than $20", Precision::AtLeast),
            ("up to $20", Precision::AtMost),
        ] {
            let (document, amounts) = read(&format!("The repair took {text} in the end."));
            assert_eq!((amounts[0].span.of(&document.text), amounts[0].precision), (text, precision));
        }
    }

    #[test]
    fn the_sentence_says_what_for_and_from_whom() {
        for (text, purpose, giver) in [
            (
                "The council will contribute €3m for repairing the old bridge.",
                Some("for repairing the old bridge"),
                Some("The council"),
            ),
            ("They raised $2m to rebuild the school after the fire.", Some("to rebuild the school"), None),
            (
                "It brought €84 million worth of help to the islands this year.",
                Some("worth of help to the islands"),
                None,
            ),
            ("Boats worth £9 million sank.", Some("Boats"), None),
            ("A $5m fine followed.", Some("fine"), None),
            ("The repairs have reached €6 million.", Some("The repairs"), None),
            ("The village got €6 million from the Harbour Fund.", None, Some("the Harbour Fund")),
            ("He was paid $300 for three days.", None, None),
        ] {
            let (document, amounts) = read(text);
            let words = |span: Option<Span>| span.map(|span| span.of(&document.text));
            assert_eq!((words(amounts[0].purpose), words(amounts[0].giver)), (purpose, giver), "{text}");
        }
    }
}
