//! Build speed and query times of the core, natively. `make bench` runs it beside the same in WebAssembly.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use reading_room::{Document, Room, RoomBuilder, SearchOptions, Source};

/// Articles of the measured corpus, about 2.5 KB each.
const ARTICLES: usize = 2_000;

/// Different words of the measured corpus.
const VOCABULARY: usize = 30_000;

/// Numbers that look random and are the same each time (a 64-bit linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// Words as language has them: the second is half as frequent as the first, and so on (Zipf's law).
    fn rank(&mut self) -> usize {
        let share = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        ((VOCABULARY as f64).powf(share) as usize).min(VOCABULARY - 1)
    }
}

/// The word with this rank; frequent ones are short.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ta", "ren", "mo", "li", "sha", "vor", "ka", "nel", "pi", "dro", "su", "mer", "fa", "gol", "ni", "tes", "ba",
        "rul", "we", "cin",
    ];
    let mut rest = rank + 1;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

fn articles() -> Vec<Source> {
    let mut dice = Dice(7);
    let sentence = |dice: &mut Dice| {
        let words: Vec<String> = (0..8 + dice.roll(18)).map(|_| word(dice.rank())).collect();
        let text = words.join(" ");
        format!("{}{}.", text[..1].to_uppercase(), &text[1..])
    };
    (0..ARTICLES)
        .map(|number| {
            let paragraphs: Vec<String> =
                (0..5).map(|_| (0..4).map(|_| sentence(&mut dice)).collect::<Vec<_>>().join(" ")).collect();
            let title = sentence(&mut dice).trim_end_matches('.').to_owned();
            let date = format!("{}-{:02}-{:02}", 2015 + number % 10, 1 + number % 12, 1 + number % 28);
            Source { title: Some(title), date: Some(date), text: paragraphs.join("\n\n"), ..Source::default() }
        })
        .collect()
}

fn room(articles: &[Source]) -> Room {
    let mut builder = RoomBuilder::default();
    for article in articles {
        builder.add(article.clone()).expect("a measured article can be read");
    }
    builder.build().expect("a measured room can be built")
}

fn building(criterion: &mut Criterion) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter_batched(
            || articles.clone(),
            |articles| articles.into_iter().filter_map(|article| Document::parse(article).ok()).count(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("parse and index", |bencher| bencher.iter(|| room(black_box(&articles))));
    let stored = room(&articles).to_bytes().expect("a measured room can be stored");
    group.bench_function("load", |bencher| {
        bencher.iter_batched(|| stored.clone(), |stored| Room::from_bytes(stored).is_ok(), BatchSize::LargeInput);
    });
    group.finish();
    println!("{ARTICLES} articles, {bytes} bytes of text, {} bytes stored", stored.len());
}

fn asking(criterion: &mut Criterion) {
    let room = room(&articles());
    let [frequent, usual, rare] = [3, 300, 9_000].map(word);
    let typed = &usual[..usual.len().min(4)];
    let misspelt = format!("{}x{}", &rare[..3], &rare[3..]);
    let queries = [
        ("one rare word", format!("{rare} ")),
        ("one frequent word", format!("{frequent} ")),
        ("three words", format!("{frequent} {usual} {rare} ")),
        ("a phrase", format!("\"{frequent} {usual}\"")),
        ("two letters typed", typed[..2].to_owned()),
        ("a word half typed", typed.to_owned()),
        ("a misspelt word", format!("{misspelt} ")),
    ];
    let mut group = criterion.benchmark_group("search");
    for (name, query) in queries {
        group
            .bench_function(name, |bencher| bencher.iter(|| room.search(black_box(&query), &SearchOptions::default())));
    }
    group.bench_function("suggest", |bencher| bencher.iter(|| room.suggest(black_box(typed), 8)));
    let first = room.overview(0, 1).expect("a measured room has an overview").articles.remove(0).id;
    group.bench_function("open an article", |bencher| bencher.iter(|| room.article(&first, black_box(&usual)).is_ok()));
    group.finish();
}

criterion_group!(benches, building, asking);
criterion_main!(benches);
