/** What a `datetime-local` field says, in the browser's zone, as the panel takes moments; undefined where it is empty. */
export function momentOf(form: FormData, name: string): string | undefined {
  const text = String(form.get(name) ?? "");
  const at = text === "" ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** A moment as such a field shows it. */
export function fieldTextOf(iso: string | null): string {
  if (iso === null) return "";
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
