import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { pageApi } from "#app/transport/next/caller.ts";

/**
 * A file of a ticket, for a page that shows it. Pictures were drawn anew and all else is plain text; besides, nothing in it may run, load or be guessed to be
 * something else, and what is no picture is saved and not shown.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  try {
    const api = await pageApi();
    const file = await api.ticketAttachments.get({ attachmentId: id });
    const isPicture = file.contentType.startsWith("image/");
    return new Response(Buffer.from(file.content, "base64"), {
      headers: {
        "content-type": isPicture ? file.contentType : "text/plain; charset=utf-8",
        "content-disposition": `${isPicture ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        // It never changes; whoever may see it now is asked again tomorrow.
        "cache-control": "private, max-age=86400",
      },
    });
  } catch (error) {
    const { code } = asAppError((error as { cause?: unknown }).cause ?? error);
    return new Response(null, { status: ERRORS[code].http, headers: { "cache-control": "no-store" } });
  }
}
