import { handleAuthInNext } from "#app/transport/next/auth-route.ts";

export { handleAuthInNext as GET, handleAuthInNext as POST };
