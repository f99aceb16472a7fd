import { useTranslations } from "next-intl";
import { Loading, Skeleton } from "../skeleton.tsx";

/** The table's place while its first rows are on their way: the same heads, the same heights. */
export function TableSkeleton({
  columns,
  rows,
  slow,
}: {
  columns: readonly string[];
  rows: number;
  slow?: string | undefined;
}) {
  const words = useTranslations("ui.table");
  return (
    <Loading label={words("loading")} slow={slow ?? words("slow")}>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <div className="flex h-row items-center gap-6 border-line border-b px-3 text-ink-2 text-xs">
          {columns.map((column) => (
            <span key={column} className="min-w-0 flex-1 truncate font-medium">
              {column}
            </span>
          ))}
        </div>
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty rows differ in nothing
          <div key={index} className="flex h-row items-center px-3">
            <Skeleton width={`${55 + ((index * 17) % 40)}%`} height="0.75rem" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
