import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** The import rule of src/README.md: each layer knows only those before it, and of another folder only its public face. */
const layers = [
  ["base"],
  ["files", "data", "rst", "html", "changelog", "templates", "search"],
  ["schema", "markdown", "print-markdown"],
  ["api", "events", "proposals"],
  ["prose"],
  [
    "load",
    "validate",
    "model",
    "sections",
    "render",
    "assemble",
    "shortcodes",
    "transform",
    "point",
    "site",
  ],
  ["spec.ts", "phases.ts", "asked-project.ts", "text-templates.ts"],
  ["edited-nodes.ts"],
  ["edited-places.ts"],
  [
    "made-blocks.ts",
    "fill-pages.ts",
    "stray-pages.ts",
    "open-page.ts",
    "edited-page.ts",
    "edited-descriptions.ts",
    "edited-markdown.ts",
    "search-names.ts",
    "outputs",
    "diff",
  ],
  ["shortcode-makers.ts"],
  ["page-shortcodes.ts"],
  ["redrawn-page.ts"],
  ["build-pages.ts"],
  ["build-changelogs.ts"],
  ["all-pages.ts"],
  ["pipeline.ts", "rst-api.ts", "check", "color.ts"],
  ["serve"],
  ["lsp"],
  ["own-cache.ts"],
  ["commands", "cli.ts"],
  ["code-cache.ts"],
  ["launch.ts"],
];

/** Files besides a folder's public one that others may import. */
const shared = new Set([
  "rst/nodes.ts",
  "rst/lines.ts",
  "rst/context.ts",
  "rst/escapes.ts",
  "rst/messages.ts",
  "rst/names.ts",
  "rst/pseudo-xml.ts",
  "rst/terms.ts",
  "data/json-text.ts",
  "data/located.ts",
  "data/repeated.ts",
  "data/yaml-text.ts",
  "schema/all-references.ts",
  "schema/check-schema.ts",
  "schema/contradictions.ts",
  "schema/dialects.ts",
  "schema/example-size.ts",
  "schema/example.ts",
  "schema/example-value.ts",
  "schema/explain.ts",
  "schema/keywords.ts",
  "schema/merged.ts",
  "schema/numbers.ts",
  "schema/pattern-text.ts",
  "schema/property-names.ts",
  "schema/registry.ts",
  "schema/sample.ts",
  "schema/since.ts",
  "schema/validate.ts",
  "schema/values.ts",
  "schema/well-formed.ts",
  "schema/words.ts",
  "api/model.ts",
  "check/explain.ts",
  "commands/ask.ts",
  "commands/command.ts",
  "load/commit-files.ts",
  "load/git.ts",
  "load/nearest-project.ts",
  "load/project.ts",
  "load/release-state.ts",
  "base/safe-path.ts",
  "load/stat-at.ts",
  "load/tags.ts",
  "files/disk.ts",
  "files/kept.ts",
  "files/git.ts",
  "files/memory.ts",
  "files/make-folder.ts", // folders of outputs, wherever they are written
  "files/tree.ts",
  "load/work-tree.ts",
  "load/loose-text.ts",
  "html/element.ts",
  "html/html-places.ts",
  "html/raw-html.ts",
  "html/survey.ts",
  "html/words.ts",
  "html/svg.ts",
  "html/write.ts",
  "markdown/settings.ts",
  "site/other-pages.ts",
  "site/page.ts",
  "site/search-entries.ts",
  "site/versions/write-versions.ts",
  "serve/look.ts",
  "site/write-site.ts",
]);

/** Where the outside world may be touched. */
const mayTouchTheWorld =
  /^(files\/|load\/|site\/write-site\.ts|site\/versions\/write-versions\.ts|serve\/|lsp\/|commands\/|cli\.ts|launch\.ts|(code|own)-cache\.ts)/;
// How much work was done is a clock, as the time is.
const world =
  /\bfrom "node:(fs|http|child_process|net)[^"]*"|\bprocess\.(?!cpuUsage\b)|\bconsole\./;

/** Dependencies, and the folders that may import them. */
const homes: Readonly<Record<string, RegExp>> = {
  ajv: /^schema\//,
  chokidar: /^serve\//,
  commander: /^cli\.ts$/,
  handlebars: /^templates\//,
  "highlight.js": /^html\//,
  htmlparser2: /^html\//,
  diff: /^diff\//,
  "js-yaml": /^data\//,
  picocolors: /^(commands\/|serve\/|cli\.ts)/,
  "markdown-it": /^markdown\//,
  "smol-toml": /^base\/read-toml\.ts$/,
  minisearch: /^search\//,
  temml: /^html\//,
  "vscode-languageserver": /^lsp\//,
};

const files = new Map(
  readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => [normalize(path), readFileSync(join("src", path), "utf8")]),
);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** What a file imports: at its top, and where it needs it. */
function importsOf(from: string, text: string): Import[] {
  const above = [...text.matchAll(/^(?:import|export) (?:(type) )?([^;]*?)from "([^"]+)"/gm)];
  const within = [...text.matchAll(/(typeof )?\bimport\((?:\s*)"([^"]+)"/g)];
  const fileOf = (to: string) =>
    to.startsWith(".") ? join(dirname(from), to).replace(/\.js$/, ".ts") : to;
  return [
    ...above.map(([, type, , to]) => ({ from, to: fileOf(to!), typeOnly: type === "type" })),
    ...within.map(([, type, to]) => ({ from, to: fileOf(to!), typeOnly: type !== undefined })),
  ];
}

const imports = [...files].flatMap(([from, text]) => importsOf(from, text));
const ownImports = imports.filter(({ to }) => files.has(to));

const folderOf = (path: string) => path.split("/")[0]!;
const layerOf = (path: string) => layers.findIndex((names) => names.includes(folderOf(path)));

test("every file belongs to a layer", () => {
  expect([...files.keys()].filter((file) => layerOf(file) === -1)).toEqual([]);
});

test("values are imported from earlier layers only, types never from later ones", () => {
  const wrong = ownImports.filter(({ from, to, typeOnly }) => {
    if (folderOf(from) === folderOf(to)) return false;
    return typeOnly
      ? layerOf(to) > layerOf(from)
      : layerOf(to) >= layerOf(from) &&
          layerOf(from) !== layers.findIndex((names) => names.includes("commands"));
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("of another folder, only the public file is imported", () => {
  const isPublic = (path: string) =>
    folderOf(path) === "base" ||
    shared.has(path) ||
    path === `${folderOf(path)}/${folderOf(path)}.ts`;
  const wrong = ownImports.filter(
    ({ from, to }) => to.includes("/") && folderOf(from) !== folderOf(to) && !isPublic(to),
  );
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("there are no cycles, not even of types", () => {
  const edges = new Map<string, string[]>();
  for (const { from, to } of ownImports) edges.set(from, [...(edges.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test("files, processes and the console are touched only at the edges", () => {
  const wrong = [...files].filter(
    ([file, text]) => !mayTouchTheWorld.test(file) && world.test(text),
  );
  expect(wrong.map(([file]) => file)).toEqual([]);
});

test("what is read and written says where files, processes, networks and the environment are used", () => {
  const [, section = ""] = /## What is read and written\n([^]*?)\n## /.exec(
    readFileSync("src/README.md", "utf8"),
  )!;
  // `serve/{live,watch}.ts` stands for both, `markdown/html-*.ts` for all that fit.
  const named = [...section.matchAll(/`([^`]+)`/g)].flatMap(([, name = ""]) => {
    const group = /^(?<before>.*)\{(?<names>.*)\}(?<after>.*)$/.exec(name)?.groups;
    if (!group) return [name];
    return group["names"]!.split(",").map((each) => group["before"]! + each + group["after"]!);
  });
  const isNamed = (file: string) => named.includes(file);
  const reaches =
    /from "node:(?:fs|child_process|net|https?|http2|tls|dgram|dns|worker_threads|vm|cluster)\b|process\.env\b/;
  const missing = [...files].filter(([file, text]) => reaches.test(text) && !isNamed(file));
  expect(missing.map(([file]) => file)).toEqual([]);
  // Nor is anything there that is gone.
  const gone = named.filter((name) => /^[\w-]+\/[\w/-]+\.ts$/.test(name) && !files.has(name));
  expect(gone.filter((name) => !name.startsWith("test/"))).toEqual([]);
});

test("each dependency has one home", () => {
  const wrong = imports.filter(({ from, to }) => {
    if (to.startsWith("node:") || files.has(to) || to.endsWith(".json")) return false;
    if (from.startsWith("check/samples/")) return false; // within the texts of samples
    const name = Object.keys(homes).find(
      (known) => to === known || to.startsWith(`${known}/`) || to.startsWith(`${known}-`),
    );
    return name === undefined || !homes[name]!.test(from);
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});
