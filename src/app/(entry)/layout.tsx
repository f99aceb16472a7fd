import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "#app/ui/shell/brand-mark.tsx";

/** The pages outside the shell: signing in, setting up, accepting an invitation. */
export default function EntryLayout({ children }: { children: ReactNode }) {
  const words = useTranslations("ui");
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-5 p-4 py-8">
      <p className="flex items-center justify-center gap-2 font-semibold text-lg">
        <BrandMark />
        {words("brand")}
      </p>
      {children}
    </main>
  );
}
