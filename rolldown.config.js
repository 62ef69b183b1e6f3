import { rmSync } from "node:fs";

// Those of an older build, which nothing names any more.
rmSync("dist/src/chunks", { recursive: true, force: true });

/**
 * The program in a few files: to load its modules one by one takes Node longer than a small project takes to build.
 * `tsc` checks the types and writes their declarations beside.
 */
export default {
  input: {
    "src/cli": "src/cli.ts",
    "src/pipeline": "src/pipeline.ts",
    "src/rst-api": "src/rst-api.ts",
    "scripts/bench": "scripts/bench.ts",
    "scripts/conformance": "scripts/conformance.ts",
  },
  platform: "node",
  external: /^[^./]/, // libraries stay where npm puts them
  output: { dir: "dist", chunkFileNames: "src/chunks/[name].js" },
  logLevel: "warn",
};
