import { printable } from "./printable.js";

/** What the operating system says, by its codes. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EBUSY", "it is in use"],
  ["EDQUOT", "the quota of the disk is used up"],
  ["EEXIST", "a file is in its place"],
  ["EFBIG", "the file is too large"],
  ["EIO", "the disk reports a fault"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "too many links lead to one another"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ENFILE", "too many files are open"],
  ["ENOENT", "it does not exist"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "a part of the path is a file, not a folder"],
  ["ENOTEMPTY", "the folder is not empty"],
  ["EPERM", "it is not permitted"],
  ["EROFS", "the disk is read-only"],
]);

/** What was tried, by the system's own word for it. */
const deeds: ReadonlyMap<string, string> = new Map([
  ["access", "change"],
  ["copyfile", "copy"],
  ["lstat", "read"],
  ["mkdir", "make the folder"],
  ["open", "open"],
  ["read", "read"],
  ["readlink", "read"],
  ["realpath", "read"],
  ["rename", "rename"],
  ["rm", "remove"],
  ["rmdir", "remove"],
  ["scandir", "read the folder"],
  ["stat", "read"],
  ["symlink", "make the link"],
  ["unlink", "remove"],
  ["write", "write"],
]);

/**
 * One sentence on what the operating system refused, such as a write to a full disk; `null` for an error that is none of
 * its own, which is a fault of the program.
 */
export function systemErrorText(error: unknown): string | null {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return null;
  const reason = reasons.get(String(error.code));
  if (reason === undefined) return null;
  const deed = deeds.get(String(error.syscall)) ?? String(error.syscall);
  const path = "path" in error && typeof error.path === "string" ? ` ${error.path}` : " a file";
  return printable(`cannot ${deed}${path}: ${reason} (${String(error.code)})`);
}

/** The error of the system, said of the path that users know: what was written under another name first, or has none in it. */
export function ofPath(error: unknown, path: string): unknown {
  return error instanceof Error && "syscall" in error ? Object.assign(error, { path }) : error;
}
