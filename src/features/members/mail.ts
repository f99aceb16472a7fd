import { type Mail, type MailFrame, paragraphs } from "#app/features/admin/mail.ts";

/** The last one to an address that the panel forgets with it. */
export function accountDeletedMail({ panelName, publicUrl }: MailFrame, to: string): Mail {
  return {
    to,
    subject: `Your account at ${panelName} was deleted`,
    text: paragraphs(
      "Hello,",
      `as was asked for seven days ago, your account at ${panelName} (${publicUrl}) was deleted with all that said who you are. This address is forgotten there too.`,
    ),
  };
}
