"use client";

import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button, LinkButton } from "../button.tsx";
import { IconButton } from "../icon-button.tsx";
import { RequestId } from "../request-id.tsx";
import { TONE_TEXT } from "../tone.ts";
import { lifetimeOf, type Toast, toast, toastStore } from "./toast.ts";

const ICONS = { ok: CircleCheck, bad: CircleAlert, info: Info } as const;

/** Where toasts appear: bottom right, at most three. All of them wait while one has the pointer or the focus. */
export function Toaster() {
  const words = useTranslations("ui.toast");
  const shown = useSyncExternalStore(toastStore.subscribe, toastStore.getSnapshot, toastStore.getServerSnapshot);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label={words("region")}
      className="pointer-events-none fixed right-0 bottom-0 z-toast flex w-full max-w-104 flex-col gap-2 p-3 max-md:bottom-[calc(3.5rem+env(safe-area-inset-bottom))]"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ol aria-live="polite" aria-relevant="additions" className="contents">
        {shown.map((item) => (
          <li key={item.id} className="pointer-events-auto">
            <ToastCard item={item} held={held && shown.length > 0} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ToastCard({ item, held }: { item: Toast; held: boolean }) {
  const words = useTranslations("ui.toast");
  const left = useRef(lifetimeOf(item));
  const Icon = ICONS[item.tone];

  useEffect(() => {
    if (left.current === null || held) return;
    const since = Date.now();
    const timer = setTimeout(() => toast.close(item.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1000, (left.current ?? 0) - (Date.now() - since));
    };
  }, [held, item.id]);

  async function undo() {
    toast.close(item.id);
    try {
      await item.undo?.();
    } catch (error) {
      toast.failed(words("undoFailed"), error);
    }
  }

  return (
    <div className="flex animate-fade items-start gap-2.5 rounded-lg border border-line bg-raised p-3 shadow-layer">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${TONE_TEXT[item.tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{item.title}</p>
        {item.detail ? <p className="break-words text-ink-2 text-sm">{item.detail}</p> : null}
        {item.requestId ? <RequestId id={item.requestId} /> : null}
        {item.link || item.undo ? (
          <div className="mt-2 flex gap-2">
            {item.undo ? (
              <Button size="sm" onClick={undo}>
                {words("undo")}
              </Button>
            ) : null}
            {item.link ? (
              <LinkButton size="sm" tone="quiet" href={item.link.href}>
                {item.link.label}
              </LinkButton>
            ) : null}
          </div>
        ) : null}
      </div>
      <IconButton size="sm" label={words("close")} icon={<X />} onClick={() => toast.close(item.id)} />
    </div>
  );
}
