//! Questions in words: what is understood, what is declined, and what is missing.

use paperclade::error::Error;
use paperclade::knowledge::questions;
use paperclade::query::understand::{Argument, Understanding, understand};
use paperclade::text::names::Names;
use proptest::prelude::*;

use crate::support::shelf;

/// What words are understood as: `works/builds-on work/sdxl`, `?` if they are not, or the error.
fn heard(words: &str) -> String {
    let (graph, questions) = (shelf::graph(), questions::load(None).expect("the shipped questions are proper"));
    match understand(words, &questions, &Names::of(&graph)) {
        Ok(Understanding::Clear(understood)) => {
            let values = understood.values.iter().map(|value| match value {
                Argument::Thing(words) | Argument::Words(words) => format!(" {words}"),
                Argument::Number(number) => format!(" {number}"),
            });
            format!("{}{}", understood.question.name, values.collect::<String>())
        }
        Ok(Understanding::Unclear { .. }) => "?".to_owned(),
        Err(error) => format!("{error}"),
    }
}

fn check(expected: &[(&str, &str)]) {
    let wrong: Vec<String> = expected
        .iter()
        .map(|(words, meaning)| (words, meaning, heard(words)))
        .filter(|(_, meaning, heard)| *meaning != heard)
        .map(|(words, meaning, heard)| format!("{words}\n  expected {meaning}\n  heard    {heard}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn questions_in_english_are_understood() {
    check(&[
        ("which works build on BLIP-2", "works/built-on-by-at-all work/blip-2"),
        ("Which works build on BLIP-2?", "works/built-on-by-at-all work/blip-2"),
        ("what builds on blip2", "works/built-on-by-at-all work/blip-2"),
        ("which papers are built on BLIP 2", "works/built-on-by-at-all work/blip-2"),
        ("which papers build directly on BLIP-2?", "works/built-on-by work/blip-2"),
        ("what does SDXL build on?", "works/builds-on-at-all work/sdxl"),
        ("what is SDXL based on", "works/builds-on-at-all work/sdxl"),
        ("What are the ancestors of SDXL?", "works/builds-on-at-all work/sdxl"),
        ("what does MiniGPT-4 directly build on", "works/builds-on work/minigpt-4"),
        ("which papers use VQGAN", "works/used-by work/vqgan"),
        ("Who uses VQGAN?", "works/used-by work/vqgan"),
        ("which models does MiniGPT-4 use", "works/uses-as-component work/minigpt-4"),
        ("what was MiniGPT-4 fine tuned from?", "works/fine-tuned-from work/minigpt-4"),
        ("which data was MiniGPT-4 trained on", "works/trained-on-data-of work/minigpt-4"),
        ("what is InstructBLIP compared with", "works/compares-with work/instructblip"),
        ("who proposed DDPM?", "works/introduced-by work/ddpm"),
        ("what did I read in January 2024", "library/read-in-month 2024-01"),
        ("what did I read in 2024-01?", "library/read-in-month 2024-01"),
        ("What did I read in Feb 2024?", "library/read-in-month 2024-02"),
        ("what did I read in 2024", "library/read-in-year 2024"),
        ("what did I read", "library/read"),
        ("what should I read next?", "library/mentioned-not-read"),
        ("what is on my reading list", "library/pending"),
        ("how are InstructBLIP and BLIP-2 related?", "lineage/relations-between work/instructblip work/blip-2"),
        ("does SDXL build on Stable Diffusion?", "lineage/relations-between work/sdxl work/stable-diffusion"),
        ("what came after DALLE", "lineage/came-after work/dalle"),
        ("timeline of LDM", "lineage/timeline work/ldm"),
        ("which works came out in 2023", "works/of-year 2023"),
        ("which works have the most descendants", "lineage/most-descendants"),
        ("who made LDM", "works/made-by work/ldm"),
        ("who built LDM", "works/made-by work/ldm"),
        ("builds on LDM", "works/built-on-by-at-all work/ldm"),
        ("what do I know about LDM", "works/about work/ldm"),
        ("Have I read LDM?", "works/read-at work/ldm"),
        ("What's the successor of DALLE?", "lineage/came-after work/dalle"),
        ("which surveys cover LDM?", "works/surveyed-by work/ldm"),
        ("what do DALLE and CM3 have in common?", "lineage/common-ancestors work/dalle work/cm3"),
        ("which works are evaluated on MS-COCO", "datasets/evaluated-on dataset/ms-coco"),
        ("which papers use COCO for evaluation", "datasets/evaluated-on dataset/ms-coco"),
        ("which works did OpenAI make", "organizations/works-of organization/openai"),
        ("what did I read about diffusion models", "concepts/works-about concept/diffusion"),
        ("please tell me which works build on SD", "works/built-on-by-at-all work/stable-diffusion"),
        ("who built on MiniGPT-4 with SD?", "works/built-on-both work/minigpt-4 work/stable-diffusion"),
        ("which works build on BLIP-2 and LDM", "works/built-on-both work/blip-2 work/ldm"),
        ("which works build on both BLIP-2 and LDM", "works/built-on-both work/blip-2 work/ldm"),
        ("what are the siblings of MiniGPT-4?", "lineage/siblings work/minigpt-4"),
        ("lineage of SDXL", "lineage/timeline work/sdxl"),
        ("compare VQGAN with VQ-VAE", "lineage/relations-between work/vqgan work/vq-vae"),
    ]);
}

#[test]
fn questions_in_chinese_are_understood() {
    check(&[
        ("哪些工作基于 BLIP-2", "works/built-on-by-at-all work/blip-2"),
        ("哪些工作基于BLIP-2？", "works/built-on-by-at-all work/blip-2"),
        ("有哪些论文是基于BLIP2的?", "works/built-on-by-at-all work/blip-2"),
        ("基于 BLIP-2 的工作有哪些", "works/built-on-by-at-all work/blip-2"),
        ("BLIP-2 的后续工作", "works/built-on-by-at-all work/blip-2"),
        ("BLIP-2的后续工作有哪些？", "works/built-on-by-at-all work/blip-2"),
        ("哪些工作直接基于 BLIP-2", "works/built-on-by work/blip-2"),
        ("SDXL 基于哪些工作？", "works/builds-on-at-all work/sdxl"),
        ("SDXL是基于什么工作的", "works/builds-on-at-all work/sdxl"),
        ("哪些工作使用了 VQGAN", "works/used-by work/vqgan"),
        ("请问哪些论文用了VQGAN？", "works/used-by work/vqgan"),
        ("MiniGPT-4 用了哪些模型", "works/uses-as-component work/minigpt-4"),
        ("InstructBLIP和哪些工作做了比较", "works/compares-with work/instructblip"),
        ("DDPM 是谁提出的？", "works/introduced-by work/ddpm"),
        ("2024年1月我读了哪些论文", "library/read-in-month 2024-01"),
        ("我在2024.1读了什么", "library/read-in-month 2024-01"),
        ("2024年我读了什么", "library/read-in-year 2024"),
        ("待读的工作有哪些", "library/pending"),
        ("哪些工作提到了但没读", "library/mentioned-not-read"),
        ("接下来该读什么？", "library/mentioned-not-read"),
        ("InstructBLIP 和 BLIP-2 是什么关系", "lineage/relations-between work/instructblip work/blip-2"),
        ("DALLE之后是什么", "lineage/came-after work/dalle"),
        ("LDM 的发展脉络", "lineage/timeline work/ldm"),
        ("2023年有哪些工作", "works/of-year 2023"),
        ("最有影响力的工作有哪些", "lineage/most-descendants"),
        ("关于扩散模型我读了哪些工作", "concepts/works-about concept/diffusion"),
        ("OpenAI 做了哪些工作", "organizations/works-of organization/openai"),
        ("哪些工作在 COCO 上评测", "datasets/evaluated-on dataset/ms-coco"),
        ("ＬＤＭ是哪个机构做的", "works/made-by work/ldm"),
        ("MiniGPT-4 的兄弟工作有哪些", "lineage/siblings work/minigpt-4"),
        ("哪些工作同时基于BLIP-2和LDM？", "works/built-on-both work/blip-2 work/ldm"),
        ("MiniGPT-4 的数据从哪来", "works/trained-on-data-of work/minigpt-4"),
        ("VQGAN 和 VQ-VAE 的关系", "lineage/relations-between work/vqgan work/vq-vae"),
    ]);
}

#[test]
fn questions_in_both_languages_at_once_are_understood() {
    check(&[
        ("which papers 基于 BLIP-2", "works/built-on-by-at-all work/blip-2"),
        ("哪些 paper 用到了 VQGAN", "works/used-by work/vqgan"),
        ("BLIP-2 有哪些 follow-up？", "works/built-on-by-at-all work/blip-2"),
        ("关于 diffusion models 的 papers 有哪些", "concepts/works-about concept/diffusion"),
        ("what did 我 read in 2024年1月", "library/read-in-month 2024-01"),
    ]);
}

#[test]
fn what_no_question_asks_is_declined() {
    check(&[
        ("", "?"),
        ("?", "?"),
        ("hello", "?"),
        ("BLIP-2", "?"),
        ("what is the weather", "nothing in the graph is called `weather`"),
        ("which works build on nothing at all but air", "?"),
        ("BLIP-2 的工作", "?"),
        ("which works build on BLIP-2 in medicine", "nothing in the graph is called `medicine`"),
        ("which works do not build on BLIP-2", "?"),
        ("which works build on BLIP-2 or LDM", "?"),
        ("which works that build on BLIP-2 did I read in 2024-01", "?"),
        ("delete BLIP-2", "?"),
        ("how do I cook rice", "?"),
        ("what did I read last month", "?"),
        ("which works use LoRA on BLIP-2", "?"),
        ("DDPM 的作者是谁", "?"),
        ("今天天气怎么样", "?"),
        ("哪些工作不基于 BLIP-2", "?"),
        ("BLIP-2 有多少参数", "?"),
        ("BLIP-2 好不好", "?"),
    ]);
}

#[test]
fn an_unknown_name_is_named_with_the_nearest() {
    let graph = shelf::graph();
    let questions = questions::load(None).expect("the shipped questions are proper");
    let error = |words: &str| match understand(words, &questions, &Names::of(&graph)) {
        Err(Error::UnknownName { name, nearest }) => (name, nearest),
        other => panic!("{words}: {other:?}"),
    };
    let (name, nearest) = error("which works build on MiniGTP-4");
    assert_eq!((name.as_str(), nearest[0].as_str()), ("MiniGTP-4", "MiniGPT-4"));
    assert_eq!(error("哪些工作基于 MiniGTP4").0, "MiniGTP4");
    assert_eq!(error("哪些工作基于飞桨").0, "飞桨");
    // A known name inside a longer one is not the one meant.
    assert_eq!(error("which works build on Stable Diffusion 3").0, "Stable Diffusion 3");
}

#[test]
fn a_missing_value_is_asked_for_with_an_example() {
    assert_eq!(
        heard("which works build on"),
        "`works/built-on-by-at-all` needs `work`; for example: paperclade ask works/built-on-by-at-all work=blip-2"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_words_are_heard_without_panic(words in "(哪些|工作|基于|BLIP-2|SD|的|2024年|2月|月|-|/|=|[ ?？《》“”'’.+#]|which|works|build on|not|\\PC){0,12}") {
        heard(&words);
    }
}
