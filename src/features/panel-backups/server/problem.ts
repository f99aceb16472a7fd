import { OperatorError } from "#app/platform/operator-error.ts";

/** Errors of the disk and of PostgreSQL that whoever runs the machine can mend, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full. Make room, or keep fewer backups.",
  EDQUOT: "The disk's quota is used up. Make room, or keep fewer backups.",
  EACCES: "The folder may not be written by the panel's user. Give it leave, or choose another folder.",
  EPERM: "The folder may not be written by the panel's user. Give it leave, or choose another folder.",
  EROFS: "The folder is on a disk that cannot be written. Mount it for writing, or choose another folder.",
  ENOENT: "The file or its folder is not there. Is the disk mounted?",
  EEXIST: "There is a file where the folder would be. Choose another folder.",
  ENOTDIR: "The folder's path leads through a file. Choose another folder.",
  EIO: "The disk could not be read or written. Look after it.",
  "53100": "The database's disk is full: there is no room to restore the backup beside it.",
  "53300": "The database has no connection left. Allow it more, or try again later.",
};

/** What went wrong, in a sentence for an owner. What only the makers understand is in the worker's log. */
export function problemOf(error: unknown): string {
  if (error instanceof OperatorError) return error.message.slice(0, 2000);
  const { code } = error as { code?: unknown };
  const known = typeof code === "string" ? WORDS[code] : undefined;
  return known ?? "Something went wrong on our side. The worker's log says what.";
}
