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
    fellow retired late current new young star top rival newly elected appointed
",
);

/// Words at which a role phrase ends to the left.
pub(super) static ROLE_BOUNDARY_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    said says told met was were is are has had have by with to from that when while after before as but or if on at in
    into against between about says asked added replaced quoted beat named called between through over under than than
    because including like also not who which where it he she they we i you his her their its our my this these those
    a an the and of for
",
);

/// Whether a word is a role noun.
pub(in crate::entity) fn is_role_noun(word: &str) -> bool {
    ROLE_NOUNS.contains(word)
        || ["ologist", "chemist", "physicist", "ographer", "atrician"].iter().any(|ending| word.ends_with(ending))
}

/// Normalises variants of a role word: spelling ("defence") and gender ("chairwoman").
pub(super) fn normalise_role_word(word: &str) -> &str {
    match word {
        "defence" => "defense",
        "labour" => "labor",
        "spokesperson" | "spokeswoman" => "spokesman",
        "chairwoman" | "chairperson" | "chair" => "chairman",
        _ => word,
    }
}

pub(super) fn is_determiner(word: &str) -> bool {
    is_one_of(word, "the a an its his her their our")
}
