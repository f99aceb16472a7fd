"use client";

import { Bookmark, ChevronRight, SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "../button.tsx";
import { IconButton } from "../icon-button.tsx";
import { Menu } from "../menu.tsx";
import { toast } from "../toast/toast.ts";
import { keepHistory, readHistory, rememberCommand } from "./command-history.ts";

export interface CommandInputProps {
  /** Under which the history is kept: the server's id. */
  name: string;
  /** Sends one command; what it throws is told, and the command stays in the field. */
  onSend(command: string): Promise<void> | void;
  /** Why commands can't be sent now: "Read only: you lack servers.console:write". */
  disabledReason?: string;
  snippets?: readonly { label: string; command: string }[];
}

/** The line to type commands in, with the last hundred on the arrow keys. */
export function CommandInput({ name, onSend, disabledReason, snippets }: CommandInputProps) {
  const words = useTranslations("ui.console");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [command, setCommand] = useState("");
  const [pending, setPending] = useState(false);
  const history = useRef<string[]>(null);
  const at = useRef(-1);
  const draft = useRef("");

  function kept(): string[] {
    history.current ??= readHistory(name);
    return history.current;
  }
  function walk(event: KeyboardEvent<HTMLInputElement>) {
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.min(kept().length - 1, Math.max(-1, at.current + step));
    if (at.current === -1) draft.current = command;
    at.current = next;
    setCommand(next === -1 ? draft.current : (kept()[next] ?? ""));
  }
  async function send() {
    const wanted = command.trim();
    if (!wanted || pending) return;
    setPending(true);
    try {
      await onSend(wanted);
      history.current = rememberCommand(kept(), wanted);
      keepHistory(name, history.current);
      at.current = -1;
      draft.current = "";
      setCommand("");
    } catch (error) {
      toast.failed(words("notSent"), error);
    } finally {
      setPending(false);
      input.current?.focus();
    }
  }

  if (disabledReason) {
    return (
      <p className="flex min-h-control items-center border-line border-t bg-surface px-3 text-ink-2 text-sm">
        {disabledReason}
      </p>
    );
  }
  return (
    <form
      className="flex items-center gap-1.5 border-line border-t bg-surface px-2 py-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
      <label htmlFor={id} className="sr-only">
        {words("command")}
      </label>
      <input
        ref={input}
        id={id}
        value={command}
        onChange={(event) => {
          at.current = -1;
          setCommand(event.target.value);
        }}
        onKeyDown={walk}
        autoCapitalize="none"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="send"
        maxLength={4096}
        placeholder={words("type")}
        className="h-control min-w-0 flex-1 rounded-sm bg-transparent px-1 font-mono text-sm placeholder:text-ink-3"
      />
      {snippets?.length ? (
        <Menu
          trigger={<IconButton label={words("snippets")} icon={<Bookmark />} />}
          items={snippets.map((snippet) => ({
            label: snippet.label,
            onSelect: () => {
              setCommand(snippet.command);
              input.current?.focus();
            },
          }))}
        />
      ) : null}
      <Button tone="primary" type="submit" icon={<SendHorizontal />} pending={pending} disabled={command.trim() === ""}>
        {words("send")}
      </Button>
    </form>
  );
}
