//! What the parts of a note are called: `TL;DR`, `Method`, `动机`. Such words never name a paper.

/// What sections are called in English, without numbers and marks.
#[rustfmt::skip]
const ENGLISH: [&str; 344] = [
    "ablation", "ablation studies", "ablation study", "ablations", "abstract", "action items", "actions",
    "afterwards", "agenda", "algorithm", "analysis", "analysis of results", "ancestors", "annotations",
    "answer", "appendix", "application", "applications", "approach", "architecture", "archive", "aside",
    "attachments", "attendees", "authors", "availability", "backbone", "background", "backlinks", "bad",
    "baselines", "basic info", "basic information", "benchmark", "benchmarks", "bibliography", "caveat",
    "caveats", "changelog", "children", "citation", "claim", "claims", "code", "comment", "comments",
    "comparison", "comparisons", "components", "compute", "con", "conclusion", "conclusions", "connections",
    "cons", "contact", "contents", "context", "contribution", "contributions", "core", "core contribution",
    "core idea", "core ideas", "core method", "cost", "costs", "critique", "data", "data pipeline", "dataset",
    "datasets", "decision", "decisions", "decoder", "definitions", "derivation", "descendants", "design",
    "design choices", "details", "differences", "difficulty", "discussion", "discussion points", "dislikes",
    "done", "downstream", "encoder", "environment", "environments", "equation", "equations", "evaluation",
    "evaluation setup", "evidence", "example", "examples", "experiment", "experimental results", "experiments",
    "extension", "extensions", "extracted annotations", "faq", "figure", "figures", "final thoughts",
    "findings", "fine tuning", "finetuning", "first impression", "first impressions", "follow up", "follow ups",
    "for us", "further reading", "future", "future work", "general", "glossary", "good", "gotchas", "hardware",
    "highlights", "history", "home", "how", "how it works", "hyperparameters", "hypothesis", "idea", "ideas",
    "impact", "implementation", "implementation details", "impressions", "inbox", "index", "inference",
    "influence", "info", "information", "input", "inputs", "insights", "introduction", "intuition",
    "key contributions", "key finding", "key findings", "key idea", "key ideas", "key points", "key result",
    "key results", "key takeaways", "key terms", "keywords", "later", "later work", "legacy", "legend",
    "lessons", "lessons learned", "license", "likes", "limitation", "limitations", "lineage", "linked notes",
    "links", "log", "loss", "loss function", "losses", "main", "main claim", "main contributions",
    "main finding", "main findings", "main idea", "main ideas", "main point", "main points", "main results",
    "mdnotes", "memory", "meta", "metadata", "method", "methodology", "methods", "metrics", "minutes", "misc",
    "miscellaneous", "moc", "model", "model architecture", "model details", "modules", "more", "motivation",
    "my notes", "my opinion", "my question", "my questions", "my take", "my thoughts", "my view", "next",
    "next steps", "notation", "note", "notes", "novelty", "objective", "observation", "observations",
    "one liner", "open issues", "open problems", "open questions", "opinion", "optimization", "other", "others",
    "our use", "outline", "outlook", "output", "outputs", "overview", "paper", "paper info",
    "paper information", "paper log", "paper notes", "paper summary", "papers", "parents", "people", "pipeline", "pitfalls",
    "preliminaries", "pretraining", "pro", "problem", "problem setting", "problem statement", "progress",
    "proof", "pros", "pros and cons", "ps", "q a", "question", "questions", "quick notes", "quote", "quotes",
    "rating", "reading group", "reading list", "reading log", "reading notes", "readme", "recap", "recipe", "reference", "references", "related", "related notes",
    "related papers", "related work", "relation to other work", "relations", "release", "remark", "remarks",
    "reproducibility", "resources", "results", "scaling", "score", "see also", "setting", "settings", "setup",
    "side note", "significance", "speed", "status", "strength", "strengths", "strengths and weaknesses",
    "successors", "summary", "system", "table", "tables", "tags", "takeaway", "takeaways", "task", "tasks",
    "template", "terms", "theory", "thoughts", "timeline", "tl dr", "tldr", "todo", "tools", "topics",
    "training", "training data", "training details", "training recipe", "tricks", "untitled", "usage", "use",
    "verdict", "weakness", "weaknesses", "what", "what came after", "what came before", "what i do not like",
    "what i like", "what is new", "what they do", "when", "where", "who", "why", "why i read it",
    "why it matters", "wrap up", "zotero", "zotero links",
];
/// What sections are called in Chinese.
#[rustfmt::skip]
const CHINESE: [&str; 156] = [
    "一些想法", "一句话", "一句话总结", "下一步", "不足", "个人思考", "个人理解", "为什么读", "主干", "主要贡献", "亮点", "代码",
    "任务", "优点", "优缺点", "传承", "体会", "作者", "公式", "公式推导", "关联", "关键点", "其他", "其它", "几点思考",
    "分析", "创新", "创新点", "判断", "前情提要", "前置知识", "前身", "动机", "区别", "原理", "参考", "参考文献", "发展脉络",
    "后续", "后续发展", "后续工作", "吐槽", "启发", "基本信息", "备注", "复现", "实验", "实验结果", "实验结论", "实验设置",
    "对比", "小结", "局限", "局限性", "工具", "工程", "应用", "延伸", "延伸阅读", "异同", "引用", "影响", "待办", "心得",
    "怎么想到的", "思考", "思路", "总结", "想法", "感想", "我的意见", "我的推理", "我的理解", "我的看法", "扩展", "指标",
    "损失", "损失函数", "推导", "推理", "摘要", "收获", "效果", "数据", "数据集", "方法", "日志", "时间线", "术语",
    "杂谈", "杂项", "架构", "核心思想", "概述", "模型", "模型结构", "正文", "比较", "流程", "消融", "消融实验", "疑问",
    "目录", "相关", "相关工作", "研究动机", "研究方法", "研究背景", "研究问题", "碎片", "碎碎念", "笔记", "简介", "算法",
    "细节", "结果", "结果分析", "结论", "结语", "编码器", "缺点", "网络结构", "背景", "脉络", "补充", "要点", "观点",
    "解码器", "解读", "计划", "讨论", "训练", "训练数据", "训练细节", "论文", "论文信息", "论文笔记", "设置", "证明", "评价",
    "评分", "评测", "评论", "说明", "贡献", "资源", "输入", "输出", "部署", "链接", "问题", "问题与思考", "闲话",
    "阅读笔记", "附录", "预备知识",
];

/// Whether words are what a part of any note may be called, however it is numbered and marked.
pub(super) fn is_section(words: &str) -> bool {
    let words = words.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    let words = ["一", "二", "三", "四", "五", "六"]
        .iter()
        .find_map(|number| words.strip_prefix(number)?.strip_prefix(['、', '.', '，']))
        .unwrap_or(words);
    let key: String = words.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = key.strip_prefix("the ").unwrap_or(&key);
    key.is_empty() || ENGLISH.contains(&key) || CHINESE.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_told_from_names() {
        for words in ["TL;DR", "## 2. Method", "一、动机", "💡 Key ideas", "Thoughts:", "3", "The problem"] {
            assert!(is_section(words), "{words}");
        }
        for words in ["CraneNet", "Model soups", "Attention", "方法论大模型"] {
            assert!(!is_section(words), "{words}");
        }
    }
}
