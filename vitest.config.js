import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { builtFiles, builtModules } from "./scripts/built-modules.js";
import { precompileTemplates } from "./scripts/precompile-templates.js";

/** The table of templates is made of files besides its own, which no cache looks at. */
const neverCachedTemplates = {
  ...precompileTemplates,
  configureVitest: (context) =>
    context.experimental_defineCacheKeyGenerator(({ id }) =>
      precompileTemplates.transform.filter.id.test(id) ? false : undefined,
    ),
};

export default defineConfig({
  plugins: [builtModules, neverCachedTemplates],
  test: {
    dir: "test",
    testTimeout: 30_000,
    setupFiles: ["test/setup.ts"],
    // One more than cores: files that wait for a browser, another process or a clock leave a core free.
    maxWorkers: availableParallelism() + 1,
    // Files of tests share the modules of their worker: to load them anew for each takes longer than many a file's tests.
    isolate: false,
    // What TypeScript becomes stays in node_modules for the next run, by content.
    experimental: { fsModuleCache: true },
    server: { deps: { external: builtFiles } },
    tags: [
      { name: "slow", description: "Measures, and long forms of other tests: npm run test:slow" },
    ],
    tagsFilter: ["!slow"],
  },
});
