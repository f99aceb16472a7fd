import { scalarBundle } from "../scalar-bundle.ts";

/** The script of the API reference, from the panel itself. Its address names its content, so browsers keep it for good. */
export async function GET(request: Request): Promise<Response> {
  const { script, version } = await scalarBundle();
  const asked = new URL(request.url).searchParams.get("v");
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": asked === version ? "public, max-age=31536000, immutable" : "no-cache",
    },
  });
}
