import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Runtime } from "#app/operation/runtime.ts";
import { env, home } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import {
  dropUploads,
  getFile,
  getObject,
  putFile,
  removeObject,
  type S3Bucket,
  type S3Options,
} from "#app/platform/s3.ts";
import type { BackupPlace } from "../schema.ts";
import { openSecrets, readPlan } from "./plan.ts";

/** Where backups are kept: a folder, or a bucket. */
export interface BackupStore {
  /** Puts a finished file there under its name, whole or not at all. */
  put(from: string, name: string, options?: S3Options): Promise<void>;
  /** Brings it back into a new file. */
  fetch(name: string, to: string, options?: S3Options): Promise<void>;
  read(name: string): Promise<Readable>;
  /** Removes it and what a broken upload has left of it; what is not there is no error. */
  remove(name: string): Promise<void>;
}

/** The store at a place. Throws OperatorError where its key is not known any more. */
export async function storeAt(
  { database, vault }: Pick<Runtime, "database" | "vault">,
  place: BackupPlace,
): Promise<BackupStore> {
  if (place.kind === "folder") return folderStore(place.folder ?? path.join(home(env()), "backups"));
  const plan = await readPlan(database);
  const { secretAccessKey } = openSecrets(vault, plan.secrets);
  const isOfPlan =
    plan.place.kind === "s3" && plan.place.endpoint === place.endpoint && plan.place.accessKeyId === place.accessKeyId;
  if (!isOfPlan || secretAccessKey === undefined)
    throw new OperatorError(
      `The key of the store at ${place.endpoint} is not known any more: the plan names another one. Set that one again, or look there by hand.`,
    );
  return bucketStore({ ...place, secretAccessKey }, place.prefix);
}

function folderStore(folder: string): BackupStore {
  const full = (name: string) => path.join(folder, name);
  const draft = (name: string) => `${full(name)}.part`;
  return {
    async put(from, name) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const [{ size }, { bavail, bsize }] = await Promise.all([stat(from), statfs(folder)]);
      if (bavail * bsize < size)
        throw new OperatorError(
          `The disk of ${folder} is full: the backup has ${size} bytes, and ${bavail * bsize} are free. Make room, or keep fewer.`,
        );
      try {
        await pipeline(createReadStream(from), createWriteStream(draft(name), { mode: 0o600, flush: true }));
        await rename(draft(name), full(name));
        await syncFolder(folder);
      } catch (error) {
        await rm(draft(name), { force: true });
        throw error;
      }
    },
    fetch: (name, to) => copyFile(full(name), to),
    async read(name) {
      const handle = await open(full(name));
      return handle.createReadStream();
    },
    async remove(name) {
      // A folder that is not there is a disk that is not mounted, and no file that is gone.
      await stat(folder);
      await Promise.all([rm(full(name), { force: true }), rm(draft(name), { force: true })]);
    },
  };
}

/** So that the name is on the disk too, and not only the file. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function bucketStore(bucket: S3Bucket, prefix: string): BackupStore {
  return {
    put: (from, name, options) => putFile(bucket, prefix + name, from, options),
    fetch: (name, to, options) => getFile(bucket, prefix + name, to, options),
    read: (name) => getObject(bucket, prefix + name),
    async remove(name) {
      await removeObject(bucket, prefix + name);
      await dropUploads(bucket, prefix + name);
    },
  };
}
