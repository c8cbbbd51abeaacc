//! Gender of a referent, by titles and given names.

use super::super::lexicon::WordClassLexicon;

/// Gender of the pronoun that refers to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReferentGender {
    Masculine,
    Feminine,
    Unknown,
}

impl ReferentGender {
    /// Whether both are known and differ.
    pub(super) fn contradicts(self, other: Self) -> bool {
        self != other && self != ReferentGender::Unknown && other != ReferentGender::Unknown
    }
}

pub(super) static MASCULINE_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    mr sir lord king prince father son husband brother spokesman chairman congressman councilman businessman actor monk
    headmaster landlord policeman fisherman batsman waiter emperor pope priest uncle grandfather
",
);

pub(super) static FEMININE_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    mrs ms miss lady dame queen princess mother daughter wife sister spokeswoman chairwoman congresswoman councilwoman
    businesswoman actress nun headmistress landlady policewoman waitress widow midwife soprano aunt grandmother
",
);

/// Nouns of kinship: "his wife Ann Lee" brings in somebody else of the same surname.
pub(super) static KINSHIP_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    wife husband son daughter brother sister mother father widow widower uncle aunt nephew niece cousin grandfather
    grandmother grandson granddaughter stepson stepdaughter stepfather stepmother twin parents spouse
",
);

/// Frequent given names that no ending tells.
pub(super) static MASCULINE_NAMES: WordClassLexicon = WordClassLexicon::new(
    "
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas
    eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick jack dennis jerry
    peter tom jim bill bob mike joe dan tim ben sam nick steve tony adam henry hans jan luca nikita mustafa juan carlos
    luis jose pedro ivan sergei vladimir dmitri ali ahmed mohammed omar hassan raj kumar hiroshi kenji wei oliver harry
    simon martin ian alan keith graham neil stuart philip roger colin trevor nigel francois pierre jean luc marco paolo
    giovanni andrea lars erik sven olaf piotr pawel marek tomasz krzysztof andrzej jonas tomas
    barack bernie joshua ezra jeff greg rick phil doug carl karl bruce roy wayne craig todd kyle sean ken ron don dave rob
    matt josh jon jake mitt newt harold howard arthur albert walter lawrence russell randy carter
",
);

pub(super) static FEMININE_NAMES: WordClassLexicon = WordClassLexicon::new(
    "
    mary elizabeth jennifer susan margaret karen nancy betty helen sharon carol ruth michelle kimberly deborah dorothy
    amy emily ashley kathleen anne ann alice jane joan judith joyce janet catherine katherine kate frances christine
    megan rachel hannah grace chloe zoe sophie lucy charlotte isabel ingrid astrid carmen pilar ines agnes beatrice
    marie claire sylvie nathalie isabelle florence yvonne gwen eleanor heather gillian hilary fiona alison abigail
    lauren madison evelyn doris edith mavis iris rosemary kathryn lois beth nicole danielle jacqueline simone leigh
    siobhan aoife niamh maeve caitlin bronwen freya ruby pearl daisy poppy ivy hazel joy faith hope dawn gail
    hillary carolyn kirsten kristen tammy wendy cindy peggy judy jill beverly cheryl janice diane jean ellen kay betsy sally
    molly holly julie natalie stephanie valerie melanie jenny katie debbie denise irene marilyn gretchen dianne peg nikki
",
);
