import type { DataFile } from "./json.js";

/**
 * A value by the file it stands in and a JSON pointer to it (RFC 6901; `""` is the whole). Two of one file and one pointer
 * are the same value, whatever refers to it.
 */
export interface Located {
  readonly file: DataFile;
  readonly pointer: string;
}
