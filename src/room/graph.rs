//! The co-occurrence graph of entities, and the sentences behind an edge.

use rustc_hash::FxHashMap;

use super::entities::entity_row_of;
use super::{Room, entities};
use crate::document::DocumentId;
use crate::entity::register::EntityRecord;
use crate::entity::{EntityId, EntityKind, log_likelihood};
use crate::error::Result;
use crate::order::sort_by;
use crate::view::graph_layout::force_directed_layout;
use crate::view::{EdgeView, Evidence, GraphView, NodeView, PageOf};

/// Edges of a graph for each of its nodes.
const EDGES_PER_NODE: usize = 4;
/// Most nodes. A larger graph is unreadable and slow to lay out.
const MAX_NODES: usize = 500;

/// The nodes of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GraphOptions {
    /// Of this kind.
    pub kind: Option<EntityKind>,
    /// The entity with this id and its associates; `None` for the entities with most mentions.
    pub entity: Option<String>,
    /// Most nodes, at most 500; 0 by default.
    pub limit: usize,
}

impl Room {
    /// The co-occurrence graph: edges weighed by log-likelihood ratio, nodes with force-directed coordinates. Empty before recognition;
    /// fails with [`crate::ErrorKind::NotFound`] for an unknown id.
    pub fn graph(&self, options: &GraphOptions) -> Result<GraphView> {
        let Some(register) = &self.register else { return Ok(GraphView { nodes: Vec::new(), edges: Vec::new() }) };
        let limit = options.limit.min(MAX_NODES);
        let fits = |entity: &EntityId| options.kind.is_none() || register.entity_kind(*entity) == options.kind;
        let nodes: Vec<EntityId> = match &options.entity {
            None => register.entity_ids().filter(fits).take(limit).collect(),
            Some(id) => {
                let middle = self.find_entity(id)?;
                let beside = self.cooccurring_entities(register, middle, &register.entity_record(middle)?)?;
                let beside =
                    beside.iter().filter_map(|associate| register.find_by_id(&associate.row.entity.id).transpose());
                let fitting = beside.filter(|found| found.as_ref().map_or(true, fits));
                std::iter::once(Ok(middle)).chain(fitting).take(limit).collect::<Result<_>>()?
            }
        };
        let places: FxHashMap<EntityId, u32> = nodes.iter().copied().zip(0..).collect();
        let mut pairs: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for number in (0..register.document_count()).map(DocumentId) {
            for (_, entities) in register.mention_list(number).entities_by_sentence() {
                let here: Vec<u32> = entities.iter().filter_map(|entity| places.get(entity).copied()).collect();
                for (at, &a) in here.iter().enumerate() {
                    for &b in here.iter().skip(at + 1) {
                        *pairs.entry((a.min(b), a.max(b))).or_default() += 1;
                    }
                }
            }
        }
        let records: Vec<EntityRecord> =
            nodes.iter().map(|&node| register.entity_record(node)).collect::<Result<_>>()?;
        let (all, count) =
            (self.naming_sentence_count(register), |at: u32| records.get(at as usize).map_or(0, |node| node.sentences));
        let mut edges: Vec<EdgeView> = pairs
            .into_iter()
            .map(|((a, b), sentences)| EdgeView {
                a,
                b,
                sentences,
                score: log_likelihood(sentences, count(a), count(b), all),
            })
            .collect();
        sort_by(&mut edges, |x, y| {
            y.score.total_cmp(&x.score).then(y.sentences.cmp(&x.sentences)).then((x.a, x.b).cmp(&(y.a, y.b)))
        });
        edges.truncate(EDGES_PER_NODE * nodes.len());
        let springs: Vec<(u32, u32, f64)> = edges.iter().map(|edge| (edge.a, edge.b, edge.sentences.into())).collect();
        let nodes = records.into_iter().zip(force_directed_layout(nodes.len(), &springs));
        Ok(GraphView {
            nodes: nodes.map(|(record, (x, y))| NodeView { row: entity_row_of(record), x, y }).collect(),
            edges,
        })
    }

    /// A page of the sentences that mention both entities, in corpus order; `offset` and `limit` count sentences. Fails with
    /// [`crate::ErrorKind::NotFound`] for an unknown id.
    pub fn together(&self, a: &str, b: &str, offset: usize, limit: usize) -> Result<PageOf<Evidence>> {
        let (a, b) = (self.find_entity(a)?, self.find_entity(b)?);
        let Some(register) = &self.register else { return Err(entities::not_recognised_error()) };
        let mut places = Vec::new();
        let with_b: Vec<DocumentId> = register.entity_postings(b).map(|(number, _)| number).collect();
        for (number, _) in register.entity_postings(a).filter(|(number, _)| with_b.binary_search(number).is_ok()) {
            let both = register.mention_list(number).entities_by_sentence().into_iter();
            let both = both.filter(|(_, entities)| entities.contains(&a) && entities.contains(&b));
            places.extend(both.map(|(sentence, _)| (number, sentence)));
        }
        let page = places.iter().skip(offset).take(limit);
        let items = page.map(|&place| self.sentence_evidence(register, place, &[a, b])).collect::<Result<_>>()?;
        Ok(PageOf { total: places.len(), offset, items })
    }
}
