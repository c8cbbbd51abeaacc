//! Labels of words: outside of every name, or at one place in a name of one class.

/// Classes of names that the model tells apart.
pub const CLASSES: usize = 4;
/// Outside, first and later word of each class.
pub const LABELS: usize = 1 + 2 * CLASSES;
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

/// The label of the first word of a name.
pub fn first(class: Class) -> usize {
    1 + class as usize
}

/// The label of a later word of a name.
pub fn later(class: Class) -> usize {
    1 + CLASSES + class as usize
}

/// The class of a label, and whether a name begins with it; `None` outside.
pub fn read(label: usize) -> Option<(Class, bool)> {
    let place = label.checked_sub(1)?;
    Class::ALL.get(place % CLASSES).map(|&class| (class, place < CLASSES))
}

/// Whether label `to` can follow label `from`; before the first word stands [`OUTSIDE`].
pub fn follows(from: usize, to: usize) -> bool {
    match read(to) {
        Some((class, false)) => read(from).is_some_and(|(before, _)| before == class),
        _ => true,
    }
}

/// The names in a row of labels: class, first word, one past the last.
pub fn names(labels: impl IntoIterator<Item = usize>) -> Vec<(Class, usize, usize)> {
    let mut names: Vec<(Class, usize, usize)> = Vec::new();
    let mut open = None;
    for (at, label) in labels.into_iter().enumerate() {
        match (read(label), names.last_mut()) {
            (Some((class, false)), Some(name)) if open == Some(class) => name.2 = at + 1,
            (Some((class, _)), _) => {
                names.push((class, at, at + 1));
                open = Some(class);
            }
            (None, _) => open = None,
        }
    }
    names
}
