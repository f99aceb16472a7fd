"use client";

import { Check, Dot } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Kbd } from "../kbd.tsx";
import { Link } from "../link.tsx";
import type { MenuItem, MenuProps } from "../menu-props.ts";

const LINE =
  "relative flex min-h-row cursor-default select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-[disabled]:text-ink-3 data-[highlighted]:bg-accent-soft [&_svg]:size-4 [&_svg]:shrink-0";

export interface MenuLayerProps extends MenuProps {
  /** It was opened by a key before its code was there, so its first line takes the focus. */
  byKeyboard: boolean;
}

/** What of a menu is there only once it was opened; it is open at first. */
export function MenuLayer({ trigger, items, align = "end", byKeyboard }: MenuLayerProps) {
  const content = useRef<HTMLDivElement>(null);
  const [goesToFirst] = useState(byKeyboard);
  useEffect(() => {
    if (!goesToFirst) return;
    // After the layer has taken the focus for itself.
    const request = requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>("[role^='menuitem']:not([data-disabled])")?.focus(),
    );
    return () => cancelAnimationFrame(request);
  }, [goesToFirst]);
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          ref={content}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-layer max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-44 max-w-80 animate-fade overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-layer"
        >
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity beyond their place
            <Line key={index} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Line({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case "separator":
      return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
    case "heading":
      return <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-ink-3 text-xs">{item.label}</DropdownMenu.Label>;
    case "choice":
      return (
        <DropdownMenu.RadioGroup value={item.value} onValueChange={item.onChange} aria-label={item.label}>
          <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-ink-3 text-xs">{item.label}</DropdownMenu.Label>
          {item.options.map((option) => (
            <DropdownMenu.RadioItem key={option.value} value={option.value} className={`${LINE} pl-8`}>
              <DropdownMenu.ItemIndicator className="absolute left-2">
                <Dot aria-hidden strokeWidth={6} />
              </DropdownMenu.ItemIndicator>
              {option.label}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      );
    case "check":
      return (
        <DropdownMenu.CheckboxItem
          className={`${LINE} pl-8`}
          checked={item.checked}
          disabled={item.disabled}
          onCheckedChange={item.onChange}
          onSelect={(event) => event.preventDefault()}
        >
          <DropdownMenu.ItemIndicator className="absolute left-2">
            <Check aria-hidden />
          </DropdownMenu.ItemIndicator>
          {item.label}
        </DropdownMenu.CheckboxItem>
      );
    case "link":
      return (
        <DropdownMenu.Item asChild disabled={item.disabled}>
          <Link href={item.href} className={LINE}>
            <LineBody icon={item.icon} label={item.label} note={item.note} keys={item.keys} />
          </Link>
        </DropdownMenu.Item>
      );
    default:
      return (
        <DropdownMenu.Item
          className={`${LINE} ${item.danger ? "text-bad data-[highlighted]:bg-bad-soft" : ""}`}
          disabled={item.disabled}
          onSelect={item.onSelect}
        >
          <LineBody icon={item.icon} label={item.label} note={item.note} keys={item.keys} />
        </DropdownMenu.Item>
      );
  }
}

function LineBody({
  icon,
  label,
  note,
  keys,
}: {
  icon?: ReactNode;
  label: ReactNode;
  note?: ReactNode;
  keys?: string;
}) {
  return (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {note}
      {keys ? <Kbd keys={keys} /> : null}
    </>
  );
}
