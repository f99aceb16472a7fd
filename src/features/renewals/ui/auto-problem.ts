/** Why an automatic renewal failed, as the word by which the messages tell it. */
export function autoProblemWord(reason: string): "insufficient" | "may_not_spend" | "other" {
  if (reason === "economy.insufficient") return "insufficient";
  return reason === "renewals.may_not_spend" ? "may_not_spend" : "other";
}
