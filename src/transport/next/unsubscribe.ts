import { operations } from "#app/features/registry.ts";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { type Call, execute } from "#app/operation/execute.ts";

/**
 * The address that mails name for ending them by one click: a mail program sends a POST with a form that says nothing new (RFC 8058), which is why it is no
 * REST call. Who opens it in a browser comes to the page that asks first, as filters open links too.
 */
export async function handleUnsubscribe(request: Request, call: Call): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (request.method === "GET") {
    headers.set("location", `/unsubscribe?${new URLSearchParams({ token })}`);
    return new Response(null, { status: 303, headers });
  }
  try {
    await execute(operations.notifications.unsubscribe, ANONYMOUS, { token }, call);
    return new Response("You get no more such mails.\n", { status: 200, headers });
  } catch (error) {
    const { code, message } = asAppError(error);
    return new Response(`${message}\n`, { status: ERRORS[code].http, headers });
  }
}
