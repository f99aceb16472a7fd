import { Fragment, type ReactNode } from "react";

/** Facts about one thing: a word and its value, in two columns where there is room. */
export function DescriptionList({ items }: { items: readonly { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-1 sm:grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)]">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity beyond their place
        <Fragment key={index}>
          <dt className="pt-1.5 text-ink-2 text-sm sm:pr-6 sm:border-line sm:border-t sm:py-1.5 sm:nth-1:border-t-0">
            {item.label}
          </dt>
          <dd className="min-w-0 break-words border-line border-b pb-1.5 last:border-b-0 sm:border-t sm:border-b-0 sm:py-1.5 sm:nth-2:border-t-0">
            {item.value}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
