/** One mail in words. No markup: what it says must survive every reader and every filter. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Absent: the mail program makes one. Given, the same mail sent twice is known as one. */
  messageId?: string;
  /** Where an answer goes; absent: to the sender. */
  replyTo?: string;
  /** The mail that it belongs to, so that mail programs show them together. */
  references?: string;
  headers?: Readonly<Record<string, string>>;
}

/** What the panel's mails need to know of it. */
export interface MailFrame {
  panelName: string;
  publicUrl: string;
}

export function passwordResetMail({ panelName, publicUrl }: MailFrame, to: string, name: string, url: string): Mail {
  return {
    to,
    subject: `Reset your password for ${panelName}`,
    text: paragraphs(
      `Hello ${name},`,
      `somebody, probably you, asked to reset your password for ${panelName} (${publicUrl}). This link is good for one hour and works once:`,
      url,
      "If it was not you, ignore this mail: your password stays as it is.",
    ),
  };
}

export function verificationMail({ panelName, publicUrl }: MailFrame, to: string, name: string, url: string): Mail {
  return {
    to,
    subject: `Confirm your e-mail address for ${panelName}`,
    text: paragraphs(
      `Hello ${name},`,
      `somebody, probably you, entered this e-mail address for an account at ${panelName} (${publicUrl}). Confirm it with this link, which is good for one day:`,
      url,
      "If it was not you, ignore this mail: without the link nobody can use the account.",
    ),
  };
}

export function invitationMail(
  { panelName, publicUrl }: MailFrame,
  to: string,
  inviter: string,
  role: string,
  url: string,
): Mail {
  return {
    to,
    subject: `${inviter} invites you to ${panelName}`,
    text: paragraphs(
      "Hello,",
      `${inviter} invites you to ${panelName} (${publicUrl}) as ${role}. Accept with this link:`,
      url,
      "If you did not expect this, ignore this mail.",
    ),
  };
}

/** To the old address, so that its owner learns of a change that they did not make. */
export function addressChangedMail({ panelName, publicUrl }: MailFrame, to: string, name: string): Mail {
  return {
    to,
    subject: `Your e-mail address for ${panelName} was changed`,
    text: paragraphs(
      `Hello ${name},`,
      `the e-mail address of your account at ${panelName} (${publicUrl}) was changed to another one.`,
      "If it was not you, tell an admin of the panel now.",
    ),
  };
}

export function passwordChangedMail({ panelName, publicUrl }: MailFrame, to: string, name: string): Mail {
  return {
    to,
    subject: `Your password for ${panelName} was changed`,
    text: paragraphs(
      `Hello ${name},`,
      `the password of your account at ${panelName} (${publicUrl}) was changed, and its other sessions were ended.`,
      `If it was not you, reset it now: ${publicUrl}/forgot-password`,
    ),
  };
}

export function paragraphs(...texts: string[]): string {
  return `${texts.join("\n\n")}\n`;
}
