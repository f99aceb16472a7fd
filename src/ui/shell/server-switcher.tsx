"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../button.tsx";
import { Input } from "../form/input.tsx";
import { Link } from "../link.tsx";
import { Popover } from "../popover.tsx";
import { Status, type StatusState } from "../status.tsx";

/** A server as the top bar knows it. */
export interface ShellServer {
  id: string;
  name: string;
  state: StatusState;
}

/** The open server's name, and the way to the same tab of another one. */
export function ServerSwitcher({ servers, id, tab }: { servers: readonly ShellServer[]; id: string; tab: string }) {
  const words = useTranslations("ui.shell");
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const current = servers.find((server) => server.id === id);
  if (!current) return null;
  const wanted = query.trim().toLowerCase();
  const shown = servers.filter((server) => server.name.toLowerCase().includes(wanted)).slice(0, 50);
  return (
    <Popover
      label={words("findServer")}
      align="start"
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setQuery("");
      }}
      trigger={
        <Button tone="quiet" size="sm" aria-label={words("switchServer", { name: current.name })}>
          <span className="max-w-48 truncate text-ink max-sm:max-w-[calc(100vw-14rem)]">{current.name}</span>
          <ChevronsUpDown aria-hidden />
        </Button>
      }
    >
      <div className="p-1.5">
        <Input
          type="search"
          aria-label={words("findServer")}
          placeholder={words("findServer")}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <ul className="mt-1.5">
          {shown.map((server) => (
            <li key={server.id}>
              <Link
                href={`/servers/${server.id}/${tab}`}
                aria-current={server.id === id ? "page" : undefined}
                onClick={() => setOpen(false)}
                className="flex min-h-row items-center justify-between gap-2 rounded-md px-2 text-sm hover:bg-accent-soft aria-[current]:font-medium"
              >
                <span className="min-w-0 truncate">{server.name}</span>
                <Status state={server.state} />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  );
}
