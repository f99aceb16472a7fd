"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { csvOf } from "#app/lib/csv.ts";
import { Button } from "../button.tsx";
import { saveFile } from "../save-file.ts";
import { toast } from "../toast/toast.ts";

const PAGE = 100;
/** More rows than any spreadsheet is pleasant with; whoever wants more reads them with a key. */
const MOST = 100_000;

type Cell = string | number | boolean | null;

export interface SaveCsvProps<Row> {
  /** The file's name, without its ending. */
  file: string;
  /** The columns' names, for programs: they are not translated. */
  header: readonly string[];
  rowOf(row: Row): readonly Cell[];
  /** What does not change while the list does: no row is in the file twice, and those that are new are not at the cost of others. */
  rowKey(row: Row): string;
  /** A page of what the filter shows. */
  load(page: number, limit: number): Promise<{ items: readonly Row[]; total: number }>;
}

/** Saves all that the filter shows as a file for spreadsheets, page by page, and tells how far it is. It ends with the page it is on. */
export function SaveCsv<Row>({ file, header, rowOf, rowKey, load }: SaveCsvProps<Row>) {
  const words = useTranslations("ui.csv");
  const [saved, setSaved] = useState<{ count: number; total: number } | null>(null);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  async function save() {
    setSaved({ count: 0, total: 0 });
    const pieces = [csvOf([header])];
    const keys = new Set<string>();
    try {
      let total = 0;
      for (let page = 1; page <= MOST / PAGE; page++) {
        const found = await load(page, PAGE);
        if (!isHere.current) return;
        total = found.total;
        const fresh = found.items.filter((row) => !keys.has(rowKey(row)));
        for (const row of fresh) keys.add(rowKey(row));
        // The mark of UTF-8 stands at the beginning of the file alone.
        if (fresh.length > 0) pieces.push(csvOf(fresh.map(rowOf)).slice(1));
        setSaved({ count: keys.size, total });
        if (page * PAGE >= total) break;
      }
      saveFile(`${file}.csv`, pieces, "text/csv;charset=utf-8");
      if (total > MOST) toast.done(words("cut", { count: keys.size, total }));
    } catch (error) {
      if (isHere.current) toast.failed(words("failed"), error);
    } finally {
      if (isHere.current) setSaved(null);
    }
  }
  return (
    <Button icon={<Download />} pending={saved !== null} onClick={() => void save()}>
      {saved && saved.total > PAGE ? words("saving", saved) : words("save")}
    </Button>
  );
}
