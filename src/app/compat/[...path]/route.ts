import { handleCompatInNext } from "#app/transport/next/compat-route.ts";

export {
  handleCompatInNext as DELETE,
  handleCompatInNext as GET,
  handleCompatInNext as PATCH,
  handleCompatInNext as POST,
  handleCompatInNext as PUT,
};
