//! How far two divisions of the same actors agree.

/// How many actors are in community *a* of the one and *b* of the other, for all pairs that occur.
fn overlaps(one: &[u32], other: &[u32]) -> Vec<((u32, u32), u64)> {
    let mut pairs: Vec<(u32, u32)> = one.iter().copied().zip(other.iter().copied()).collect();
    pairs.sort_unstable();
    pairs
        .chunk_by(|a, b| a == b)
        .filter_map(|chunk| Some((*chunk.first()?, chunk.len() as u64)))
        .collect()
}

fn sizes(division: &[u32]) -> Vec<u64> {
    let num = division.iter().max().map_or(0, |&last| last as usize + 1);
    let mut sizes = vec![0; num];
    for &community in division {
        sizes[community as usize] += 1;
    }
    sizes
}

fn pairs(size: u64) -> f64 {
    size as f64 * (size as f64 - 1.0) / 2.0
}

/// How far two divisions agree on which pairs of actors belong together: 1 if they are the same, 0 on average if they
/// have nothing to do with each other; it may be negative.
///
/// The adjusted Rand index (Hubert & Arabie 1985, Journal of Classification 2:193). 1 if both put everybody together, or
/// everybody apart. Time O(V log V).
pub fn adjusted_rand_index(one: &[u32], other: &[u32]) -> f64 {
    let together: f64 = overlaps(one, other)
        .iter()
        .map(|&(_, size)| pairs(size))
        .sum();
    let in_one: f64 = sizes(one).into_iter().map(pairs).sum();
    let in_other: f64 = sizes(other).into_iter().map(pairs).sum();
    let all = pairs(one.len() as u64);
    let expected = if all > 0.0 {
        in_one * in_other / all
    } else {
        0.0
    };
    let most = f64::midpoint(in_one, in_other);
    if most == expected {
        1.0
    } else {
        (together - expected) / (most - expected)
    }
}

/// What one division tells about another, as a share of what both tell: 0 nothing, 1 if they are the same.
///
/// Normalized mutual information, 2·I/(H + H) (Danon and others 2005, J. Stat. Mech. P09008). 1 if both put everybody
/// together. Time O(V log V).
pub fn mutual_information(one: &[u32], other: &[u32]) -> f64 {
    let n = one.len() as f64;
    let entropy = |sizes: &[u64]| -> f64 {
        let shares = sizes.iter().map(|&size| size as f64 / n);
        shares
            .filter(|&share| share > 0.0)
            .map(|share| -share * share.ln())
            .sum()
    };
    let (of_one, of_other) = (sizes(one), sizes(other));
    let both = entropy(&of_one) + entropy(&of_other);
    if both <= 0.0 {
        return 1.0;
    }
    let shared: f64 = overlaps(one, other)
        .iter()
        .map(|&((a, b), size)| {
            let size = size as f64;
            let by_chance = of_one[a as usize] as f64 * of_other[b as usize] as f64 / n;
            size / n * (size / by_chance).ln()
        })
        .sum();
    (2.0 * shared / both).clamp(0.0, 1.0)
}

/// For each actor, how far its community is the same in both divisions: members of both, as a share of the members of
/// either.
pub(super) fn same_company(one: &[u32], other: &[u32]) -> Vec<f64> {
    let overlaps = overlaps(one, other);
    let (of_one, of_other) = (sizes(one), sizes(other));
    one.iter()
        .zip(other)
        .map(|(&a, &b)| {
            let both = overlaps
                .binary_search_by_key(&(a, b), |&(pair, _)| pair)
                .map_or(0, |place| overlaps[place].1);
            let either = of_one[a as usize] + of_other[b as usize] - both;
            both as f64 / either as f64
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_numbers() {
        let (one, other) = ([0, 0, 1, 1, 2], [2, 2, 0, 0, 1]);
        assert_eq!(adjusted_rand_index(&one, &other), 1.0);
        assert!((mutual_information(&one, &other) - 1.0).abs() < 1e-12);
        assert_eq!(same_company(&one, &other), [1.0; 5]);
    }

    #[test]
    fn known_values() {
        // The example of scikit-learn's documentation of `adjusted_rand_score`.
        let index = adjusted_rand_index(&[0, 0, 1, 1], &[0, 0, 1, 2]);
        assert!((index - 0.571_428_571_428_571_4).abs() < 1e-12, "{index}");
        assert_eq!(adjusted_rand_index(&[0, 0, 0, 0], &[0, 1, 2, 3]), 0.0);
        assert_eq!(mutual_information(&[0, 0, 0, 0], &[0, 1, 2, 3]), 0.0);
        let index = adjusted_rand_index(&[0, 0, 1, 1], &[0, 1, 0, 1]);
        assert!((index + 0.5).abs() < 1e-12, "{index}");
        let company = same_company(&[0, 0, 1, 1], &[0, 0, 0, 1]);
        assert_eq!(company, [2.0 / 3.0, 2.0 / 3.0, 0.25, 0.5]);
    }
}
