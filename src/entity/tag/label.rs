//! BIOES labels of tokens: BIO with ends and single tokens told apart, also known as BILOU (Ratinov, Roth 2009).

/// Number of classes of names that the model tells apart.
pub const CLASS_COUNT: usize = 4;
/// Number of labels: outside, and begin, inside, end and single of each class.
pub const LABEL_COUNT: usize = 1 + 4 * CLASS_COUNT;
/// The label of a token outside of every name.
pub const OUTSIDE: usize = 0;

/// Class of a name; the kinds of [`crate::entity::EntityKind`] that are not here are told apart by rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// Any other name.
    Other,
}

impl NameClass {
    /// All of them, in the order of their labels.
    pub const ALL: [NameClass; CLASS_COUNT] =
        [NameClass::Person, NameClass::Organisation, NameClass::Place, NameClass::Other];
}

/// Position of a token in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BioesPosition {
    /// Begin: the first of several tokens.
    Begin,
    /// Inside: neither the first nor the last.
    Inside,
    /// End: the last of several tokens.
    End,
    /// Single: the whole name.
    Single,
}

const BIOES_POSITIONS: [BioesPosition; 4] =
    [BioesPosition::Begin, BioesPosition::Inside, BioesPosition::End, BioesPosition::Single];

/// Encodes class and position as a label.
pub fn encode_label(class: NameClass, place: BioesPosition) -> usize {
    1 + CLASS_COUNT * place as usize + class as usize
}

/// Decodes a label into class and position; `None` outside.
pub fn decode_label(label: usize) -> Option<(NameClass, BioesPosition)> {
    debug_assert!(label < LABEL_COUNT, "label {label}");
    let number = label.checked_sub(1)?;
    Some((*NameClass::ALL.get(number % CLASS_COUNT)?, *BIOES_POSITIONS.get(number / CLASS_COUNT)?))
}

/// Whether BIOES allows label `to` after label `from`; before the first token stands [`OUTSIDE`].
pub fn is_valid_transition(from: usize, to: usize) -> bool {
    let open = decode_label(from)
        .filter(|(_, place)| matches!(place, BioesPosition::Begin | BioesPosition::Inside))
        .map(|(class, _)| class);
    let goes_on = decode_label(to)
        .filter(|(_, place)| matches!(place, BioesPosition::Inside | BioesPosition::End))
        .map(|(class, _)| class);
    open == goes_on
}

/// Decodes a label sequence into names: class, first token, one past the last. A name that breaks off counts as far as
/// it goes.
pub fn decode_name_spans(labels: impl IntoIterator<Item = usize>) -> Vec<(NameClass, usize, usize)> {
    let mut names: Vec<(NameClass, usize, usize)> = Vec::new();
    let mut open = None;
    for (at, label) in labels.into_iter().enumerate() {
        match (decode_label(label), names.last_mut()) {
            (Some((class, BioesPosition::Inside | BioesPosition::End)), Some(name)) if open == Some(class) => {
                name.2 = at + 1
            }
            (Some((class, _)), _) => {
                names.push((class, at, at + 1));
                open = Some(class);
            }
            (None, _) => open = None,
        }
    }
    names
}
