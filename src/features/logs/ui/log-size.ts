import { sizeText } from "#app/features/hosting/size-text.ts";

/** The size of a file in words; of less than a mebibyte in kibibytes. */
export function logSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : sizeText(bytes / 1024 / 1024);
}
