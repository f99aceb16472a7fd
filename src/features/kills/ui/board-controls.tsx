"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Refreshing } from "#app/ui/refreshing.tsx";
import { BOARD_PERIODS, BOARDS } from "../board.ts";
import { dayAfter, dayBefore, periodText } from "./board-period.ts";
import { GameSelect } from "./game-select.tsx";
import type { BoardAddress } from "./kill-query.ts";
import { OrganisationPicker } from "./organisation-picker.tsx";

export interface BoardControlsProps {
  address: BoardAddress;
  /** The name of the period that is shown, as the board gives it; undefined until it has come. */
  shown: string | undefined;
  /** Whether that is still of what was chosen before. */
  pending: boolean;
  servers: readonly { id: string; name: string }[];
  communities: readonly { id: string; name: string }[];
  nowMs: number;
  onChange(next: Partial<BoardAddress>): void;
}

/** Which board: by what, over which stretch of time, of which game, and of whom or where. */
export function BoardControls({ address, shown, pending, servers, communities, nowMs, onChange }: BoardControlsProps) {
  const words = useTranslations("kills.board");
  const locale = useLocale();
  const { board, period, day, game, server, community, organisation } = address;
  const before = shown === undefined ? null : dayBefore(shown);
  const after = shown === undefined ? null : dayAfter(shown, day === "", nowMs);
  return (
    <div className="grid min-w-0 gap-2">
      <fieldset className="flex min-w-0 flex-wrap gap-1">
        <legend className="sr-only">{words("by")}</legend>
        {BOARDS.map((name) => (
          <Button key={name} size="sm" aria-pressed={name === board} onClick={() => onChange({ board: name })}>
            {words(`boards.${name}`)}
          </Button>
        ))}
        <Refreshing active={pending} />
      </fieldset>
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
        <fieldset className="flex min-w-0 flex-wrap gap-1">
          <legend className="sr-only">{words("period")}</legend>
          {BOARD_PERIODS.map((name) => (
            <Button
              key={name}
              size="sm"
              aria-pressed={name === period}
              onClick={() => onChange({ period: name, day: "" })}
            >
              {words(`periods.${name}`)}
            </Button>
          ))}
        </fieldset>
        {before === null ? null : (
          <div className="flex items-center gap-1">
            <IconButton
              size="sm"
              label={words("earlier")}
              icon={<ChevronLeft />}
              onClick={() => onChange({ day: before })}
            />
            <span className="min-w-40 text-center font-medium">
              {shown === undefined ? null : periodText(shown, locale)}
            </span>
            <IconButton
              size="sm"
              label={words("later")}
              icon={<ChevronRight />}
              disabled={after === null}
              onClick={() => onChange({ day: after ?? "" })}
            />
          </div>
        )}
        <GameSelect size="sm" game={game} onGame={(next) => onChange({ game: next })} />
        {servers.length + communities.length > 0 ? (
          <div className="w-48 max-w-full max-sm:w-full">
            <Select
              size="sm"
              aria-label={words("scope")}
              value={community ? `c:${community}` : server ? `s:${server}` : ""}
              onChange={({ target: { value } }) =>
                onChange({
                  community: value.startsWith("c:") ? value.slice(2) : "",
                  server: value.startsWith("s:") ? value.slice(2) : "",
                  organisation: "",
                })
              }
              options={[
                { value: "", label: words("everywhere") },
                ...communities.map(({ id, name }) => ({ value: `c:${id}`, label: name, group: words("communities") })),
                ...servers.map(({ id, name }) => ({ value: `s:${id}`, label: name, group: words("servers") })),
              ]}
            />
          </div>
        ) : null}
        <OrganisationPicker
          value={organisation}
          game={game}
          onChange={(next) => onChange({ organisation: next, community: "", server: "" })}
        />
      </div>
    </div>
  );
}
