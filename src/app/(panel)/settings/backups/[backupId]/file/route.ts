import { backupFileInNext } from "#app/transport/next/backup-file-route.ts";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ backupId: string }>;
}

/** The file of a backup of the panel, for who was given a link to it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return backupFileInNext(request, (await params).backupId);
}
