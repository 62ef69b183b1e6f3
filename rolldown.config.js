import { readFileSync, readdirSync, rmSync } from "node:fs";
import { posix } from "node:path";
import { keepDeclarations } from "./scripts/declarations.js";
import { plainLoops } from "./scripts/plain-loops.js";
import { precompileTemplates } from "./scripts/precompile-templates.js";

/** What is run. */
const programs = {
  "src/cli": "src/cli.ts",
  "src/background": "src/commands/background-process.ts",
  "src/serve/check-thread": "src/serve/check-thread.ts",
  "src/lsp/check-thread": "src/lsp/check-thread.ts",
  "scripts/bench": "scripts/bench.ts",
  "scripts/conformance": "scripts/conformance.ts",
  "scripts/docs": "scripts/docs.ts",
  "scripts/openapi-mutants": "scripts/openapi-mutants.ts",
};

// Chunks of an older build that nothing names any more.
for (const folder of ["dist/src/chunks", "dist/src/program", "dist/modules"])
  rmSync(folder, { recursive: true, force: true });
keepDeclarations("dist/src", ["pipeline.d.ts", "rst-api.d.ts"]);

/** What programs start themselves, in a thread. */
const threads = new Set(["src/serve/check-thread.cjs", "src/lsp/check-thread.cjs"]);

/** Programs are started by a file that launches them: `cli.js` runs `cli.cjs`. */
const starters = {
  name: "starters",
  generateBundle(_options, bundle) {
    for (const { isEntry, fileName } of Object.values(bundle))
      if (isEntry && !threads.has(fileName)) this.emitFile(starterOf(fileName));
  },
};

function starterOf(program) {
  const launch = posix.relative(posix.dirname(program), "src/launch.js");
  const path = launch.startsWith(".") ? launch : `./${launch}`;
  return {
    type: "asset",
    fileName: program.replace(/\.cjs$/, ".js"),
    source: `#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { endProcess, launch } from "${path}";
const program = fileURLToPath(new URL("${posix.basename(program)}", import.meta.url));
({ exitCode: process.exitCode } = await launch(program, process.argv.slice(2)));
setImmediate(endProcess);
`,
  };
}

/** Libraries that are loaded when they are first needed, with `createRequire`: the bundler knows a bare `require`. */
const lateLibraries = {
  name: "late-libraries",
  transform: (code) => code.replace("const require = createRequire(import.meta.url);", ""),
};

/** The fields of markdown-it's classes as plain assignments, which is what its helper comes to: it makes a token of each few letters of a text. */
const plainFields = {
  name: "plain-fields",
  transform: (code, id) =>
    id.includes("/markdown-it/") ? code.replace(definedField, "this.$<name> = $<value>;") : null,
};

const definedField =
  /_defineProperty\(\s*this,\s*(?:\/\*(?:(?!\*\/)[^])*\*\/\s*)*"(?<name>\w+)",\s*(?<value>[^;]*?)\s*\);/g;

/** Characters beyond ASCII as escapes, which mean the same in strings and patterns: a file without any is read several times as fast, and takes half the memory. */
const asciiOnly = {
  name: "ascii-only",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk") chunk.code = withEscapes(chunk.code);
  },
};

function withEscapes(code) {
  return code.replace(/(?<escape>\\*)(?<unit>[^\0-\x7f])/g, (_whole, escape, unit) => {
    if (escape.length % 2 === 1) throw new Error(`there is a backslash before ${unit}`);
    return `${escape}\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The licenses of the libraries in the bundle, which go with their code. */
const licenses = {
  name: "licenses",
  generateBundle(_options, bundle) {
    const folders = Object.values(bundle)
      .flatMap(({ moduleIds = [] }) => moduleIds)
      .map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]);
    const texts = [...new Set(folders)].filter(Boolean).sort().map(licenseOf);
    this.emitFile({ type: "asset", fileName: "src/licenses.txt", source: texts.join("\n") });
  },
};

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8") : "";
  return `${name} ${version} (${license})\n\n${text}`;
}

/** All modules of the program, each as an entry. */
const modules = readdirSync("src", { recursive: true })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"));

/** Where the libraries are a link to those of another folder, the bundle is the same. */
const asNamed = { symlinks: false };

export default [
  /** What is imported from outside: modules as they are, with the libraries where npm puts them. */
  {
    input: {
      "src/launch": "src/launch.ts",
      "src/pipeline": "src/pipeline.ts",
      "src/rst-api": "src/rst-api.ts",
    },
    platform: "node",
    resolve: asNamed,
    plugins: [precompileTemplates],
    external: /^[^./]/,
    output: { dir: "dist", chunkFileNames: "src/chunks/[name].js" },
    logLevel: "warn",
  },
  /** What is run: few files with their libraries, since to load modules one by one takes Node longer than to build a small project. */
  {
    input: programs,
    platform: "node",
    resolve: asNamed,
    plugins: [
      precompileTemplates,
      lateLibraries,
      plainFields,
      plainLoops,
      asciiOnly,
      starters,
      licenses,
    ],
    output: {
      dir: "dist",
      format: "cjs",
      entryFileNames: "[name].cjs",
      chunkFileNames: "src/program/[name].cjs",
    },
    logLevel: "warn",
  },
  /** What tests import: each module by itself, since to compile them in each run takes longer than many of the tests. */
  {
    input: modules,
    platform: "node",
    resolve: asNamed,
    plugins: [precompileTemplates],
    external: /^[^./]/,
    treeshake: false,
    output: { dir: "dist/modules", preserveModules: true, preserveModulesRoot: "." },
    logLevel: "warn",
  },
  /** What readers run who search a site: beside the templates, since it goes into sites as they do. */
  {
    input: { search: "browser/search.ts" },
    platform: "browser",
    resolve: asNamed,
    plugins: [asciiOnly],
    output: {
      dir: "templates",
      format: "iife",
      entryFileNames: "[name].js",
      minify: true,
      banner: `/*! ${licenseOf("node_modules/minisearch").trim()} */`,
    },
    logLevel: "warn",
  },
];
