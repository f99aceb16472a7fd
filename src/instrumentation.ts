/** Next calls this once when the web process starts: opens the process's runtime. Not while building, which needs no database. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWeb } = await import("#app/transport/next/start-web.ts");
  await startWeb();
}
