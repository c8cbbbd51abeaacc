//! Stop words by language. Language detection counts them; search and related articles pass over them.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::language::Language;
use crate::analysis::short_word::pack_word;

/// Stop words by language code. Words that neighbours share stand with each of them.
pub(super) const STOP_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is was that for with on as are by at from has have had his her their be been this which it he she they we not but were will would an said who its or about",
    ),
    (
        "de",
        "der die das und ist nicht ein eine einen einem einer mit für von auf den dem des sich im auch als es wird werden wurde haben hat sie er wir nach bei aus zum zur über dass noch wie ich",
    ),
    (
        "nl",
        "de het een en van is niet op te dat voor met zijn die aan er om ook als bij naar uit werd wordt heeft hebben hij zij maar nog over door deze dit ik we",
    ),
    (
        "fr",
        "le la les des et est une un dans que qui pour pas sur avec au aux du ce cette son ses par plus sont il elle ont été mais ou leur nous vous je ne se",
    ),
    (
        "es",
        "el la los las de que y en un una por con para del se es no su al lo como más pero sus este esta ha han fue son sobre entre también muy le",
    ),
    (
        "pt",
        "o os as de que e em um uma por com para do da dos das no na não se ao mais mas como foi são pelo pela ele ela também seu sua é à já",
    ),
    (
        "it",
        "il lo la gli le di che e un una per con del della dei delle nel nella non si al alla sono è più ma come ha hanno anche questo questa da dal stato i",
    ),
    (
        "ro",
        "și în de la cu pe nu este sunt un o din care pentru mai au ce să prin fi fost lui ale al acest această dar după sau ca le se",
    ),
    (
        "pl",
        "i w na z do nie się że to jest o jak po za od przez dla oraz ale są był była być ich jego jej które który która tym także już czy został pod przy ze",
    ),
    (
        "cs",
        "a v na se je že s z do to o za po jak ale jsou byl byla bylo být pro který která které jeho jejich také už při od ve nebo podle jako by si jsem",
    ),
    (
        "sk",
        "a v na sa je že s z do to o za po ako ale sú bol bola bolo byť pre ktorý ktorá ktoré jeho ich aj už pri od vo alebo podľa by si som",
    ),
    ("sl", "in je v na se da za so ki z s o pa ne po kot bi tudi ali bil bila bilo ter pri še od do iz jih ni to smo"),
    (
        "hr",
        "i u na je se da za su s od o koji koja koje ne kao što iz bi te će bio bila ili ali nije po do uz samo također kako",
    ),
    (
        "hu",
        "a az és hogy nem egy is meg ez de van volt csak már mint vagy ki ha el még azt minden lesz nagyon szerint ezt után által pedig",
    ),
    (
        "fi",
        "ja on ei se että oli hän ovat mutta kun myös kuin niin tai joka olla ole mukaan sen tämä jo vain hänen ne voi noin sekä kuitenkin",
    ),
    (
        "et",
        "ja on ei et see oli ta kui ka aga mis oma kes selle siis veel või nii ning pole seda need tema olid juba pärast ma",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till inte om ett har de han var hon vi från så kan men också eller när jag sig ska efter",
    ),
    (
        "da",
        "og i at det som en på er af for med den til ikke om et har de han var hun vi fra så kan men også eller når jeg sig skal efter blev",
    ),
    (
        "no",
        "og i at det som en på er av for med den til ikke om et har de han var hun vi fra så kan men også eller når jeg seg skal etter ble",
    ),
    (
        "lt",
        "ir į kad yra su iš tai ar bet kaip buvo už jis ji jie apie dėl po per prie nuo taip pat tik jau bus šio savo kurie kuris ne iki",
    ),
    (
        "lv",
        "un ir ar no par ka tas kas uz bet kā lai arī viņš viņa tika bija pie pēc ne jau vai līdz gan to tā šo savu kuri nav būs",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak çok daha gibi kadar olan sonra ne ama en o var ise her ki olduğu değil tarafından göre ya mi",
    ),
    (
        "uk",
        "і в на з що не до у та це за як від його для про але був була були є їх які який яка також або під після по їй він вона ми ще вже",
    ),
    (
        "ru",
        "и в на с что не по к это за как от его для о но был была были из у же также или их которые который которая он она мы еще ещё уже при так",
    ),
    (
        "be",
        "і ў у на з што не да гэта за як ад яго для пра але быў была былі ёсць іх якія які якая таксама або пад пасля па ён яна мы яшчэ ўжо",
    ),
    (
        "bg",
        "и в на с че не за се от да е по са към това като до но той тя ще са който която които при или със беше му ги си",
    ),
    (
        "sr",
        "и у на је се да за су с од о који која које не као што из би те ће био била или али није по до уз само такође",
    ),
    (
        "id",
        "yang dan di untuk dengan ini dari dalam tidak pada adalah itu akan oleh juga sebagai ke mereka telah dapat ada bisa kami saya",
    ),
    (
        "zh",
        "的 了 在 是 和 与 與 及 或 也 就 都 而 但 被 把 将 將 对 對 从 從 到 以 于 於 上 中 为 為 之 其 这 這 那 个 個 一个 一個 他 她 它 我 你 我们 他们 有 没有 不 并 並 等",
    ),
    (
        "ja",
        "の は が を に へ と で も や から まで より など て た し する した して いる ある れ られ さ せ な だ です ます なっ これ それ この その こと もの よう ため という について として による では には とは へ",
    ),
    ("th", "ที่ และ ใน เป็น ของ ได้ มี การ ให้ ว่า จะ ไม่ ไป จาก กับ ก็ โดย แต่ หรือ มา นี้ นั้น แล้ว เพื่อ ซึ่ง อยู่ ต้อง ความ เขา ยัง ถึง"),
    (
        "ca",
        "el la els les de que i en un una per amb del dels és no es al com més però va han ha aquest aquesta són també seu seva hi o",
    ),
];

/// Further stop words, which tell nothing of the language: many are shared, or are words of their own elsewhere. Only search and related
/// articles pass over them.
const FURTHER_STOP_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "a i me my our you your him them what which whom these those am be being do does did can could might must shall should would if because into through than then there here when where why how all any both each some such only so too very just also between while during until against after before up out over under more most other own same",
    ),
    (
        "de",
        "diese dieser was wer wo wann warum welche man sind war kann soll sehr nur so wenn aber oder um durch gegen ohne vor am vom",
    ),
    ("fr", "comment quand quel quelle où pourquoi cet ces être même aussi si y en entre sans après avant on"),
    ("es", "qué cómo cuándo quién dónde cuál si porque cuando donde ser era sin desde hasta me ya"),
    ("pl", "co kto gdzie kiedy jaki jaka jakie by między bez tej tego ten ta te a ma"),
    ("uk", "хто де коли чому який яке бути цей ця ці при між без а з"),
    ("ru", "кто где когда почему какой быть этот эта эти между без а"),
];

/// Whether `word`, in lower case, is a stop word of any of `languages`.
pub fn is_stop_word(word: &str, languages: &[Language]) -> bool {
    let named = pack_word(word).map_or(0, |short_word| stop_word_table().all_bits(short_word));
    let codes =
        (0..).zip(STOP_WORDS).filter(|(place, _)| named & ((1 | FURTHER) << place) != 0).map(|(_, (code, _))| *code);
    codes.into_iter().any(|code| languages.iter().any(|language| language.as_str() == code))
}

/// The bit of the first language among the further stop words.
const FURTHER: u64 = 1 << 32;

/// All stop words, each with the bit set of the languages that have it, the further ones in the upper half. The keys are short words, see
/// [`crate::analysis::short_word`].
pub(super) struct StopWordTable(FxHashMap<u128, u64>);

impl StopWordTable {
    fn build_table() -> Self {
        let mut table = FxHashMap::default();
        for (place, (code, words)) in STOP_WORDS.iter().enumerate() {
            for word in words.split(' ').filter_map(pack_word) {
                *table.entry(word).or_default() |= 1 << place;
            }
            let further = FURTHER_STOP_WORDS.iter().filter(|(other, _)| other == code);
            for word in further.flat_map(|(_, words)| words.split(' ')).filter_map(pack_word) {
                *table.entry(word).or_default() |= FURTHER << place;
            }
        }
        StopWordTable(table)
    }

    /// The bit set of the languages that have the word, given as a short word ([`crate::analysis::short_word`]) in lower case; 0 if
    /// none has.
    pub(super) fn language_bits(&self, short_word: u128) -> u32 {
        self.all_bits(short_word) as u32
    }

    fn all_bits(&self, short_word: u128) -> u64 {
        self.0.get(&short_word).copied().unwrap_or_default()
    }
}

pub(super) fn stop_word_table() -> &'static StopWordTable {
    const { assert!(STOP_WORDS.len() <= 32) };
    static TABLE: OnceLock<StopWordTable> = OnceLock::new();
    TABLE.get_or_init(StopWordTable::build_table)
}
