import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";

/** A category, a prepared answer, due times, and a ticket with a file that was answered, noted on and rated. */
export async function addTickets(owner: Actor): Promise<void> {
  const { tickets, ticketCategories, ticketDueTimes, ticketMacros } = operations;
  const category = await execute(ticketCategories.create, owner, { name: "My server" });
  await execute(ticketMacros.create, owner, { name: "Hello", text: "Hello {member}", status: "in_progress" });
  await execute(ticketDueTimes.update, owner, {
    items: [{ priority: "critical", firstAnswerMin: 30, resolutionMin: null }],
  });
  // The second one is part of no message: it goes after a day.
  const handIn = () =>
    execute(operations.ticketAttachments.create, owner, { name: "latest.log", content: btoa("port taken") });
  const { id: attachmentId } = await handIn();
  await handIn();
  const { id: ticketId } = await execute(tickets.create, owner, {
    ...{ subject: "It does not start", text: "The port is taken.", categoryId: category.id },
    attachmentIds: [attachmentId],
  });
  await execute(tickets.answer, owner, { ticketId, text: "Try another one.", status: "resolved" });
  await execute(tickets.note, owner, { ticketId, text: "The old test server has it." });
  await execute(tickets.rate, owner, { ticketId, rating: 5, text: "Quick." });
}
