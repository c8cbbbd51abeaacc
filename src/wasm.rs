//! The boundary to JavaScript, and the only file that knows it: each export decodes its arguments, calls the room and encodes the
//! answer. Exports that can fail throw a JavaScript `Error` with a stable `code`.

use std::cell::RefCell;

use js_sys::{Array, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::Performance;

use crate::{
    AmountOrder, BlockRole, CalendarDate, CollectionRecogniser, EntitiesOptions, EntityKind, Error, ErrorKind,
    FactFilters, GraphOptions, Language, Room, RoomBuilder, RoomPart, SearchFilters, SearchOptions, SortOrder, Source,
    document::{SourceBlock, SourceFormat},
    entity::{
        resolve::{EntityCorrections, EntityName},
        tag::EntityTagger,
    },
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("view/view.d.ts");

/// Logs a panic, with its message, to the console before the module traps.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

thread_local! {
    static SEGMENT: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Sets the word segmenter for scripts without spaces, for every builder and room that is made afterwards: `segment` returns the ends
/// of the words of a text, in UTF-16 code units.
#[wasm_bindgen(js_name = setSegmenter)]
pub fn set_segmenter(
    #[wasm_bindgen(unchecked_param_type = "(text: string) => Uint32Array")] segment: js_sys::Function,
) {
    SEGMENT.set(Some(segment));
}

/// Ends of words in UTF-16 code units, converted to bytes; none where there is no `segment`, or it throws.
fn browser_word_ends(run: &str) -> Vec<usize> {
    let ends = SEGMENT.with_borrow(|segment| {
        let found = segment.as_ref()?.call1(&JsValue::NULL, &JsValue::from_str(run)).ok()?;
        Some(found.dyn_ref::<js_sys::Uint32Array>()?.to_vec())
    });
    let mut ends = ends.unwrap_or_default().into_iter().peekable();
    let mut units = 0;
    let mut bytes = Vec::new();
    for (at, letter) in run.char_indices() {
        units += letter.len_utf16() as u32;
        if ends.next_if_eq(&units).is_some() {
            bytes.push(at + letter.len_utf8());
        }
    }
    bytes
}

/// Serialises a view: absent is `null`, a map is an object.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// An `Error` object with a stable `code`, with `source` and `line` where the error has a location, and with the names of the missing
/// `parts`.
fn to_js_error(error: Error) -> JsValue {
    let object = js_sys::Error::new(error.detail());
    object.set_name("RoomError");
    let location = error.location();
    let source = location.map_or(JsValue::NULL, |location| JsValue::from_str(&location.source));
    let line = location.and_then(|location| location.line);
    let line = line.map_or(JsValue::NULL, |line| JsValue::from_f64(line as f64));
    let parts: Array = error.missing_parts().iter().map(|part| JsValue::from(part.file_name())).collect();
    let code = JsValue::from_str(error.kind().code());
    for (name, value) in [("code", code), ("source", source), ("line", line), ("parts", parts.into())] {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object.into()
}

/// A field of an object; `undefined` where there is none, or no object.
fn field_of(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A value that is text; a number, as ids and years often are, is read as its digits.
fn as_text(value: &JsValue) -> Option<String> {
    let digits = || value.dyn_ref::<js_sys::Number>()?.to_string_with_radix(10).ok().map(String::from);
    value.as_string().or_else(digits)
}

/// A field that holds text.
fn text_field(object: &JsValue, name: &str) -> Option<String> {
    as_text(&field_of(object, name))
}

/// A field that holds a count.
fn count_field(object: &JsValue, name: &str) -> Option<usize> {
    field_of(object, name).as_f64().map(|number| number as usize)
}

// Arguments are read field by field: the general reader of serde would cost 12 KB of download.

#[wasm_bindgen]
extern "C" {
    /// A `SourceDocument`. Its fields have getters of their own: of a hundred thousand articles, the names of fields would be handed
    /// over a million times.
    #[wasm_bindgen(extends = js_sys::Object)]
    type Article;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn source(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn date(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn language(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn format(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Article) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn blocks(this: &Article) -> Option<JsValue>;
}

/// An article from its object. A field of the wrong type counts as absent; what is no object is an empty article.
fn to_source(article: JsValue) -> Source {
    if !article.is_object() {
        return Source::default();
    }
    let article: Article = article.unchecked_into();
    let text = |value: Option<JsValue>| value.and_then(|value| as_text(&value));
    let block = |block: JsValue| {
        let role =
            text_field(&block, "role").and_then(|name| BlockRole::from_name(&name)).unwrap_or(BlockRole::Paragraph);
        SourceBlock { role, text: text_field(&block, "text").unwrap_or_default() }
    };
    let blocks = article.blocks().and_then(|blocks| blocks.dyn_into::<Array>().ok());
    Source {
        id: text(article.id()),
        source: text(article.source()),
        title: text(article.title()),
        date: text(article.date()),
        url: text(article.url()),
        language: text(article.language()),
        format: match text(article.format()).as_deref() {
            Some("markdown") => SourceFormat::Markdown,
            _ => SourceFormat::Plain,
        },
        text: text(article.text()).unwrap_or_default(),
        blocks: blocks.map(|blocks| blocks.iter().map(block).collect()),
    }
}

/// A field that holds a list.
fn list_field(object: &JsValue, name: &str) -> Array {
    field_of(object, name).dyn_into().unwrap_or_default()
}

/// A field that holds a day as ISO text.
fn day_field(object: &JsValue, name: &str) -> Option<CalendarDate> {
    text_field(object, name).and_then(|day| CalendarDate::parse_iso(&day))
}

/// A field that holds a kind.
fn kind_field(object: &JsValue) -> Option<EntityKind> {
    let name = text_field(object, "kind")?;
    EntityKind::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// Entries of a list that is not limited by whoever asks.
const DEFAULT_LIMIT: usize = 20;

/// `PageOptions` of the TypeScript side: where to begin and how many, at most.
fn page_options(options: &JsValue) -> (usize, usize) {
    (count_field(options, "offset").unwrap_or_default(), count_field(options, "limit").unwrap_or(DEFAULT_LIMIT))
}

/// `SearchOptions` of the TypeScript side.
fn to_search_options(options: &JsValue) -> SearchOptions {
    let standard = SearchOptions::default();
    let filters = field_of(options, "filters");
    SearchOptions {
        limit: count_field(options, "limit").unwrap_or(standard.limit),
        offset: count_field(options, "offset").unwrap_or(standard.offset),
        sort: match text_field(options, "sort").as_deref() {
            Some("newest") => SortOrder::Newest,
            Some("oldest") => SortOrder::Oldest,
            _ => SortOrder::Relevance,
        },
        filters: SearchFilters {
            after: day_field(&filters, "after"),
            before: day_field(&filters, "before"),
            language: text_field(&filters, "language").and_then(|tag| Language::parse(&tag)),
            source: text_field(&filters, "source"),
        },
        explain: field_of(options, "explain").is_truthy(),
        entities: list_field(&filters, "entities").iter().filter_map(|id| id.as_string()).collect(),
        facets: count_field(options, "facets").unwrap_or(standard.facets),
    }
}

/// `FactFilters` of the TypeScript side.
fn to_fact_filters(filters: &JsValue) -> FactFilters {
    FactFilters {
        article: text_field(filters, "article"),
        entity: text_field(filters, "entity"),
        query: text_field(filters, "query").unwrap_or_default(),
        after: day_field(filters, "after"),
        before: day_field(filters, "before"),
        possible: field_of(filters, "possible").is_truthy(),
        offset: page_options(filters).0,
        limit: page_options(filters).1,
    }
}

/// `Corrections` of the TypeScript side; what is no pair of spellings is left out.
fn to_corrections(corrections: &JsValue) -> EntityCorrections {
    let spelled = |value: JsValue| Some(EntityName { kind: kind_field(&value)?, text: text_field(&value, "text")? });
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((spelled(pair.get(0))?, spelled(pair.get(1))?))
    };
    let pairs = |name| list_field(corrections, name).iter().filter_map(pair).collect();
    EntityCorrections { same: pairs("same"), different: pairs("different") }
}

/// `performance` of a page, a worker or Node; `None` where there is none.
fn performance_clock() -> Option<Performance> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("performance")).ok()?.dyn_into().ok()
}

/// The name of the performance entry for building a room.
const BUILD_MEASURE: &str = "reading-room:build";

/// Indexes articles for a new room; `build` consumes the builder.
#[wasm_bindgen(js_name = RoomBuilder)]
pub struct JsRoomBuilder {
    builder: RoomBuilder,
}

#[wasm_bindgen(js_class = RoomBuilder)]
impl JsRoomBuilder {
    /// An empty builder. `language`, a BCP 47 tag, is assumed where that of an article cannot be detected.
    #[wasm_bindgen(constructor)]
    pub fn new(language: Option<String>) -> JsRoomBuilder {
        let language = language.and_then(|tag| Language::parse(&tag));
        // Marks are for developers only; a failure to set one is ignored.
        let _ = performance_clock().map(|clock| clock.mark(BUILD_MEASURE));
        JsRoomBuilder { builder: RoomBuilder::new(language).with_segmenter(browser_word_ends) }
    }

    /// Reserves memory for articles of about `characters` UTF-16 code units in all, which saves moving them while it grows.
    pub fn reserve(&mut self, characters: usize) {
        self.builder.reserve(characters);
    }

    /// Parses and indexes articles, in order. Returns those that could not be read, as errors; codes `input` and `too-large`.
    #[wasm_bindgen(unchecked_return_type = "Refusal[]")]
    pub fn add(&mut self, #[wasm_bindgen(unchecked_param_type = "SourceDocument[]")] documents: Array) -> Array {
        let refused =
            documents.iter().filter_map(|document| self.builder.add(to_source(document)).map_err(to_js_error).err());
        refused.collect()
    }

    /// The room over all articles. Throws `too-large`. Measures the time since the builder was made as a performance entry,
    /// "reading-room:build".
    pub fn build(self) -> Result<JsRoom, JsValue> {
        let room = self.builder.build().map_err(to_js_error)?;
        let _ = performance_clock().map(|clock| clock.measure_with_start_mark(BUILD_MEASURE, BUILD_MEASURE));
        Ok(JsRoom::from_room(room))
    }
}

/// Compresses `bytes` as a gzip file, byte for byte as the command line does.
#[wasm_bindgen]
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    crate::gzip(bytes)
}

/// Recognises entities in the articles of a room, a few at a time; `Room.recognise` consumes it.
#[wasm_bindgen(js_name = Recogniser)]
pub struct JsRecogniser {
    recogniser: CollectionRecogniser,
}

#[wasm_bindgen(js_class = Recogniser)]
impl JsRecogniser {
    /// From the bytes of an entity model. Throws `damaged` if they are not one.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Vec<u8>) -> Result<JsRecogniser, JsValue> {
        let tagger = EntityTagger::open(model).map_err(to_js_error)?;
        Ok(JsRecogniser { recogniser: CollectionRecogniser::new(&tagger) })
    }

    /// Reads up to `articles` more articles of `room`. Returns the number of steps left: every article takes two.
    pub fn read(&mut self, room: &JsRoom, articles: u32) -> Result<u32, JsValue> {
        room.room.borrow().read_some(&mut self.recogniser, articles).map_err(to_js_error)
    }
}

/// A handle to an indexed collection of articles, which stays in WebAssembly memory until `free` is called.
#[wasm_bindgen(js_name = Room)]
pub struct JsRoom {
    /// Changed only when entities come or are resolved anew.
    room: RefCell<Room>,
}

impl JsRoom {
    fn from_room(room: Room) -> Self {
        JsRoom { room: RefCell::new(room) }
    }

    /// Asks the room and encodes the answer.
    fn ask_room<T: Serialize>(&self, question: impl FnOnce(&Room) -> crate::Result<T>) -> Result<JsValue, JsValue> {
        to_js(&question(&self.room.borrow()).map_err(to_js_error)?)
    }
}

#[wasm_bindgen(js_class = Room)]
impl JsRoom {
    /// Loads a stored room, or the head of a large one. Throws `damaged` or `newer-version`.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<JsRoom, JsValue> {
        let room = Room::from_bytes(bytes).map_err(to_js_error)?;
        Ok(JsRoom::from_room(room.with_segmenter(browser_word_ends)))
    }

    /// Articles, index and entities as bytes that `fromBytes` loads. Throws `input` for a large room.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Result<Vec<u8>, JsValue> {
        self.room.borrow().to_bytes().map_err(to_js_error)
    }

    /// A builder for articles that replace those with the ids `gone`; to be passed to `edit`.
    pub fn additions(&self, gone: Vec<String>, language: Option<String>) -> Result<JsRoomBuilder, JsValue> {
        let language = language.and_then(|tag| Language::parse(&tag));
        let builder = self.room.borrow().additions(&gone, language).map_err(to_js_error)?;
        Ok(JsRoomBuilder { builder })
    }

    /// Removes the articles with the ids `gone` and adds those of `added`, which is consumed. Entities are unknown until
    /// `recognise` is called again. Throws `input` for a large room.
    pub fn edit(&self, gone: Vec<String>, added: JsRoomBuilder) -> Result<(), JsValue> {
        let edited = self.room.borrow().edited(&gone, added.builder).map_err(to_js_error)?;
        self.room.replace(edited);
        Ok(())
    }

    /// Takes over the entities of `recogniser`, which is consumed.
    pub fn recognise(&self, recogniser: JsRecogniser) -> Result<(), JsValue> {
        let corrections = EntityCorrections::default();
        self.room.borrow_mut().take_recognised(recogniser.recogniser, &corrections).map_err(to_js_error)
    }

    /// Recognises entities in each article by itself when it is opened, for a large room. Throws `damaged` if `model` is not an
    /// entity model.
    #[wasm_bindgen(js_name = readOnDemand)]
    pub fn read_on_demand(&self, model: Vec<u8>) -> Result<(), JsValue> {
        self.room.borrow_mut().recognise_on_demand(EntityTagger::open(model).map_err(to_js_error)?);
        Ok(())
    }

    /// Adds one of the `parts` that an error of code `missing-parts` names. Throws `input` for an unknown name and `damaged` for
    /// bytes that are not this part.
    pub fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
        let unknown = || to_js_error(Error::new(ErrorKind::Input, format!("there is no part {name:?}")));
        self.room.borrow().put_part(RoomPart::parse_name(name).ok_or_else(unknown)?, bytes).map_err(to_js_error)
    }

    /// Number of articles.
    pub fn size(&self) -> u32 {
        self.room.borrow().len() as u32
    }

    /// Whether entities are known.
    pub fn recognised(&self) -> bool {
        self.room.borrow().is_recognised()
    }

    /// Resolves all names again with `corrections`, in place of earlier ones.
    pub fn correct(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Corrections")] corrections: JsValue,
    ) -> Result<(), JsValue> {
        self.room.borrow_mut().correct(&to_corrections(&corrections)).map_err(to_js_error)
    }

    /// Totals and a page of the articles, newest first.
    #[wasm_bindgen(unchecked_return_type = "OverviewView")]
    pub fn overview(&self, offset: u32, limit: u32) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.overview(offset as usize, limit as usize))
    }

    /// A page of the articles that match `query`.
    #[wasm_bindgen(unchecked_return_type = "SearchView")]
    pub fn search(
        &self,
        query: &str,
        #[wasm_bindgen(unchecked_param_type = "SearchOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.search(query, &to_search_options(&options)))
    }

    /// Completions of `typed`, at most `limit` queries.
    #[wasm_bindgen(unchecked_return_type = "SuggestView")]
    pub fn suggest(&self, typed: &str, limit: u32) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.suggest(typed, limit as usize))
    }

    /// A whole article, matches of `query` highlighted. Throws `not-found`.
    #[wasm_bindgen(unchecked_return_type = "ArticleView")]
    pub fn article(&self, id: &str, query: &str) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.article(id, query))
    }

    /// Similar articles, the nearest first, at most `limit`. Throws `not-found`.
    #[wasm_bindgen(unchecked_return_type = "RelatedView[]")]
    pub fn related(&self, id: &str, limit: u32) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.related(id, limit as usize))
    }

    /// A page of entities, most mentions first.
    #[wasm_bindgen(unchecked_return_type = "EntitiesView")]
    pub fn entities(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EntitiesOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = EntitiesOptions {
            kind: kind_field(&options),
            query: text_field(&options, "query").unwrap_or_default(),
            offset: page_options(&options).0,
            limit: page_options(&options).1,
        };
        self.ask_room(|room| room.entities(&options))
    }

    /// One entity and a page of the sentences that mention it. Throws `not-found`.
    #[wasm_bindgen(unchecked_return_type = "EntityView")]
    pub fn entity(
        &self,
        id: &str,
        #[wasm_bindgen(unchecked_param_type = "PageOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (offset, limit) = page_options(&options);
        self.ask_room(|room| room.entity(id, offset, limit))
    }

    /// A page of quotations, newest article first. Throws `not-found` for an unknown id in `filters`.
    #[wasm_bindgen(unchecked_return_type = "QuotesView")]
    pub fn quotes(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FactFilters | undefined")] filters: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.quotes(&to_fact_filters(&filters)))
    }

    /// A page of amounts of money. Throws `not-found` for an unknown id in `filters`.
    #[wasm_bindgen(unchecked_return_type = "AmountsView")]
    pub fn amounts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AmountFilters | undefined")] filters: JsValue,
    ) -> Result<JsValue, JsValue> {
        let order = text_field(&filters, "sort").and_then(|name| AmountOrder::parse(&name)).unwrap_or_default();
        self.ask_room(|room| room.amounts(&to_fact_filters(&filters), order))
    }

    /// A page of the dates in the articles, in order of time. Throws `not-found` for an unknown id in `filters`.
    #[wasm_bindgen(unchecked_return_type = "TimelineView")]
    pub fn timeline(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FactFilters | undefined")] filters: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.timeline(&to_fact_filters(&filters)))
    }

    /// The co-occurrence graph of entities. Throws `not-found` for an unknown id in `options`.
    #[wasm_bindgen(unchecked_return_type = "GraphView")]
    pub fn graph(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GraphOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let entity = text_field(&options, "entity");
        let options = GraphOptions {
            kind: kind_field(&options),
            entity,
            limit: count_field(&options, "limit").unwrap_or(DEFAULT_LIMIT),
        };
        self.ask_room(|room| room.graph(&options))
    }

    /// A page of the sentences that mention both entities. Throws `not-found`.
    #[wasm_bindgen(unchecked_return_type = "Page<Evidence>")]
    pub fn together(
        &self,
        a: &str,
        b: &str,
        #[wasm_bindgen(unchecked_param_type = "PageOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (offset, limit) = page_options(&options);
        self.ask_room(|room| room.together(a, b, offset, limit))
    }

    /// A page of the articles as files, and totals of what was recognised in all.
    #[wasm_bindgen(unchecked_return_type = "AboutView")]
    pub fn about(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (offset, limit) = page_options(&options);
        self.ask_room(|room| room.about(offset, limit))
    }

    /// The most telling sentence of each of the latest articles, at most `limit`.
    #[wasm_bindgen(unchecked_return_type = "Evidence[]")]
    pub fn highlights(&self, limit: u32) -> Result<JsValue, JsValue> {
        self.ask_room(|room| room.highlights(limit as usize))
    }
}
