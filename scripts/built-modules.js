import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const built = resolve("dist/modules/src");

/**
 * A plugin of vitest: tests import the modules that `npm run build` compiled, natively, as long as nothing of the program
 * changed since; else those of src are compiled in the run.
 */
export const builtModules = {
  name: "built-modules",
  enforce: "pre",
  // A file of tests that is kept from a former run names the modules that it took.
  configureVitest: (context) =>
    context.experimental_defineCacheKeyGenerator(() => (isBuilt ? "built" : "source")),
  async resolveId(source, importer, options) {
    if (!isBuilt || !source.startsWith(".") || !importer) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const path = found && relative("src", found.id);
    if (!path || path.startsWith("..") || !path.endsWith(".ts")) return null;
    return { id: join(built, path.replace(/\.ts$/, ".js")), external: true };
  },
};

/** For `server.deps.external`: what is imported as it is. */
export const builtFiles = [/[\\/]dist[\\/]modules[\\/]/];

const isBuilt = newest("src", "templates") < oldest();

function newest(...folders) {
  const files = folders.flatMap(filesIn).filter((path) => /\.(?:ts|json|hbs)$/.test(path));
  return Math.max(...files.map((path) => statSync(path).mtimeMs));
}

/** When the build began to write. */
function oldest() {
  try {
    return Math.min(...filesIn(built).map((path) => statSync(path).mtimeMs));
  } catch {
    return 0; // there is no build
  }
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
