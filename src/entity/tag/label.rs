//! BIOES labels of tokens: BIO with ends and single tokens told apart, also known as BILOU (Ratinov, Roth 2009).

/// Number of classes of names that the model tells apart.
pub const CLASSES: usize = 4;
/// Number of labels: outside, and begin, inside, end and single of each class.
pub const LABELS: usize = 1 + 4 * CLASSES;
/// The label of a token outside of every name.
pub const OUTSIDE: usize = 0;

/// Class of a name; the kinds of [`crate::entity::Kind`] that are not here are told apart by rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// Any other name.
    Other,
}

impl Class {
    /// All of them, in the order of their labels.
    pub const ALL: [Class; CLASSES] = [Class::Person, Class::Organisation, Class::Place, Class::Other];
}

/// Position of a token in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Begin: the first of several tokens.
    First,
    /// Inside: neither the first nor the last.
    Middle,
    /// End: the last of several tokens.
    Last,
    /// Single: the whole name.
    Only,
}

const PLACES: [Place; 4] = [Place::First, Place::Middle, Place::Last, Place::Only];

/// Encodes class and position as a label.
pub fn write(class: Class, place: Place) -> usize {
    1 + CLASSES * place as usize + class as usize
}

/// Decodes a label into class and position; `None` outside.
pub fn read(label: usize) -> Option<(Class, Place)> {
    debug_assert!(label < LABELS, "label {label}");
    let number = label.checked_sub(1)?;
    Some((*Class::ALL.get(number % CLASSES)?, *PLACES.get(number / CLASSES)?))
}

/// Whether BIOES allows label `to` after label `from`; before the first token stands [`OUTSIDE`].
pub fn follows(from: usize, to: usize) -> bool {
    let open = read(from).filter(|(_, place)| matches!(place, Place::First | Place::Middle)).map(|(class, _)| class);
    let goes_on = read(to).filter(|(_, place)| matches!(place, Place::Middle | Place::Last)).map(|(class, _)| class);
    open == goes_on
}

/// Decodes a label sequence into names: class, first token, one past the last. A name that breaks off counts as far as
/// it goes.
pub fn names(labels: impl IntoIterator<Item = usize>) -> Vec<(Class, usize, usize)> {
    let mut names: Vec<(Class, usize, usize)> = Vec::new();
    let mut open = None;
    for (at, label) in labels.into_iter().enumerate() {
        match (read(label), names.last_mut()) {
            (Some((class, Place::Middle | Place::Last)), Some(name)) if open == Some(class) => name.2 = at + 1,
            (Some((class, _)), _) => {
                names.push((class, at, at + 1));
                open = Some(class);
            }
            (None, _) => open = None,
        }
    }
    names
}
