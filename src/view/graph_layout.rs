//! Force-directed layout of a graph (Fruchterman and Reingold, "Graph drawing by force-directed placement", 1991).

/// Cosine and sine of the golden angle. Nodes begin on a sunflower spiral: successive ones near each other, no two on one point.
const GOLDEN_ANGLE: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_6);
/// Most iterations, and most pairs of nodes that all iterations together look at: each costs the square of the number of nodes.
const MAX_ITERATIONS: usize = 300;
const MAX_PAIR_STEPS: usize = 30_000_000;
/// Temperature: the largest displacement of a node in the first iteration, as a share of the width. It falls to zero.
const INITIAL_TEMPERATURE: f64 = 0.1;
/// Attraction to the centre, so that separate components stay in sight. With 0 they drift off and the rest becomes a dot; with
/// 10 all is one ball.
const GRAVITY: f64 = 3.0;

/// A position for each of `nodes` nodes in the unit square: nodes with an edge (two nodes and its weight) attract each other, all
/// nodes repel each other.
///
/// Only sums, products and square roots, which IEEE 754 rounds alike: the same graph has the same layout on every
/// machine.
pub fn force_directed_layout(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<(f64, f64)> {
    let distance = (1.0 / nodes.max(1) as f64).sqrt();
    let heaviest = edges.iter().map(|edge| edge.2).fold(1.0, f64::max);
    let mut positions = sunflower_positions(nodes);
    let iterations = (MAX_PAIR_STEPS / (nodes * nodes).max(1)).clamp(1, MAX_ITERATIONS);
    for iteration in 0..iterations {
        let mut forces: Vec<(f64, f64)> =
            positions.iter().map(|&position| repulsive_force(position, &positions, distance)).collect();
        for &(a, b, weight) in edges {
            let (Some(&from), Some(&to)) = (positions.get(a as usize), positions.get(b as usize)) else { continue };
            let (x, y) = (to.0 - from.0, to.1 - from.1);
            let attraction = (x * x + y * y).sqrt() / distance * (0.5 + weight / heaviest);
            for (node, sign) in [(a, 1.0), (b, -1.0)] {
                if let Some(force) = forces.get_mut(node as usize) {
                    *force = (force.0 + sign * x * attraction, force.1 + sign * y * attraction);
                }
            }
        }
        let temperature = INITIAL_TEMPERATURE * (1.0 - iteration as f64 / iterations as f64);
        for (position, force) in positions.iter_mut().zip(forces) {
            let force = (force.0 + (0.5 - position.0) * GRAVITY, force.1 + (0.5 - position.1) * GRAVITY);
            let length = (force.0 * force.0 + force.1 * force.1).sqrt().max(f64::MIN_POSITIVE);
            let step = length.min(temperature) / length;
            *position = (position.0 + force.0 * step, position.1 + force.1 * step);
        }
    }
    fit_to_square(&positions)
}

fn sunflower_positions(nodes: usize) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (1.0, 0.0);
    let position = |at: usize| {
        (x, y) = (x * GOLDEN_ANGLE.0 - y * GOLDEN_ANGLE.1, x * GOLDEN_ANGLE.1 + y * GOLDEN_ANGLE.0);
        let radius = 0.5 * ((at as f64 + 0.5) / nodes as f64).sqrt();
        (0.5 + radius * x, 0.5 + radius * y)
    };
    (0..nodes).map(position).collect()
}

/// Sum of the repulsive forces of `others` on a node at `position`.
fn repulsive_force(position: (f64, f64), others: &[(f64, f64)], distance: f64) -> (f64, f64) {
    others.iter().fold((0.0, 0.0), |force, other| {
        let (x, y) = (position.0 - other.0, position.1 - other.1);
        let repulsion = distance * distance / (x * x + y * y).max(1e-9);
        (force.0 + x * repulsion, force.1 + y * repulsion)
    })
}

/// The same layout, scaled to fill the unit square.
fn fit_to_square(positions: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let range = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (across, down) = (
        range(&mut positions.iter().map(|position| position.0)),
        range(&mut positions.iter().map(|position| position.1)),
    );
    let part = |value: f64, (low, high): (f64, f64)| if high > low { (value - low) / (high - low) } else { 0.5 };
    positions.iter().map(|position| (part(position.0, across), part(position.1, down))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_together_stands_together() {
        // Two rings of four with one edge between them.
        let ring = |first: u32| (0..4).map(move |at| (first + at, first + (at + 1) % 4, 1.0));
        let edges: Vec<_> = ring(0).chain(ring(4)).chain([(0, 4, 1.0)]).collect();
        let places = force_directed_layout(8, &edges);
        let far = |a: usize, b: usize| (places[a].0 - places[b].0).hypot(places[a].1 - places[b].1);
        let mean = |pairs: Vec<(usize, usize)>| pairs.iter().map(|&(a, b)| far(a, b)).sum::<f64>() / pairs.len() as f64;
        let pairs =
            |first: usize, second: usize| (0..4).flat_map(move |a| (0..4).map(move |b| (first + a, second + b)));
        let within = mean(pairs(0, 0).chain(pairs(4, 4)).filter(|(a, b)| a != b).collect());
        assert!(mean(pairs(0, 4).collect()) > 1.3 * within, "{places:?}");
        assert!(places.iter().all(|&(x, y)| (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)));
        assert_eq!(places, force_directed_layout(8, &edges), "the same every time");
    }

    #[test]
    fn none_one_and_many() {
        assert!(force_directed_layout(0, &[]).is_empty());
        assert_eq!(force_directed_layout(1, &[]), [(0.5, 0.5)]);
        let many = force_directed_layout(500, &[(0, 9999, 1.0)]);
        assert!(many.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
    }
}
