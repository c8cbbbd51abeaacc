//! Month names in all languages that are covered, for metadata and running text alike.

use std::sync::OnceLock;

/// Names by month, in the inflected forms and abbreviations that dates take, the English ones first.
const MONTH_NAMES: [&str; 12] = [
    "january jan januar januari janvier enero ene gennaio gen janeiro stycznia styczeń sty sausio sausis січня \
     січень янв января январь ledna leden januára január janvāris janvārī jaanuar tammikuuta ianuarie ocak jänner",
    "february feb februar februari février févr fevrier febrero febbraio feb fevereiro lutego luty lut vasario \
     vasaris лютого лютий фев февраля февраль února únor februára február február februāris februārī veebruar \
     helmikuuta februarie şubat",
    "march mar märz maart marts mars marzo março marca marzec kovo kovas березня березень мар марта март března \
     březen marca március marts märts maaliskuuta martie mart",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwi balandžio balandis квітня квітень апр апреля апрель \
     dubna duben apríla április aprīlis aprīlī aprill huhtikuuta aprilie nisan",
    "may mai maj mei mayo maggio mag maio maja gegužės gegužė травня травень мая май května květen mája május maijs \
     maijā toukokuuta mayıs",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze birželio birželis червня червень июня июнь июн \
     června červen júna június jūnijs jūnijā juuni kesäkuuta iunie haziran",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip liepos liepa липня липень июля июль июл \
     července červenec júla július jūlijs jūlijā juuli heinäkuuta iulie temmuz",
    "august aug augusti août aout agosto ago sierpnia sierpień sie rugpjūčio rugpjūtis серпня серпень авг августа \
     август srpna srpen augusta augusztus augusts augustā elokuuta ağustos augustus",
    "september sep sept septembre septiembre settembre set setembro września wrzesień wrz rugsėjo rugsėjis вересня \
     вересень сен сентября сентябрь září septembra szeptember septembris septembrī syyskuuta septembrie eylül",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź spalio spalis \
     жовтня жовтень окт октября октябрь října říjen októbra október oktobris oktobrī oktoober lokakuuta octombrie \
     ekim",
    "november nov novembre noviembre novembro listopada listopad lis lapkričio lapkritis листопада листопад ноя \
     ноября ноябрь listopadu novembra november novembris novembrī marraskuuta noiembrie kasım",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia grudzień gru gruodžio \
     gruodis грудня грудень дек декабря декабрь prosince prosinec decembra december decembris decembrī detsember \
     joulukuuta decembrie aralık desember des",
];

/// The month (1 to 12) of this lower-case name in any language that is covered; `None` if it is none.
pub(crate) fn find_month(word: &str) -> Option<u8> {
    static NAMES: OnceLock<Vec<(&str, u8)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: Vec<_> =
            (1..).zip(MONTH_NAMES).flat_map(|(month, names)| names.split(' ').map(move |name| (name, month))).collect();
        crate::order::sort_by(&mut names, Ord::cmp);
        names
    });
    let place = names.binary_search_by_key(&word, |(name, _)| name).ok()?;
    names.get(place).map(|(_, month)| *month)
}

/// The names of `month` (1 to 12) in the languages that are covered, in lower case; those in English come first.
pub(crate) fn month_names(month: u8) -> impl Iterator<Item = &'static str> {
    MONTH_NAMES.get(usize::from(month).wrapping_sub(1)).into_iter().flat_map(|names| names.split(' '))
}
