import type { Metadata } from "next";
import { CatalogFrame } from "#app/features/catalog/ui/catalog-frame.tsx";
import { MissingTable } from "#app/features/catalog/ui/missing-table.tsx";
import { NamingProgress } from "#app/features/catalog/ui/naming-progress.tsx";

export const metadata: Metadata = { title: "Names missing" };

export default function MissingPage() {
  return (
    <CatalogFrame>
      <NamingProgress />
      <MissingTable />
    </CatalogFrame>
  );
}
