// Parses Mermaid files with the real Mermaid, which asks for a page: node .ci/mermaid.mjs FILE…
// The packages are found where NODE_MODULES says, since a module is looked up from its own folder.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(`${process.env.NODE_MODULES}/`);
const load = (name) => import(pathToFileURL(packages.resolve(name)));
const { JSDOM } = await load("jsdom").then((module) => module.default ?? module);
const page = new JSDOM("<!doctype html><body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await load("mermaid");

let wrong = 0;
for (const file of process.argv.slice(2)) {
    try {
        const { diagramType } = await mermaid.parse(readFileSync(file, "utf8"));
        console.log(`${file}: ${diagramType}`);
    } catch (error) {
        wrong += 1;
        console.error(`${file}: ${error.message}`);
    }
}
process.exit(wrong === 0 ? 0 : 1);
