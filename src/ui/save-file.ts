/** Some browsers begin to read after the click that told them to. */
const READ_MS = 10_000;

/** Has the browser save a file of this name, out of these pieces of text. */
export function saveFile(file: string, pieces: readonly string[], type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([...pieces], { type }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
}
