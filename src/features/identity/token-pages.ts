/** The pages whose address holds a token of one use, because it came by mail or was printed on a console. */
export const TOKEN_PAGES = {
  setup: "/setup",
  invitation: "/invite",
  passwordReset: "/reset-password",
  emailVerification: "/verify-email",
} as const;

/** Whether a page's address holds such a token, and so must not be told to whatever the page loads or links to. */
export function isTokenPage(pathname: string): boolean {
  return Object.values(TOKEN_PAGES).some((page) => pathname === page || pathname.startsWith(`${page}/`));
}
