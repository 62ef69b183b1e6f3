/** What the operating system says where a file cannot be read or written, in plain words. */
const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EDQUOT: "the disk quota is used up",
  EEXIST: "it is there already",
  EFBIG: "it is larger than is allowed here",
  EIO: "the disk does not answer",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "it is not there",
  ENOSPC: "no space is left on the disk",
  ENOTDIR: "a part of its path is a file",
  EPERM: "it is not allowed",
  EROFS: "the file system is read-only",
};

/** `null` for what is no fault of a file. */
export function fileFault(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return null;
  return words[String(error.code)] ?? String(error.code);
}
