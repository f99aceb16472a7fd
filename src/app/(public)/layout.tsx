import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "#app/ui/shell/brand-mark.tsx";

/** Pages for everybody that take more room than a form does. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  const words = useTranslations("ui");
  return (
    <main className="mx-auto grid w-full max-w-6xl content-start gap-5 p-4 py-8 *:min-w-0">
      <p className="flex items-center gap-2 font-semibold text-lg">
        <BrandMark />
        {words("brand")}
      </p>
      {children}
    </main>
  );
}
