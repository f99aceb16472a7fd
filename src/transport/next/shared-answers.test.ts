import { expect, it } from "vitest";
import { SharedAnswers } from "./shared-answers.ts";

it("asks once for all who ask the same at a time, and forgets failures and what is old", async () => {
  const answers = new SharedAnswers<string>({ goodForMs: 1000, most: 2 });
  const asked: string[] = [];
  const ask = (question: string, nowMs: number) =>
    answers.get(
      question,
      async () => {
        asked.push(question);
        if (question === "bad") throw new Error("no");
        return `${question} ${asked.length}`;
      },
      nowMs,
    );
  const thousand = await Promise.all(Array.from({ length: 1000 }, () => ask("a", 0)));
  expect(new Set(thousand)).toEqual(new Set(["a 1"]));
  expect(await ask("a", 999)).toBe("a 1");
  expect(await ask("a", 1000)).toBe("a 2");
  for (const nowMs of [1000, 1000]) await expect(ask("bad", nowMs)).rejects.toThrow("no");
  expect(await ask("b", 1001)).toBe("b 5");
  expect(await ask("c", 1002)).toBe("c 6");
  expect(await ask("a", 1003)).toBe("a 7");
  expect(await ask("c", 1004)).toBe("c 6");
});
