//! Where the nodes of a graph are drawn.

/// Turns by the golden angle, as seeds stand in a sunflower: near neighbours in order, none on another.
const GOLDEN_ANGLE: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_6);
/// Rounds, fewer for very many nodes: each costs the square of their number.
const MAX_ITERATIONS: usize = 300;
const MAX_PAIR_STEPS: usize = 30_000_000;
/// The longest way of a node in the first round, in parts of the width.
const INITIAL_TEMPERATURE: f64 = 0.1;
/// Pull to the middle, so that parts that hang on nothing stay in sight. With 0 they drift off and the rest becomes a dot; with
/// 10 all is one ball.
const GRAVITY: f64 = 3.0;

/// A place for each of `nodes` nodes in a square, from 0 to 1, so that those with an edge (two nodes and its weight) come near
/// each other and all others apart (Fruchterman and Reingold 1991).
///
/// Nothing but sums, products and square roots goes into it, which every machine works out alike: the same graph is the same
/// picture everywhere.
pub fn force_directed_layout(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<(f64, f64)> {
    let distance = (1.0 / nodes.max(1) as f64).sqrt();
    let heaviest = edges.iter().map(|edge| edge.2).fold(1.0, f64::max);
    let mut places = sunflower_positions(nodes);
    let rounds = (MAX_PAIR_STEPS / (nodes * nodes).max(1)).clamp(1, MAX_ITERATIONS);
    for round in 0..rounds {
        let mut ways: Vec<(f64, f64)> = places.iter().map(|&place| repulsive_force(place, &places, distance)).collect();
        for &(a, b, weight) in edges {
            let (Some(&from), Some(&to)) = (places.get(a as usize), places.get(b as usize)) else { continue };
            let (x, y) = (to.0 - from.0, to.1 - from.1);
            let pull = (x * x + y * y).sqrt() / distance * (0.5 + weight / heaviest);
            for (node, sign) in [(a, 1.0), (b, -1.0)] {
                if let Some(way) = ways.get_mut(node as usize) {
                    *way = (way.0 + sign * x * pull, way.1 + sign * y * pull);
                }
            }
        }
        let longest = INITIAL_TEMPERATURE * (1.0 - round as f64 / rounds as f64);
        for (place, way) in places.iter_mut().zip(ways) {
            let way = (way.0 + (0.5 - place.0) * GRAVITY, way.1 + (0.5 - place.1) * GRAVITY);
            let length = (way.0 * way.0 + way.1 * way.1).sqrt().max(f64::MIN_POSITIVE);
            let step = length.min(longest) / length;
            *place = (place.0 + way.0 * step, place.1 + way.1 * step);
        }
    }
    fit_to_square(&places)
}

fn sunflower_positions(nodes: usize) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (1.0, 0.0);
    let place = |at: usize| {
        (x, y) = (x * GOLDEN_ANGLE.0 - y * GOLDEN_ANGLE.1, x * GOLDEN_ANGLE.1 + y * GOLDEN_ANGLE.0);
        let radius = 0.5 * ((at as f64 + 0.5) / nodes as f64).sqrt();
        (0.5 + radius * x, 0.5 + radius * y)
    };
    (0..nodes).map(place).collect()
}

/// How the others push away what stands at `place`.
fn repulsive_force(place: (f64, f64), others: &[(f64, f64)], distance: f64) -> (f64, f64) {
    others.iter().fold((0.0, 0.0), |way, other| {
        let (x, y) = (place.0 - other.0, place.1 - other.1);
        let push = distance * distance / (x * x + y * y).max(1e-9);
        (way.0 + x * push, way.1 + y * push)
    })
}

/// The same picture, as wide and as high as can be.
fn fit_to_square(places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let range = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (across, down) =
        (range(&mut places.iter().map(|place| place.0)), range(&mut places.iter().map(|place| place.1)));
    let part = |value: f64, (low, high): (f64, f64)| if high > low { (value - low) / (high - low) } else { 0.5 };
    places.iter().map(|place| (part(place.0, across), part(place.1, down))).collect()
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
