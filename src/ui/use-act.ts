"use client";

import { useState } from "react";
import { readFailure } from "./form/failure.ts";

/**
 * The state of a dialog that does something: open or not, which act is under way, and why the last one failed. It
 * closes after an act that succeeds and stays open, with the reason, after one that throws.
 */
export function useAct(controlled: { open?: boolean; onOpenChange?(open: boolean): void }) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const open = controlled.open ?? ownOpen;

  function onOpenChange(next: boolean) {
    if (pending !== null) return;
    setFailure(null);
    setOwnOpen(next);
    controlled.onOpenChange?.(next);
  }

  async function run(name: string, act: () => Promise<void> | void) {
    setPending(name);
    setFailure(null);
    try {
      await act();
      setOwnOpen(false);
      controlled.onOpenChange?.(false);
    } catch (error) {
      setFailure(readFailure(error).message);
    } finally {
      setPending(null);
    }
  }

  return { layer: { open, onOpenChange }, pending, failure, run };
}
