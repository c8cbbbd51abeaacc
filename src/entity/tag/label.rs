//! Labels of words: outside of every name, or at one place in a name of one class.

/// Classes of names that the model tells apart.
pub const CLASSES: usize = 4;
/// Outside; and of each class the first, a middle, the last and the only word.
pub const LABELS: usize = 1 + 4 * CLASSES;
/// The label of a word outside of every name.
pub const OUTSIDE: usize = 0;

/// Class of a name; the kinds of [`crate::entity::Kind`] that are not here are told apart later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Somebody.
    Person,
    /// A body of people.
    Organisation,
    /// Somewhere.
    Place,
    /// Any other name.
    Other,
}

impl Class {
    /// All of them, in the order of their labels.
    pub const ALL: [Class; CLASSES] = [Class::Person, Class::Organisation, Class::Place, Class::Other];
}

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Words follow.
    First,
    /// Words stand before and after.
    Middle,
    /// Words stand before.
    Last,
    /// It is the whole name.
    Only,
}

const PLACES: [Place; 4] = [Place::First, Place::Middle, Place::Last, Place::Only];

/// The label of a word at a place in a name.
pub fn write(class: Class, place: Place) -> usize {
    1 + CLASSES * place as usize + class as usize
}

/// The class of a label, and the place in the name; `None` outside.
pub fn read(label: usize) -> Option<(Class, Place)> {
    let number = label.checked_sub(1)?;
    Some((*Class::ALL.get(number % CLASSES)?, *PLACES.get(number / CLASSES)?))
}

/// Whether label `to` can follow label `from`; before the first word stands [`OUTSIDE`].
pub fn follows(from: usize, to: usize) -> bool {
    let open = read(from).filter(|(_, place)| matches!(place, Place::First | Place::Middle)).map(|(class, _)| class);
    let goes_on = read(to).filter(|(_, place)| matches!(place, Place::Middle | Place::Last)).map(|(class, _)| class);
    open == goes_on
}

/// The names in a row of labels: class, first word, one past the last. A name that breaks off counts as far as it goes.
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
