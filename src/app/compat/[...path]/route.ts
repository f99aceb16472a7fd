import { handleCompatInNext } from "#app/transport/next/compat-route.ts";

export {
  handleCompatInNext as DELETE,
  handleCompatInNext as GET,
  handleCompatInNext as HEAD,
  handleCompatInNext as OPTIONS,
  handleCompatInNext as PATCH,
  handleCompatInNext as POST,
  handleCompatInNext as PUT,
};
