import { defineConfig } from "vitest/config";
import { precompileTemplates } from "./scripts/precompile-templates.js";

export default defineConfig({
  plugins: [precompileTemplates],
  test: {
    dir: "test",
    testTimeout: 30_000,
    setupFiles: ["test/setup.ts"],
    maxWorkers: "100%",
    // Files of tests share the modules of their worker: to load them anew for each takes longer than many a file's tests.
    isolate: false,
    tags: [
      { name: "slow", description: "Measures, and long forms of other tests: npm run test:slow" },
    ],
    tagsFilter: ["!slow"],
  },
});
