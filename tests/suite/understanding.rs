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
fn questions_are_understood_as_people_happen_to_put_them() {
    check(&[
        ("so which papers were derived from BLIP-2, if any?", "works/built-on-by-at-all work/blip-2"),
        ("Could you please tell me what models build on top of Stable Diffusion?", BUILT_ON_SD),
        ("BLIP-2 is the basis of which works", "works/built-on-by-at-all work/blip-2"),
        ("哪些模型是以 BLIP-2 为基础的", "works/built-on-by-at-all work/blip-2"),
        ("请问有没有哪些工作是在 VQ-VAE 的基础上做的？", "works/built-on-by-at-all work/vq-vae"),
        ("有谁的工作建立在 DDPM 之上", "works/built-on-by-at-all work/ddpm"),
        ("LDM 衍生出了哪些工作", "works/built-on-by-at-all work/ldm"),
        ("what directly extends CM3", "works/built-on-by work/cm3"),
        ("SDXL's ancestors please", "works/builds-on-at-all work/sdxl"),
        ("what are the roots of SDXL", "works/builds-on-at-all work/sdxl"),
        ("麻烦告诉我 SDXL 的前身都有哪些", "works/builds-on-at-all work/sdxl"),
        ("CM3leon 建立在哪些工作之上？", "works/builds-on-at-all work/cm3leon"),
        ("from which models did CM3leon evolve", "works/builds-on-at-all work/cm3leon"),
        ("what are the direct parents of SDXL", "works/builds-on work/sdxl"),
        ("SDXL 直接建立在什么之上", "works/builds-on work/sdxl"),
        ("anyone using VQGAN?", "works/used-by work/vqgan"),
        ("which models make use of VQGAN", "works/used-by work/vqgan"),
        ("谁在用 VQGAN", "works/used-by work/vqgan"),
        ("what parts is MiniGPT-4 made of", "works/uses-as-component work/minigpt-4"),
        ("MiniGPT-4 的视觉编码器是什么", "works/uses-as-component work/minigpt-4"),
        ("which datasets were used to train InstructBLIP", "works/trained-on-data-of work/instructblip"),
        ("InstructBLIP 的训练数据是哪来的", "works/trained-on-data-of work/instructblip"),
        ("what baselines does InstructBLIP compare against", "works/compares-with work/instructblip"),
        ("CFG 最早是谁提出的", "works/introduced-by method/cfg"),
        ("which paper first proposed classifier-free guidance", "works/introduced-by method/cfg"),
        ("VQGAN 出自哪篇论文", "works/introduced-by work/vqgan"),
        ("papers read during February 2024", "library/read-in-month 2024-02"),
        ("2024年2月份看过的论文", "library/read-in-month 2024-02"),
        ("list everything I read in 2024", "library/read-in-year 2024"),
        ("what is mentioned but I haven't read", "library/mentioned-not-read"),
        ("我接下来要读哪些", "library/mentioned-not-read"),
        ("LDM 跟 DDPM 之间有什么关系？", "lineage/relations-between work/ldm work/ddpm"),
        ("which works are siblings of MiniGPT-4", "lineage/siblings work/minigpt-4"),
        ("how did VQ-VAE's family develop over time", "lineage/timeline work/vq-vae"),
        ("VQ-VAE 家族的发展脉络是怎样的", "lineage/timeline work/vq-vae"),
        ("哪篇论文的后代最多", "lineage/most-descendants"),
        ("which paper is the most influential", "lineage/most-descendants"),
        ("有哪些讲扩散模型的论文", "concepts/works-about concept/diffusion"),
        ("我读过哪些跟扩散模型有关的论文", "concepts/works-about concept/diffusion"),
        ("what topics does LDM cover", "concepts/of-work work/ldm"),
        ("用得最多的数据集是哪些", "datasets/most-used"),
        ("VQGAN 用在了哪些工作里", "works/used-by work/vqgan"),
        ("谁继承了 VQ-VAE", "works/built-on-by-at-all work/vq-vae"),
        ("24年3月读了什么", "library/read-in-month 2024-03"),
        ("扩散模型有哪些论文", "concepts/works-about concept/diffusion"),
        ("我读过的扩散模型论文", "concepts/works-about concept/diffusion"),
        ("what's CM3leon?", "works/about work/cm3leon"),
        ("讲讲 CM3leon", "works/about work/cm3leon"),
        ("LDM 我读过没有", "works/read-at work/ldm"),
        ("SDXL 是怎么来的", "works/builds-on-at-all work/sdxl"),
        ("SDXL 怎么样", "?"),
        // No concept, and nothing that it is compared with either.
        ("SDXL 有哪些论文", "?"),
    ]);
}

#[test]
fn a_slip_of_the_keys_in_a_word_of_a_question_does_no_harm() {
    check(&[
        ("what are the ancesters of SDXL", "works/builds-on-at-all work/sdxl"),
        ("whcih papers use VQGAN", "works/used-by work/vqgan"),
        ("which papers biuld on BLIP-2", "works/built-on-by-at-all work/blip-2"),
        // Two words are as near, so it could be either.
        ("wich works build on BLIP-2", "?"),
    ]);
}

#[test]
fn what_nothing_here_answers_is_declined_however_near_it_is() {
    for words in [
        "is SDXL better than LDM",
        "why is SDXL so slow",
        "SDXL 和 LDM 哪个更好",
        "SDXL 有多少参数",
        "how many parameters does SDXL have",
        "who cites BLIP-2 the most",
        "write a poem about SDXL",
        "帮我写一篇综述",
        "delete SDXL",
        "which works build on BLIP-2 but not on Stable Diffusion",
        "which works build on BLIP-2 and were read in 2024",
        "which works build on BLIP-2 before 2023",
        "what made SDXL popular",
        "what improved SDXL",
        "what did I think of SDXL",
        "SDXL 的代码在哪",
        "is SDXL open source",
        "which works hate BLIP-2",
    ] {
        assert_eq!(heard(words), "?", "{words}");
    }
}

/// What is asked in the second row below.
const BUILT_ON_SD: &str = "works/built-on-by-at-all work/stable-diffusion";

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
