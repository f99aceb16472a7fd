import { MAX_FILE_BYTES } from "../terms.ts";

export interface Handed {
  id: string;
  name: string;
  contentType: string;
}

/** Hands in a file; throws an error with the sentence of what is wrong. By the API and not with what the page else asks: files are bigger than that takes. */
export async function handIn(file: File, tooBig: string): Promise<Handed> {
  if (file.size > MAX_FILE_BYTES) throw new Error(tooBig);
  const response = await fetch("/api/v1/ticket-attachments", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: file.name || "pasted.png", content: await base64Of(file) }),
  });
  const answer = (await response.json()) as { data?: Handed; error?: { message: string } };
  if (!answer.data) throw new Error(answer.error?.message ?? response.statusText);
  return answer.data;
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
