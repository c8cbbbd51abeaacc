//! HTML elements by their names and attributes: which are tracked, void, inline, landmarks or hidden.

/// Kinds of elements that are tracked. An end tag closes the innermost open element of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum ElementKind {
    Heading,
    Item,
    List,
    Quote,
    Figure,
    Cell,
    Row,
    Table,
    Article,
    Main,
    Nav,
    Header,
    Footer,
    Aside,
    Form,
    Preformatted,
    Title,
    Head,
    Noscript,
    Template,
    Drawing,
    Script,
    Style,
    Frame,
    Control,
    /// Any other element, tracked for an attribute that hides it or makes it boilerplate.
    Other,
}

pub(super) const ELEMENT_KINDS: usize = ElementKind::Other as usize + 1;

impl ElementKind {
    pub(super) fn from_tag_name(name: &str) -> Option<Self> {
        Some(match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ElementKind::Heading,
            "li" | "dd" | "dt" => ElementKind::Item,
            "ul" | "ol" | "dl" | "menu" => ElementKind::List,
            "blockquote" => ElementKind::Quote,
            "figcaption" | "caption" => ElementKind::Figure,
            "td" | "th" => ElementKind::Cell,
            "tr" => ElementKind::Row,
            "table" => ElementKind::Table,
            "article" => ElementKind::Article,
            "main" => ElementKind::Main,
            "nav" => ElementKind::Nav,
            "header" => ElementKind::Header,
            "footer" => ElementKind::Footer,
            "aside" => ElementKind::Aside,
            "form" => ElementKind::Form,
            "pre" => ElementKind::Preformatted,
            "title" => ElementKind::Title,
            "head" => ElementKind::Head,
            "noscript" => ElementKind::Noscript,
            "template" => ElementKind::Template,
            "svg" | "math" => ElementKind::Drawing,
            "script" => ElementKind::Script,
            "style" => ElementKind::Style,
            "iframe" | "object" | "audio" | "video" | "canvas" | "noframes" => ElementKind::Frame,
            "select" | "textarea" | "button" => ElementKind::Control,
            _ => return None,
        })
    }

    /// Whether the text in it is skipped.
    pub(super) fn is_skipped(self) -> bool {
        matches!(
            self,
            ElementKind::Noscript
                | ElementKind::Template
                | ElementKind::Drawing
                | ElementKind::Script
                | ElementKind::Style
                | ElementKind::Frame
                | ElementKind::Control
        )
    }
}

/// Void elements, which have no content and no end tag.
pub(super) fn is_void_element(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// ARIA landmark roles of boilerplate.
pub(super) fn is_landmark_role(role: &str) -> bool {
    ["navigation", "banner", "contentinfo", "complementary", "search"]
        .iter()
        .any(|known| role.eq_ignore_ascii_case(known))
}

/// Whether an inline style hides its element.
pub(super) fn hides_element(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.to_ascii_lowercase().split(';').any(|rule| matches!(rule, "display:none" | "display:none!important"))
}

/// Inline elements, which flow with the words around them.
pub(super) fn is_inline_element(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "ruby"
            | "rt"
            | "rp"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}
