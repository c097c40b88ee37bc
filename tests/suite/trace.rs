//! What `trace` and `why` show.

use std::time::{Duration, Instant};

use paperclade::cli::outcome::Outcome;
use paperclade::model::explanation::Kinship;
use paperclade::model::{Because, Fact, Graph, Lineage, Status};
use paperclade::text::width::columns;
use paperclade::trace::{self, Limits};

use crate::support::command::{ran, refused};
use crate::support::sample::{self, inferred, stated, work};

fn check(line: &[&str], expected: &str) {
    let (_, text) = ran(line, &sample::graph());
    assert_eq!(text.trim_end(), expected.trim(), "{line:?}\n{text}");
}

#[test]
fn a_tree_names_relation_year_line_and_quote_of_each_step() {
    check(
        &["trace", "sdxl", "--ancestors"],
        r#"
SDXL  2023-07

ancestors: 3
└─ extends Stable Diffusion  2022-08  (mentioned)
   │ 日志/daily log.md:38 “在 SD 的基础上优化 "<&>"”
   └─ variant of LDM  2022
      │ 日志/daily log.md:40 “SD 是 LDM 的开源模型”
      └─ extends DDPM  2020
           日志/daily log.md:30 “keeps DDPM's algorithm”
"#,
    );
}

#[test]
fn a_diamond_is_opened_once_and_an_inferred_step_is_dashed() {
    check(
        &["trace", "VQ-VAE", "--descendants"],
        r"
VQ-VAE  2017

descendants: 4
├─ inspired VQGAN  2020-12  (mentioned)
│  │ 日志/daily log.md:24 “为 VQGAN 做了铺垫”
│  └─ used (model) by CM3  2022-01
│     │ 日志/daily log.md:20 “引入了 VQGAN”
│     └─ extended by CM3leon  2023-09
│          日志/daily log.md:22 “builds on CM3”
└─ inspired DALLE  2021-02
   │ 日志/daily log.md:24 “为 DALLE 做了铺垫”
   └┄ succeeded by CM3  2022-01  … see above
        (inferred: next-in-family, from VQ-VAE)
",
    );
}

#[test]
fn depth_relation_and_basis_narrow_a_tree() {
    check(
        &["trace", "BLIP-2", "--descendants", "--depth", "1", "--brief"],
        r"
BLIP-2  2023-01  (mentioned)

descendants: 2
├─ used (model) by MiniGPT-4  2023-04  … 1 more behind it
└─ extended by InstructBLIP  2023-06
",
    );
    check(
        &["trace", "BLIP-2", "--descendants", "--relation", "Extends", "--brief"],
        "BLIP-2  2023-01  (mentioned)\n\ndescendants: 1\n└─ extended by InstructBLIP  2023-06",
    );
    let (_, text) = ran(&["trace", "DALLE", "--descendants", "--stated"], &sample::graph());
    assert!(text.contains("descendants: none"), "{text}");
    let (outcome, _) = ran(&["trace", "DDPM", "--ancestors"], &sample::graph());
    assert_eq!(outcome, Outcome::NothingFound);
}

#[test]
fn a_depth_opens_each_work_where_it_is_nearest() {
    let mut graph = Graph { entities: ["a", "b", "c", "d"].map(|id| work(id, "2020")).to_vec(), ..Graph::default() };
    graph.facts = vec![stated("d", "extends", "c"), stated("c", "extends", "b"), stated("d", "usesData", "b")];
    graph.facts.push(stated("b", "extends", "a"));
    graph.entities[2].published = "2021".parse().ok();
    graph.sort();
    let (_, text) = ran(&["trace", "d", "--ancestors", "--brief", "--depth", "2"], &graph);
    let lines: Vec<&str> = text.lines().skip(3).map(str::trim).collect();
    let expected =
        ["├─ extends C  2021", "│  └─ extends B  2020  … see below", "└─ uses (data) B  2020", "└─ extends A  2020"];
    assert_eq!(lines, expected, "{text}");
    let (_, text) = ran(&["trace", "d", "--ancestors", "--brief", "--depth", "1"], &graph);
    let lines: Vec<&str> = text.lines().skip(3).map(str::trim).collect();
    assert_eq!(
        lines,
        ["├─ extends C  2021  … 1 more behind it", "└─ uses (data) B  2020  … 1 more behind it"],
        "{text}"
    );
}

#[test]
fn wrong_names_relations_and_works_are_refused_with_advice() {
    let hint = |line: &[&str]| refused(line, &sample::graph()).hint().unwrap_or_default();
    assert!(hint(&["trace", "SDLX"]).starts_with("did you mean `SDXL`"));
    assert!(hint(&["why", "DDPM", "Stable Difusion"]).starts_with("did you mean `Stable Diffusion`"));
    assert!(hint(&["trace", "SDXL", "--relation", "extend"]).contains("`extends`"));
    assert!(refused(&["trace", "--all"], &sample::graph()).to_string().contains("--format svg"));
}

#[test]
fn a_cycle_ends_and_is_reported_once() {
    let mut graph = Graph { entities: ["a", "b", "c"].map(|id| work(id, "2020")).to_vec(), ..Graph::default() };
    graph.facts = vec![stated("a", "extends", "b"), stated("b", "extends", "c"), stated("c", "extends", "a")];
    graph.facts.push(stated("c", "usesData", "c"));
    graph.sort();
    let (_, text) = ran(&["trace", "B", "--brief"], &graph);
    assert_eq!(text.matches("↺ cycle: stands above").count(), 4, "{text}");
    assert!(text.contains("cycle: A → C → B → A; one of these steps must be wrong"), "{text}");
    assert_eq!(text.matches("\ncycle:").count(), 2, "{text}");
    let (outcome, text) = ran(&["why", "A", "C"], &graph);
    assert_eq!(outcome, Outcome::Done);
    assert!(text.contains("The notes also say the reverse"), "{text}");
}

#[test]
fn several_relations_between_two_works_make_one_step() {
    let mut graph = Graph { entities: vec![work("a", "2020"), work("b", "2021")], ..Graph::default() };
    graph.facts = vec![stated("b", "usesData", "a"), stated("b", "extends", "a"), inferred("b", "buildsOn", "a")];
    graph.sort();
    let (_, text) = ran(&["trace", "b", "--ancestors"], &graph);
    assert!(text.contains("└─ extends, uses (data) A  2020"), "{text}");
    assert_eq!(text.matches("n.md:1").count(), 2, "{text}");
    assert!(!text.contains("inferred"), "{text}");
}

#[test]
fn a_long_line_goes_on_at_the_margin_and_every_line_fits_eighty_columns() {
    let mut graph = sample::field(120);
    for at in 1..120 {
        let (later, earlier) = (format!("{at:04}"), format!("{:04}", at - 1));
        let mut fact = stated(&later, "extends", &earlier);
        if let Because::Stated(evidence) = &mut fact.because {
            evidence[0].quote =
                "在它的基础上改进，引入了离散化的图像表示与自回归的生成过程，并且沿用了全部的训练设置".repeat(2);
            evidence[0].note =
                "很长的文件夹名称/另一个很长的文件夹名称/更长的文件夹名称/日志 2024 年第一季度.md".to_owned();
        }
        graph.facts.push(fact);
    }
    graph.entities[60].label.text =
        "一个非常非常非常长的标题：用离散表示统一图像与文本的生成和理解的大规模预训练模型".repeat(2);
    graph.sort();
    let last = graph.entities[119].label.text.clone();
    let first = graph.entities[0].label.text.clone();
    let long = graph.entities[60].label.text.clone();
    let lines = [
        vec!["trace", &last],
        vec!["trace", &first],
        vec!["trace", &long],
        vec!["why", &last, &first, "--steps", "100"],
        vec!["why", &last, &first, "--steps", "1"],
        vec!["why", &long, &first, "--steps", "100"],
        vec!["why", &long, &long],
    ];
    for line in lines {
        let (_, text) = ran(&line, &graph);
        let widest = text.lines().max_by_key(|line| columns(line)).unwrap_or_default();
        assert!(columns(widest) <= 80, "{} columns: {widest}", columns(widest));
        if line[0] == "trace" && line[1] != long {
            assert!(text.contains("… continued below") && text.contains(", continued\n"), "{text}");
        }
    }
}

#[test]
fn why_tells_the_line_from_the_ancestor_whichever_is_named_first() {
    let expected = r#"
DDPM → LDM → Stable Diffusion → SDXL
  LDM extends DDPM
    日志/daily log.md:30 “keeps DDPM's algorithm”
  Stable Diffusion variant of LDM
    日志/daily log.md:40 “SD 是 LDM 的开源模型”
  SDXL extends Stable Diffusion
    日志/daily log.md:38 “在 SD 的基础上优化 "<&>"”
  weakest step: Stable Diffusion variant of LDM (confidence 0.90, one quote)
"#;
    check(&["why", "DDPM", "SDXL"], expected);
    check(&["why", "sdxl", "ddpm"], expected);
}

#[test]
fn why_shows_the_stated_line_before_the_inferred_one() {
    check(
        &["why", "VQ-VAE", "CM3"],
        r"
VQ-VAE → VQGAN → CM3
  VQGAN inspired by VQ-VAE  日志/daily log.md:24 “为 VQGAN 做了铺垫”
  CM3 uses (model) VQGAN    日志/daily log.md:20 “引入了 VQGAN”
  weakest step: VQGAN inspired by VQ-VAE (confidence 0.90, one quote)

VQ-VAE → DALLE ⇢ CM3
  DALLE inspired by VQ-VAE  日志/daily log.md:24 “为 DALLE 做了铺垫”
  ┄ CM3 succeeds DALLE      (inferred: next-in-family, from VQ-VAE)
  weakest step: CM3 succeeds DALLE (inferred, no sentence says so)
",
    );
    let (_, text) = ran(&["why", "VQ-VAE", "CM3", "--paths", "1"], &sample::graph());
    assert!(text.contains("There are more lines of descent") && !text.contains("DALLE"), "{text}");
    let (_, text) = ran(&["why", "VQ-VAE", "CM3", "--stated"], &sample::graph());
    assert!(!text.contains("DALLE"), "{text}");
}

#[test]
fn why_follows_blip_2_into_minigpt_5() {
    let (outcome, text) = ran(&["why", "BLIP2", "MiniGPT5"], &sample::graph());
    assert_eq!(outcome, Outcome::Done);
    assert!(text.starts_with("BLIP-2 → MiniGPT-4 → MiniGPT-5\n"), "{text}");
    assert!(text.contains("日志/daily log.md:33 “BLIP2 的 ViT + Vicuna”"), "{text}");
    assert!(text.contains("weakest step: MiniGPT-4 uses (model) BLIP-2"), "{text}");
}

#[test]
fn where_neither_descends_the_common_ancestor_is_shown_and_nothing_found() {
    let (outcome, text) = ran(&["why", "InstructBLIP", "MiniGPT-5"], &sample::graph());
    assert_eq!(outcome, Outcome::NothingFound);
    assert!(text.starts_with("Neither descends from the other: InstructBLIP, MiniGPT-5.\n\nBoth descend from BLIP-2."));
    assert!(text.contains("BLIP-2 → InstructBLIP\n") && text.contains("BLIP-2 → MiniGPT-4 → MiniGPT-5\n"), "{text}");
    let (outcome, text) = ran(&["why", "DDPM", "CM3"], &sample::graph());
    assert_eq!(outcome, Outcome::NothingFound);
    assert!(text.contains("no common ancestor"), "{text}");
    let (_, text) = ran(&["why", "SD", "Stable Diffusion"], &sample::graph());
    assert_eq!(text, "Stable Diffusion and Stable Diffusion are one work.\n");
}

#[test]
fn a_descent_beyond_the_limit_says_what_limit_would_do() {
    let (outcome, text) = ran(&["why", "DDPM", "SDXL", "--steps", "2"], &sample::graph());
    assert_eq!(outcome, Outcome::NothingFound);
    assert!(text.contains("only in 3 steps; allow them: `--steps 3`"), "{text}");
}

#[test]
fn surer_evidence_goes_first_and_all_of_it_up_to_three_is_shown() {
    let mut graph = Graph { entities: vec![work("a", "2020"), work("b", "2021")], ..Graph::default() };
    let mut fact = stated("b", "extends", "a");
    if let Because::Stated(evidence) = &mut fact.because {
        let first = evidence[0].clone();
        for (line, confidence) in [(2, 0.6), (3, 0.95), (4, 0.7)] {
            let mut more = first.clone();
            (more.line, more.confidence) = (line, confidence);
            evidence.push(more);
        }
    }
    graph.facts = vec![fact];
    let (_, text) = ran(&["why", "a", "b"], &graph);
    let lines: Vec<usize> = ["n.md:3", "n.md:1", "n.md:4"].map(|place| text.find(place).expect("shown")).to_vec();
    assert!(lines.is_sorted() && text.contains("and 1 more") && !text.contains("n.md:2"), "{text}");
}

#[test]
fn millions_of_paths_between_layers_are_not_walked() {
    // Seven layers of seven works, each on all works of the layer before: 7^6 paths between the first and the last.
    let id = |layer: usize, at: usize| format!("w{layer}{at}");
    let mut graph = Graph::default();
    for layer in 0..7 {
        for at in 0..7 {
            graph.entities.push(work(&id(layer, at), &format!("{}", 2010 + layer)));
            let earlier = (0..if layer == 0 { 0 } else { 7 }).map(|before| id(layer - 1, before));
            graph.facts.extend(earlier.map(|earlier| stated(&id(layer, at), "extends", &earlier)));
        }
    }
    graph.sort();
    let lineage = Lineage::of(&graph);
    let ends = [id(6, 3), id(0, 3)].map(|id| lineage.node(&format!("work/{id}")).expect("there"));
    let start = Instant::now();
    let explanation = trace::explanation(&lineage, ends, Limits::default());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let Kinship::Descent { paths, more, .. } = explanation.kinship else { panic!("no descent") };
    assert!(paths.len() == 5 && more && paths.iter().all(|path| path.hops.len() == 6));
    let (_, tree) = ran(&["trace", "w63", "--ancestors"], &graph);
    assert!(tree.lines().count() < 700, "{} lines", tree.lines().count());
}

#[test]
fn the_owners_word_is_shown_with_its_reason() {
    let mut graph = Graph { entities: vec![work("a", "2020"), work("b", "2021")], ..Graph::default() };
    let because = Because::Asserted { line: 7, reason: "the authors told me".to_owned() };
    graph.facts = vec![Fact { because, ..stated("b", "extends", "a") }];
    let (_, text) = ran(&["trace", "b", "--ancestors"], &graph);
    assert!(text.contains("corrections:7 “the authors told me”"), "{text}");
}

#[test]
fn json_has_the_promised_fields() {
    let json =
        |line: &[&str]| -> serde_json::Value { serde_json::from_str(&ran(line, &sample::graph()).1).expect("JSON") };
    let family = json(&["trace", "CM3", "--ancestors", "--format", "json"]);
    assert_eq!(family["work"]["label"], "CM3");
    assert!(family.get("descendants").is_none() && family["cycles"].is_array());
    let first = &family["ancestors"][0];
    assert_eq!((&first["level"], &first["from"], &first["onward"]), (&1.into(), &"work/cm3".into(), &"open".into()));
    assert_eq!(first["work"]["status"], serde_json::to_value(Status::Mentioned).expect("a word"));
    let evidence = &first["steps"][0]["evidence"][0];
    assert_eq!((&evidence["line"], &evidence["quote"]), (&20.into(), &"引入了 VQGAN".into()));
    let inferred = &family["ancestors"][2]["steps"][0];
    assert_eq!((&inferred["basis"], &inferred["rule"]), (&"inferred".into(), &"next-in-family".into()));
    assert_eq!(inferred["premises"][0], "work/vq-vae");
    let why = json(&["why", "CM3", "VQ-VAE", "--format", "json"]);
    assert_eq!((&why["kinship"], &why["more"], &why["circular"]), (&"descent".into(), &false.into(), &false.into()));
    assert_eq!(why["paths"][1]["works"], serde_json::json!(["work/vq-vae", "work/dalle", "work/cm3"]));
    assert_eq!((&why["paths"][1]["weakest"], &why["paths"][1]["hops"][1]["inferred"]), (&1.into(), &true.into()));
    assert_eq!(
        json(&["why", "InstructBLIP", "MiniGPT-4", "--format", "json"])["shared"][0]["ancestor"]["label"],
        "BLIP-2"
    );
}
