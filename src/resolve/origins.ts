import {
  isObject,
  joinPointer,
  keysOf,
  type DataFile,
  type Json,
  type JsonObject,
  type Origin,
} from "../data/data.js";

type Container = JsonObject | readonly Json[];

/** Finds where an object or array of a file stands. Files are searched only when somebody asks, each once. */
export class Origins {
  private readonly files: ReadonlyMap<string, DataFile>;
  private readonly searched = new Set<DataFile>();
  private readonly found = new Map<Container, Origin>();

  constructor(files: ReadonlyMap<string, DataFile>) {
    this.files = files;
  }

  of(value: Container): Origin | null {
    const known = this.found.get(value);
    if (known) return known;
    for (const file of this.files.values()) {
      if (this.searched.has(file)) continue;
      this.searched.add(file);
      this.search(file);
    }
    return this.found.get(value) ?? null;
  }

  /** What aliases show in several places stands where it comes first. */
  private search({ source, value }: DataFile): void {
    const visit = (at: Json, pointer: string) => {
      if (typeof at !== "object" || at === null || this.found.has(at)) return;
      this.found.set(at, { source, pointer });
      if (isObject(at)) for (const key of keysOf(at)) visit(at[key]!, joinPointer(pointer, key));
      else at.forEach((item, index) => visit(item, joinPointer(pointer, index)));
    };
    visit(value, "");
  }
}
