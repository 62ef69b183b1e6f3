import type { Ask } from "./base/memo.js";
import type { Project } from "./load/project.js";

/** What steps ask of a project besides their inputs. */
type Asked = Pick<Project, "configFile" | "labels" | "readData" | "readText" | "readBytes">;

/** Answers questions of steps: for files of a project, and for labels. `readPart` is for a text that is shown from its start to its end. */
export function answersOf(project: Asked): Ask {
  const answers: Readonly<Record<string, (name: string, encoding?: string) => unknown>> = {
    readData: (path) => project.readData(path),
    readText: (path, encoding) => project.readText(path, encoding),
    readPart: (path) => project.readText(path),
    readBytes: (path) => project.readBytes(path),
    label: (name) => project.labels.get(name),
    configFile: () => project.configFile,
    labels: () => [...project.labels],
    "names of labels": () => [...project.labels.keys()],
  };
  return (question, ...words) => answers[question]!(...(words as [string, string?]));
}

/** The labels of a project as a step sees them, which asks for each that it uses. */
export class AskedLabels extends Map<string, string> {
  readonly #ask: Ask;
  readonly #used = new Set<string>();

  constructor(labels: ReadonlyMap<string, string>, ask: Ask) {
    super(labels);
    this.#ask = ask;
  }

  override get(name: string): string | undefined {
    if (!this.#used.has(name)) this.#ask("label", name);
    this.#used.add(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  override keys(): MapIterator<string> {
    this.#ask("names of labels");
    return super.keys();
  }

  override values(): MapIterator<string> {
    this.#ask("labels");
    return super.values();
  }

  override entries(): MapIterator<[string, string]> {
    this.#ask("labels");
    return super.entries();
  }

  override forEach(visit: (value: string, name: string, all: Map<string, string>) => void): void {
    this.#ask("labels");
    super.forEach(visit);
  }

  override [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }
}

/** A project as a step sees it, which asks for each file that it reads. */
export function asking(project: Project, ask: Ask): Project {
  // The answers are those of the functions whose names are asked.
  return {
    ...project,
    readData: (path) => ask("readData", path) as ReturnType<Project["readData"]>,
    readText: (path, encoding) =>
      ask("readText", path, encoding) as ReturnType<Project["readText"]>,
    readBytes: (path) => ask("readBytes", path) as ReturnType<Project["readBytes"]>,
  };
}

/** A project as a step sees it that asks for its labels and the file of its settings, too. */
export function askingForAll(project: Project, ask: Ask): Project {
  return {
    ...asking(project, ask),
    labels: new AskedLabels(project.labels, ask),
    get configFile() {
      return ask("configFile") as Project["configFile"];
    },
  };
}
