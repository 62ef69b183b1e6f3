import {
  isObject,
  joinPointer,
  type DataFile,
  type Json,
  type JsonObject,
  type Origin,
} from "../data/data.js";

type Container = JsonObject | readonly Json[];

/** One step up from a value; the root of a file has none. */
interface Step {
  readonly file: DataFile;
  readonly parent: Container | null;
  readonly key: string;
}

/** Finds where an object or array of a file stands. A file is searched only when somebody asks, once. */
export class Origins {
  private readonly files: ReadonlyMap<string, DataFile>;
  private readonly searched = new Set<DataFile>();
  private readonly steps = new Map<Container, Step>();

  constructor(files: ReadonlyMap<string, DataFile>) {
    this.files = files;
  }

  /** The place of a value; `file` is where to look first, if the caller knows. */
  of(value: Container, file?: DataFile): Origin | null {
    if (file) this.search(file);
    if (!this.steps.has(value))
      for (const other of this.files.values()) {
        this.search(other);
        if (this.steps.has(value)) break;
      }
    return this.originOf(value);
  }

  private originOf(value: Container): Origin | null {
    const keys: string[] = [];
    let step = this.steps.get(value);
    if (!step) return null;
    for (; step.parent; step = this.steps.get(step.parent)!) keys.push(step.key);
    return { source: step.file.source, pointer: joinPointer("", ...keys.reverse()) };
  }

  /** What aliases show in several places stands where it comes first. */
  private search(file: DataFile): void {
    if (this.searched.has(file)) return;
    this.searched.add(file);
    const visit = (at: Json, parent: Container | null, key: string) => {
      if (typeof at !== "object" || at === null || this.steps.has(at)) return;
      this.steps.set(at, { file, parent, key });
      if (isObject(at)) for (const name of Object.keys(at)) visit(at[name]!, at, name);
      else for (let index = 0; index < at.length; index++) visit(at[index]!, at, String(index));
    };
    visit(file.value, null, "");
  }
}
