import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { AuditLog } from "#app/features/admin/ui/audit-log.tsx";
import { AUDIT_PARSERS } from "#app/features/admin/ui/audit-query.ts";
import { may } from "#app/lib/access.ts";
import { pageActor } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Audit log" };

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  if (!may(await pageActor(), "audit:read")) return <Forbidden permission="audit:read" />;
  // Read here, so that the page comes with its filter and not as an empty place; the log itself is asked for once, by the browser.
  await createLoader(AUDIT_PARSERS)(searchParams);
  return <AuditLog />;
}
