//! Lexicons of role nouns, their modifiers, and the words that bound a role phrase.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::is_one_of;

/// Role nouns, the heads of role phrases. Only class 0, the first line, means something by itself: politicians.
pub(super) static ROLE_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    minister president premier chancellor secretary senator governor mayor congressman congresswoman congressperson mp mps mep
    lawmaker deputy ambassador commissioner councillor councilor councilman councilwoman representative delegate prince
    princess king queen emperor pope bishop archbishop cardinal imam rabbi leader speaker whip envoy diplomat vice-president
    pm undersecretary taoiseach president-elect politician chairperson parliamentarian
    spokesman spokeswoman spokesperson
    chief chairman chairwoman chair head director ceo cfo cto coo founder co-founder cofounder owner manager boss executive
    commander commander-in-chief general colonel major captain lieutenant sergeant admiral brigadier marshal corporal
    judge justice magistrate prosecutor attorney lawyer solicitor barrister counsel sheriff constable officer detective
    inspector superintendent coach trainer goalkeeper striker midfielder defender forward winger skipper quarterback pitcher
    batsman bowler player driver rider runner swimmer champion professor scientist researcher physicist biologist chemist
    economist analyst historian psychologist sociologist astronomer geologist ecologist engineer doctor nurse surgeon
    physician epidemiologist virologist dean rector principal headteacher teacher lecturer author writer novelist poet
    journalist reporter editor correspondent columnist critic actor actress singer musician composer conductor artist
    painter sculptor designer architect filmmaker producer photographer choreographer curator chef farmer fisherman baker
    shopkeeper builder plumber electrician carpenter activist campaigner organiser organizer volunteer coordinator
    administrator treasurer adviser advisor aide assistant counterpart expert specialist consultant strategist trader
    investor entrepreneur developer broker banker accountant auditor ombudsman regulator inspector-general warden ranger
    pilot astronaut cosmonaut sailor soldier veteran student resident neighbour neighbor mother father son daughter wife
    husband widow brother sister witness defendant suspect victim plaintiff host presenter broadcaster comedian librarian
    archivist meteorologist hydrologist forecaster seismologist paramedic firefighter midwife pharmacist dentist vet
    gardener winemaker brewer programmer hacker mathematician statistician philosopher theologian pastor priest vicar nun
    monk anthropologist archaeologist linguist climatologist oceanographer neuroscientist geneticist zoologist botanist
    guitarist drummer pianist violinist cellist soprano tenor bassist rapper dj referee umpire cyclist boxer golfer skier
    skater gymnast rower jockey footballer cricketer climber captain-elect manageress headmistress headmaster
    superintendent postmaster stationmaster beekeeper shepherd butcher grocer tailor hairdresser waiter waitress barista
    candidate nominee contender frontrunner hopeful pollster surrogate fundraiser donor billionaire businessman
    businesswoman tycoon mogul commentator pundit anchor blogger legislator assemblyman assemblywoman alderman lobbyist
    scholar academic operative speechwriter czar nephew niece cousin grandson granddaughter
    owner-operator landlord landlady pupil tenant agent publisher bookseller restorer conservator keeper partner
",
);

/// Lower-case modifiers that belong to the role noun after them.
pub(super) static ROLE_MODIFIERS: WordClassLexicon = WordClassLexicon::new(
    "
    prime foreign defense defence interior finance justice health education culture environment energy economy trade
    agriculture transport labor labour home deputy vice acting interim former then ex outgoing incoming senior junior
    chief head executive general managing national regional state federal local assistant associate lead co first
    second third supreme high special press party opposition club team police fire union company group national
    parliamentary presidential military naval army air assembly house council city town county district university
    school research medical legal political technical sporting commercial creative artistic musical human resources
    marketing communications operating financial technology information security intelligence longtime veteran
    fellow retired late current new young star top rival newly elected appointed housing urban affairs personal campaign
    policy congressional republican democratic conservative
",
);

/// Words at which a role phrase ends to the left: function words, and verbs that take a person.
pub(super) static ROLE_BOUNDARY_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    said says told met was were is are has had have by with to from that when while after before as but or if on at in
    into against between about says asked added replaced quoted beat named called between through over under than than
    because including like also not who which where it he she they we i you his her their its our my this these those
    a an the and of for whether why how what both even just only yet since until till though although unless versus
    via per amid despite without within toward towards upon during across among near behind beside besides except around
    above below alongside unlike whom whose do does did be been being can could may might must shall should
    will would very another same no nor neither either each every some any many most more less least much such too
    one given gives give made makes make let lets saw see sees put puts hold holds keep keeps
",
);

/// Modifiers that stand before a title in capitals: "former President", "deputy Attorney General".
pub(super) static TITLE_QUALIFIERS: WordClassLexicon = WordClassLexicon::new(
    "former then acting interim ex outgoing incoming late retired\ndeputy vice assistant associate state federal senior junior lead",
);

/// Titles that are abbreviated before a name, with their full form. "Mr." and "Dr." say how somebody is addressed, not what
/// somebody is.
static TITLE_ABBREVIATIONS: [(&str, &str); 18] = [
    ("rep", "representative"),
    ("sen", "senator"),
    ("gov", "governor"),
    ("gen", "general"),
    ("lt", "lieutenant"),
    ("col", "colonel"),
    ("sgt", "sergeant"),
    ("capt", "captain"),
    ("maj", "major"),
    ("adm", "admiral"),
    ("brig", "brigadier"),
    ("cmdr", "commander"),
    ("prof", "professor"),
    ("rev", "reverend"),
    ("atty", "attorney"),
    ("supt", "superintendent"),
    ("insp", "inspector"),
    ("amb", "ambassador"),
];

/// Whether a word is how a person is addressed, and no role.
pub(super) fn is_courtesy_title(word: &str) -> bool {
    is_one_of(word, "mr mrs ms miss mx dr sir dame lord lady madam")
}

/// The full form of an abbreviated title; `None` for other words.
pub(super) fn expand_title(word: &str) -> Option<&'static str> {
    TITLE_ABBREVIATIONS.iter().find(|(short, _)| *short == word).map(|(_, full)| *full)
}

/// Whether a word is a role noun.
pub(in crate::entity) fn is_role_noun(word: &str) -> bool {
    ROLE_NOUNS.contains(word)
        || ["ologist", "chemist", "physicist", "ographer", "atrician"].iter().any(|ending| word.ends_with(ending))
}

/// Normalises variants of a role word: spelling ("defence"), gender ("chairwoman") and abbreviation ("Sen.").
pub(in crate::entity) fn normalise_role_word(word: &str) -> &str {
    if let Some(full) = expand_title(word) {
        return full;
    }
    match word {
        "defence" => "defense",
        "labour" => "labor",
        "advisor" => "adviser",
        "spokesperson" | "spokeswoman" => "spokesman",
        "chairwoman" | "chairperson" | "chair" => "chairman",
        _ => word,
    }
}

pub(super) fn is_determiner(word: &str) -> bool {
    is_one_of(word, "the a an its his her their our")
}
