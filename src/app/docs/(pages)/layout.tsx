import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DocumentsNav } from "./documents-nav.tsx";

const FILES = {
  openapi: "/api/v1/openapi.json",
  asyncapi: "/api/v1/asyncapi.json",
  client: "/gamekeeper-client.ts",
  postman: "/gamekeeper.postman_collection.json",
} as const;

/** The pages about the API, for everybody who can reach the panel. */
export default function DocumentsLayout({ children }: { children: ReactNode }) {
  const words = useTranslations("docs");
  return (
    <div className="mx-auto grid w-full max-w-5xl content-start gap-6 px-4 pt-2 pb-12">
      <DocumentsNav />
      <main className="grid min-w-0 content-start gap-6">{children}</main>
      <footer>
        <ul aria-label={words("downloads.label")} className="flex flex-wrap gap-x-5 border-line border-t pt-2 text-sm">
          {(Object.keys(FILES) as (keyof typeof FILES)[]).map((file) => (
            <li key={file}>
              <a href={FILES[file]} download className="inline-block py-2 text-accent underline underline-offset-3">
                {words(`downloads.${file}`)}
              </a>
            </li>
          ))}
        </ul>
      </footer>
    </div>
  );
}
