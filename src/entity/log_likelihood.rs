//! Log-likelihood ratio: how much more often two things co-occur than chance would have it.

/// Log-likelihood ratio G² of two things that co-occur in `both` of `all` places, one in `a` and the other in `b` of
/// them (Dunning 1993, "Accurate Methods for the Statistics of Surprise and Coincidence"). One-sided: 0 where they
/// co-occur no more often than by chance; above 3.84 chance is less than one in twenty.
///
/// ```
/// use reading_room::internals::entity::log_likelihood;
/// assert!(log_likelihood(8, 10, 12, 1000) > log_likelihood(2, 10, 12, 1000));
/// assert_eq!(log_likelihood(1, 50, 40, 1000), 0.0);
/// ```
pub fn log_likelihood(both: u32, a: u32, b: u32, all: u32) -> f64 {
    let [both, a, b, all] = [both, a, b, all].map(f64::from);
    if all <= 0.0 || both * all <= a * b {
        return 0.0;
    }
    let cell =
        |seen: f64, row: f64, column: f64| if seen > 0.0 { seen * (seen * all / (row * column)).ln() } else { 0.0 };
    let sum = cell(both, a, b)
        + cell(a - both, a, all - b)
        + cell(b - both, all - a, b)
        + cell(all - a - b + both, all - a, all - b);
    (2.0 * sum).max(0.0)
}
